"""Why a territory cannot be opened, in words for the person who asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class ProvisioningError(Exception):
    """The territory was not opened, and nothing of it remains. The message says why and what to do."""


class InvalidName(ProvisioningError):
    def __init__(self) -> None:
        super().__init__(_("Give the territory a name of 1 to 80 characters."))


class InvalidKind(ProvisioningError):
    def __init__(self, kind: str, known: Sequence[str]) -> None:
        super().__init__(
            _("There is no kind of territory “%(kind)s”. Choose one of: %(known)s.")
            % {"kind": kind, "known": ", ".join(known)}
        )


class InvalidSlug(ProvisioningError):
    def __init__(self, slug: str) -> None:
        super().__init__(
            _(
                "“%(slug)s” cannot be a short name: use 2 to 40 small letters without accents, digits and single"
                " hyphens, beginning with a letter."
            )
            % {"slug": slug}
        )


class ReservedSlug(ProvisioningError):
    def __init__(self, slug: str) -> None:
        super().__init__(_("The short name “%(slug)s” is reserved. Choose another.") % {"slug": slug})


class SlugTaken(ProvisioningError):
    def __init__(self, slug: str) -> None:
        super().__init__(
            _("Another territory already has the short name “%(slug)s”. Choose another.") % {"slug": slug}
        )


class SchemaOccupied(ProvisioningError):
    def __init__(self, schema: str) -> None:
        super().__init__(
            _(
                "The database holds a schema “%(schema)s” that belongs to no territory. Rename or drop it first."
            )
            % {"schema": schema}
        )


class InvalidDomain(ProvisioningError):
    def __init__(self, host: str) -> None:
        super().__init__(_("“%(host)s” is not a host name that a territory can have.") % {"host": host})


class DomainTaken(ProvisioningError):
    def __init__(self, host: str) -> None:
        super().__init__(_("“%(host)s” already leads to another territory.") % {"host": host})


class NoCommunes(ProvisioningError):
    def __init__(self) -> None:
        super().__init__(_("A territory needs at least one commune."))


class UnknownCommunes(ProvisioningError):
    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = list(codes)
        shown = ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
        super().__init__(_("No commune has the code: %(codes)s.") % {"codes": shown})


class AmbiguousCommunes(ProvisioningError):
    def __init__(self, codes: Sequence[str]) -> None:
        shown = ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
        super().__init__(
            _(
                "These codes exist in France and in Belgium: %(codes)s. Say which country, or write FR-… or BE-…."
            )
            % {"codes": shown}
        )


class ForeignCommunes(ProvisioningError):
    def __init__(self, names: Sequence[str]) -> None:
        shown = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
        super().__init__(
            _("A territory lies in one country. These communes are in another: %(names)s.") % {"names": shown}
        )


class InvalidEditor(ProvisioningError):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("“%(email)s” is not an e-mail address; the first editor needs one.") % {"email": email}
        )


class InvalidBrand(ProvisioningError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            _("The colours or choices of the brand cannot be used: %(reason)s") % {"reason": reason}
        )


class NotReady(ProvisioningError):
    def __init__(self) -> None:
        super().__init__(
            _("The network is not ready to open territories: run “manage.py migrate_territories” first.")
        )


class Busy(ProvisioningError):
    def __init__(self) -> None:
        super().__init__(_("The network is being updated. Try again in a few minutes."))
