"""What the register says to the layers above it."""

from django.dispatch import Signal

#: A territory's entry has changed: name, slug, primary host, communes, state. Sent in the public schema and inside the
#: transaction, with `sender=Territory, territory: Territory, before: TerritoryContext`. What a receiver writes in the
#: territory's own schema, it writes in a `tenant_context(territory.context())`.
territory_changed = Signal()
