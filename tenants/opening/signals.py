"""What an opening says to the layers above it."""

from django.dispatch import Signal

#: The site of an application is open, and the network has not looked at it. Sent inside the transaction with
#: `sender=Application, territory: Territory`.
territory_opened = Signal()

#: It could not be opened, for a reason that its applicant cannot mend. Sent with
#: `sender=Application, application: Application, error: str`, the kind of error.
opening_failed = Signal()
