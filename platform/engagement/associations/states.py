"""The life of an association on the platform."""

from engagement.associations.models import AssociationState as S
from engagement.associations.models import TestimonialState as T
from kernel.lifecycle import Lifecycle, transition

ASSOCIATION = Lifecycle(
    "association",
    transition("submit", [S.DRAFT], S.SUBMITTED),
    transition("approve", [S.SUBMITTED], S.PUBLISHED),
    transition("send_back", [S.SUBMITTED], S.DRAFT),
    transition("suspend", [S.PUBLISHED], S.SUSPENDED),
    transition("reinstate", [S.SUSPENDED], S.PUBLISHED),
)

TESTIMONIAL = Lifecycle(
    "testimonial",
    transition("approve", [T.SUBMITTED], T.PUBLISHED),
    transition("suspend", [T.SUBMITTED, T.PUBLISHED], T.REFUSED),
    transition("reinstate", [T.REFUSED], T.PUBLISHED),
)
