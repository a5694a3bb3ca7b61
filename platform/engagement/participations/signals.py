"""What taking part says to the apps above. Receivers run in the service's transaction."""

from django.dispatch import Signal

#: An association said who came. `participation` (attended or absent), `hours` (Decimal, or None when it does not know
#: or nobody came), `recorded_by` (User), `now`. Sent again when it corrects itself.
attendance_recorded = Signal()
