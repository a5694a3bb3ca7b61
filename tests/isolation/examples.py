"""Where each route of a territory is visited. **A new route fails the suite until it has an example.**

A route without arguments needs nothing. One whose arguments `PARAMETERS` or `KEYS` knows needs nothing either. For any
other, add its name (or its path, when it has no name or shares one) to `EXAMPLES` of its app, in `examples_<app>.py`: a
function from what is filled (`Filled`) to one or several `At`. The same function is called with A's things, with their
look-alikes in B, and with things of B whose keys mean nothing in A. `REACHED_BY`, beside it, names who reaches what the
team, which manages no association and asked for nothing, does not: the superuser of the back office, the editor of the
site.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from tests.isolation import (
    examples_accounts,
    examples_agenda,
    examples_associations,
    examples_backoffice,
    examples_console,
    examples_figures,
    examples_invitations,
    examples_messaging,
    examples_missions,
    examples_opening,
    examples_participations,
    examples_passes,
    examples_recognition,
    examples_site,
    examples_wagtail,
)
from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example, Route

EXAMPLES: dict[str, Example] = (
    examples_accounts.EXAMPLES
    | examples_agenda.EXAMPLES
    | examples_associations.EXAMPLES
    | examples_backoffice.EXAMPLES
    | examples_console.EXAMPLES
    | examples_figures.EXAMPLES
    | examples_invitations.EXAMPLES
    | examples_messaging.EXAMPLES
    | examples_missions.EXAMPLES
    | examples_opening.EXAMPLES
    | examples_participations.EXAMPLES
    | examples_passes.EXAMPLES
    | examples_recognition.EXAMPLES
    | examples_site.EXAMPLES
    | examples_wagtail.EXAMPLES
)

REACHED_BY: dict[str, str] = (
    examples_accounts.REACHED_BY
    | examples_agenda.REACHED_BY
    | examples_associations.REACHED_BY
    | examples_invitations.REACHED_BY
    | examples_messaging.REACHED_BY
    | examples_missions.REACHED_BY
    | examples_participations.REACHED_BY
    | examples_passes.REACHED_BY
    | examples_recognition.REACHED_BY
)

#: Arguments that mean the same wherever they occur.
PARAMETERS: dict[str, str] = {
    "page_id": "site.pages.published.pk",
    "parent_page_id": "site.pages.published.pk",
    "page_to_move_id": "site.pages.published.pk",
    "destination_id": "site.home.pk",
    "page_pk": "site.workflow_page.pk",
    "workflow_pk": "site.workflow.pk",
    "revision_id": "site.revisions.0.pk",
    "task_id": "site.task.pk",
    "workflow_state_id": "site.workflow_state.pk",
    "task_state_id": "site.task_state.pk",
    "collection_id": "site.collection.pk",
    "redirect_id": "site.redirect.pk",
    "image_id": "site.image.pk",
    "document_id": "site.document.pk",
    "doc_id": "site.document.pk",
    "translation_id": "site.translation.pk",
    "translation_source_id": "site.translation.source.pk",
    "string_segment_id": "site.text_segment.pk",
    "overridable_segment_id": "site.own_segment.pk",
    "session_id": "site.editing_session.pk",
}

#: What `pk` and `slug` mean, by the beginning of the route's name.
KEYS: dict[str, str] = {
    "agenda:": "events.published",
    "offers:": "offers.published",
    "accounts:": "device",
    "associations:": "associations.published",
    "backoffice_associations:": "associations.suspended",
    "backoffice_partners:": "site.partner",
    "backoffice_certificates:": "recognition.certificates.valid",
    "backoffice_journal:": "entry",
    "backoffice_charter:": "charters.draft",
    "backoffice_signatures:": "charters.signature",
    "backoffice_missions:": "missions.draft",
    "backoffice_association_events:": "events.published",
    "backoffice_offers:": "offers.published",
    "missions:delete_pattern": "pattern",
    "missions:": "missions.published",
    "participations:": "participations.requested",
    "recognition:": "recognition.hours.confirmed",
    "wagtailadmin_api:documents": "site.document",
    "wagtailadmin_api:images": "site.image",
    "wagtailadmin_api:pages": "site.pages.published",
    "wagtailadmin_collections:": "site.collection",
    "wagtailadmin_workflows:edit_task": "site.task",
    "wagtailadmin_workflows:disable_task": "site.task",
    "wagtailadmin_workflows:enable_task": "site.task",
    "wagtailadmin_workflows:": "site.workflow",
    "wagtaildocs_chooser:": "site.document",
    "wagtailimages_chooser:": "site.image",
    "wagtailsites:": "site.wagtail_site",
    "wagtailusers_groups:": "site.group",
    "wagtailusers_users:": "people.neighbour",
}

#: Routes that answer nobody, and why. They are visited all the same.
UNREACHABLE: dict[str, str] = {
    "passes:mission": "shows missions of other territories, of which a walk must meet none",
    r"admin/.*/$": "what Wagtail answers to an address that is none",
    "wagtailadmin_password_reset": "accounts have the site's own pages",
    "wagtailadmin_password_reset_done": "accounts have the site's own pages",
    "wagtailadmin_password_reset_confirm": "accounts have the site's own pages",
    "wagtailadmin_password_reset_complete": "accounts have the site's own pages",
    "wagtailimages:url_generator": "pictures have no addresses for other sites",
    "wagtailimages:url_generator_output": "pictures have no addresses for other sites",
    "wagtail_localize:submit_snippet_translation": "no snippet is translated",
    "wagtail_localize:snippets_api_listing": "no snippet is translated",
    "wagtail_localize:snippets_api_detail": "no snippet is translated",
    "wagtail_localize:machine_translate": "no machine translates",
    "admin/localize/translate/<int:translation_id>/preview/<str:mode>/": "an article is shown in one way",
    "wagtailsettings:preview_on_edit": "no setting has a preview",
}

#: Routes that fail on purpose, and are not visited.
DELIBERATE_FAILURES: dict[str, str] = {"wagtailadmin_error_test": "lets one try the page of errors"}

#: Failures of packages, met only by members of the team who do what no page offers.
KNOWN_FAILURES: dict[str, str] = {
    "wagtaildocs:create_multiple_from_uploaded_document": "Wagtail asks an unfinished upload for its extension",
}


class NoExample(AssertionError):
    """A route with arguments that nobody has told the suite how to fill."""


def examples_of(route: Route, filled: Filled) -> list[At]:
    """Where to visit a route. Raises `NoExample`."""
    example = EXAMPLES.get(route.path) or EXAMPLES.get(route.key)
    if example is not None:
        found = example(filled)
        return [found] if isinstance(found, At) else list(found)
    return [
        At(kwargs={name: _argument(route, name, filled) for name in route.parameters}, path=_own_path(route))
    ]


def _own_path(route: Route) -> str:
    """A route without arguments is its own address, though it may have no name."""
    return "" if route.parameters or route.name else f"/{route.path}"


def _argument(route: Route, name: str, filled: Filled) -> Any:
    if name in PARAMETERS:
        return _found(filled, PARAMETERS[name])
    if name in {"pk", "slug"}:
        for beginning, where in KEYS.items():
            if route.name.startswith(beginning):
                return _found(filled, f"{where}.{name}")
    raise NoExample(
        f"The isolation walker does not know how to visit {route}: no value for “{name}”."
        " Add an example: tests/isolation/examples.py says where."
    )


def _found(thing: Any, where: str) -> Any:
    """`site.pages.published.pk`: attributes, keys of dictionaries, positions."""
    for step in where.split("."):
        if isinstance(thing, dict):
            thing = thing[step]
        else:
            thing = thing[int(step)] if step.isdigit() else attrgetter(step)(thing)
    return thing
