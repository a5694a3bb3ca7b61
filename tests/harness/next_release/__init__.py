"""The migrations of `engagement.missions` with those of a release to come: `MIGRATION_MODULES` leads here."""

from engagement.missions import migrations

#: Modules are found in both folders, as if they were one.
__path__ = [*__path__, *migrations.__path__]

NEXT_RELEASE = {"missions": __name__}
