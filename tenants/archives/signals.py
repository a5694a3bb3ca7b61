"""What archives say to the layers above them."""

from django.dispatch import Signal

#: A territory was brought in or restored from an archive. Sent inside its schema and the transaction, with
#: `sender=Territory, territory: Territory`: rebuild what is derived from its tables and stands outside them.
territory_imported = Signal()

#: Notice was given, and stands. Sent in the territory every hour until it is deleted, with `sender=Territory,
#: territory: Territory, now: datetime`. A receiver that fails holds nothing up.
notice_stands = Signal()
