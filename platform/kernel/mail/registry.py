"""What e-mails there are. Each app declares its own, in a module that its `apps.ready` imports.

    TAKING_PART = Category(
        name="participations",
        label=_("My participations"),
        description=_("Answers of associations, changes, reminders."),
        frequencies=NEEDED,
    )
    register(
        Kind(
            template="participation_accepted",
            category=TAKING_PART,
            label=_("An association accepts me"),
            sample={"first_name": "Nadia", "mission_title": "Tri de vêtements", ...},
        ),
    )

The templates are `email/<template>.subject.txt`, `.txt` and `.html`, the last two from `email/base.txt` and
`email/base.html`. `tests/kernel/mail/test_every_mail.py` writes each declared e-mail with its sample.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kernel.mail.enums import Frequency

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from kernel.accounts.models import User

type Words = StrOrPromise

#: What one may choose, the default first. `ALWAYS` and `NEEDED` are transactional: nobody can refuse them.
ALWAYS = (Frequency.AT_ONCE,)
NEEDED = (Frequency.AT_ONCE, Frequency.DAILY)
OPTIONAL = (Frequency.AT_ONCE, Frequency.DAILY, Frequency.NEVER)
OPTIONAL_DAILY = (Frequency.DAILY, Frequency.AT_ONCE, Frequency.NEVER)
#: Only who asks for it gets it, and its sender writes no more than once a week.
WEEKLY_BY_CHOICE = (Frequency.NEVER, Frequency.WEEKLY)


class UndeclaredMail(LookupError):
    """Nobody has declared an e-mail of this name: see `kernel.mail.registry`."""


def everybody(user: User) -> bool:
    return True


def team(user: User) -> bool:
    """Whoever enters the back office."""
    return user.has_perm("wagtailadmin.access_admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A line of the page where one sets one's e-mails, shown to those whom it `concerns`."""

    name: str
    label: Words
    description: Words
    frequencies: tuple[Frequency, ...]
    #: Leaves a closed territory too: without it nobody could sign in there.
    vital: bool = False
    concerns: Callable[[User], bool] = everybody

    @property
    def default(self) -> Frequency:
        return self.frequencies[0]

    @property
    def is_optional(self) -> bool:
        """Whether one may refuse it: then each e-mail carries the way to do so in one click."""
        return Frequency.NEVER in self.frequencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One e-mail. `urgent` ones never wait for a digest. `sample`: each variable of the templates, by example.

    Of a `last` word, to somebody who is no longer known here, nothing is kept once it has left.
    """

    template: str
    category: Category
    label: Words
    sample: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False
    last: bool = False


_kinds: dict[str, Kind] = {}
_categories: dict[str, Category] = {}


def register(*kinds: Kind) -> None:
    """Declare e-mails. Raises ValueError for a name that is taken."""
    for kind in kinds:
        if _kinds.setdefault(kind.template, kind) is not kind:
            raise ValueError(f"two e-mails are called {kind.template}")
        if _categories.setdefault(kind.category.name, kind.category) is not kind.category:
            raise ValueError(f"two categories of e-mails are called {kind.category.name}")


def kind_of(template: str) -> Kind:
    """Raises `UndeclaredMail`."""
    try:
        return _kinds[template]
    except KeyError:
        raise UndeclaredMail(
            f"{template}: declare it with kernel.mail.registry.register, in a module that apps.ready imports"
        ) from None


def all_kinds() -> list[Kind]:
    """Every declared e-mail, in the order of the apps."""
    return list(_kinds.values())


def all_categories() -> list[Category]:
    """Every category, in the order of the apps."""
    return list(_categories.values())
