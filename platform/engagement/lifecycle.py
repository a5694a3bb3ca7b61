"""States as a table, as the kernel has them."""

from kernel.lifecycle import ForbiddenTransition, Lifecycle, Transition, transition

__all__ = ["ForbiddenTransition", "Lifecycle", "Transition", "transition"]
