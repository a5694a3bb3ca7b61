"""The life of an association on the platform."""

from engagement.associations.models import AssociationState as S
from engagement.lifecycle import Lifecycle, transition

ASSOCIATION = Lifecycle(
    "association",
    transition("submit", [S.DRAFT], S.SUBMITTED),
    transition("publish", [S.SUBMITTED, S.SUSPENDED], S.PUBLISHED),
    transition("suspend", [S.PUBLISHED], S.SUSPENDED),
)
