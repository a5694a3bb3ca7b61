"""The team of a territory: four groups, each with what it may do in the back office."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Q
from psycopg import sql
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page


@dataclass(frozen=True, slots=True)
class Role:
    """A group's name as the team reads it, and its permissions as `app_label.codename`."""

    name: str
    stock_name: str
    pages: tuple[str, ...]
    collections: tuple[str, ...]
    general: tuple[str, ...]


_MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
_ENTER = ("wagtailadmin.access_admin",)

_AGENDA = ("agenda.add_event", "agenda.change_event")

EDITORS = Role(
    name="Rédaction",
    stock_name="Editors",
    pages=("wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page"),
    collections=_MEDIA,
    general=(
        *_ENTER,
        *_AGENDA,
        "pages.change_surroundings",
        "visits.view_dailyviews",
        "wagtail_localize.submit_translation",
    ),
)
MODERATORS = Role(
    name="Modération",
    stock_name="Moderators",
    pages=(
        *EDITORS.pages,
        "wagtailcore.lock_page",
        "wagtailcore.unlock_page",
        "wagtailcore.bulk_delete_page",
    ),
    collections=_MEDIA,
    general=(
        *EDITORS.general,
        "associations.view_association",
        "associations.add_association",
        "charter.view_charter",
        "charter.add_charter",
        "charter.change_charter",
        "charter.delete_charter",
        "charter.view_signature",
        "figures.view_report",
        "missions.view_mission",
        "agenda.view_event",
        "offers.view_offer",
        "volunteers.view_volunteer",
        "moderation.moderate",
        "rules.change_rules",
    ),
)
MEDIATORS = Role(
    name="Médiation",
    stock_name="",
    pages=(),
    collections=(),
    general=(*_ENTER, "associations.view_association", "missions.view_mission"),
)
OPERATORS = Role(
    name="Pilotage",
    stock_name="",
    pages=MODERATORS.pages,
    collections=(*_MEDIA, "wagtailimages.delete_image", "wagtaildocs.delete_document"),
    general=(
        *MODERATORS.general,
        "rules.run_territory",
        "accounts.add_user",
        "accounts.change_user",
        "audit.view_entry",
        "branding.change_brand",
        "branding.view_partner",
        "branding.add_partner",
        "branding.change_partner",
        "branding.delete_partner",
        "figures.add_report",
        "figures.change_report",
        "figures.delete_report",
        "pages.change_publisher",
        "wagtailcore.add_locale",
        "recognition.view_certificate",
        "recognition.change_certificate",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
)
ROLES = (EDITORS, MODERATORS, MEDIATORS, OPERATORS)
#: Left on a territory's table of groups: the roles, as a digest, that it was given last.
_MARK = f"roles {hashlib.md5(repr(ROLES).encode(), usedforsecurity=False).hexdigest()}"


def establish_roles(*, home: Page) -> dict[Role, Group]:
    """Make the groups and give them exactly their permissions: on pages from `home` down, in each language, on the
    whole media library.

    Wagtail's own two groups become ours, so that its moderation workflow keeps its reviewers. Idempotent.
    """
    groups = _groups()
    wanted = {
        label for role in ROLES for labels in (role.pages, role.collections, role.general) for label in labels
    }
    permissions = _permissions(wanted)
    library = Collection.objects.get(depth=1)
    everyone = list(groups.values())

    GroupPagePermission.objects.filter(group__in=everyone).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=groups[role], page_id=page, permission=permissions[label])
        for page in home.get_translations(inclusive=True).values_list("pk", flat=True)
        for role in ROLES
        for label in role.pages
    )
    GroupCollectionPermission.objects.filter(group__in=everyone).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=groups[role], collection=library, permission=permissions[label])
        for role in ROLES
        for label in role.collections
        if label in permissions
    )
    through = Group.permissions.through
    through.objects.filter(group__in=everyone).delete()
    through.objects.bulk_create(
        through(group=groups[role], permission=permissions[label])
        for role in ROLES
        for label in role.general
        if label in permissions
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("COMMENT ON TABLE auth_group IS {}").format(_MARK).as_string(cursor.connection)
        )
    return groups


def without_these_roles(*, schemas: Sequence[str]) -> list[str]:
    """Those of these territories' schemas that were last given other roles than this release's. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schema FROM unnest(%s::text[]) AS schema WHERE"
            " obj_description(to_regclass(quote_ident(schema) || '.auth_group'), 'pg_class') IS DISTINCT FROM %s",
            [list(schemas), _MARK],
        )
        return [schema for (schema,) in cursor.fetchall()]


def _groups() -> dict[Role, Group]:
    names = {role.name: role for role in ROLES} | {role.stock_name: role for role in ROLES if role.stock_name}
    found: dict[Role, Group] = {}
    for group in Group.objects.filter(name__in=names):
        role = names[group.name]
        if group.name != role.name:
            group.name = role.name
            group.save(update_fields=["name"])
        found[role] = group
    missing = [role for role in ROLES if role not in found]
    made = Group.objects.bulk_create(Group(name=role.name) for role in missing)
    return found | dict(zip(missing, made, strict=True))


def _permissions(labels: Iterable[str]) -> dict[str, Permission]:
    condition = Q()
    for label in labels:
        app_label, codename = label.split(".")
        condition |= Q(content_type__app_label=app_label, codename=codename)
    found = Permission.objects.filter(condition).select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}": permission for permission in found}
