"""The life of hours given. Who moves them is said beside each row."""

from engagement.recognition.models import HoursState as S
from kernel.lifecycle import Lifecycle, transition

HOURS = Lifecycle(
    "hours",
    # The association.
    transition("confirm", [S.DECLARED], S.CONFIRMED),
    transition("refuse", [S.DECLARED], S.REFUSED),
    transition("correct", [S.DECLARED, S.CONFIRMED, S.REFUSED, S.DISPUTED], S.CORRECTED),
    # It stands by what it said, whatever that was: the last word on a dispute.
    transition("maintain", [S.DISPUTED], S.SETTLED),
    # The volunteer.
    transition("accept", [S.CORRECTED], S.SETTLED),
    transition("dispute", [S.CONFIRMED, S.CORRECTED, S.REFUSED], S.DISPUTED),
)
