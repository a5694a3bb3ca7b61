"""What the journal keeps of who may act for an association."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "association.joined": _("Somebody joined an association"),
    "association.role_changed": _("A role in an association was changed"),
    "association.member_removed": _("Somebody was removed from an association"),
    "association.left": _("Somebody left an association"),
    "association.imported": _("Associations were imported"),
}
