"""What archives say to the layers above them."""

from django.dispatch import Signal

#: A territory was brought in or restored from an archive. Sent inside its schema and the transaction, with
#: `sender=Territory, territory: Territory`: rebuild what is derived from its tables and stands outside them.
territory_imported = Signal()
