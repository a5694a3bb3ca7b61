"""What provisioning says to the layers above it, which tenants cannot import."""

from django.dispatch import Signal

#: A new territory has its schema and its first editor's account; add what a new site opens with.
#:
#: Sent with `sender=Territory, territory: Territory, editor_email: str, editor_name: str, brand: BrandChoices | None`,
#: inside the new schema and inside the provisioning transaction: a receiver that raises undoes everything. Receivers
#: touch the database only; what they write elsewhere (cache, search, mail) must wait for `transaction.on_commit`.
#: Media files are the exception: those of an attempt that failed are removed.
territory_provisioned = Signal()

#: A territory has gained or lost communes. Sent in the territory, inside the transaction, with `sender=Territory,
#: territory: Territory, added: list[str], removed: list[str]`: keys of communes, `BE-84035`.
communes_changed = Signal()

#: A deploy has brought the network up to date. Sent with `sender=None, schemas: Sequence[str]`, the territories that
#: the release serves: also those that lacked no migration.
network_migrated = Signal()

#: A step of provisioning was reached, in the order of `services.Step`. Sent inside the transaction with
#: `sender=Territory, step: Step, slug: str`. For progress bars, and for tests that pull the plug.
step_reached = Signal()
