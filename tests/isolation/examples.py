"""Where each route of a territory is visited. **A new route fails the suite until it has an example here.**

A route without arguments needs nothing. One whose arguments `PARAMETERS` or `KEYS` knows needs nothing either. For any
other, add its name (or its path, when it has no name or shares one) to `EXAMPLES`: a function from what is filled
(`Filled`) to one or several `At`. The same function is called with A's things, with their look-alikes in B, and with
things of B whose keys mean nothing in A.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from cms.pages.models import HomePage
from engagement.missions.enums import Step
from kernel.mail.unsubscribing import EVERYTHING, token_for
from kernel.tenancy import tenant_context
from tests.isolation import (
    examples_agenda,
    examples_associations,
    examples_messaging,
    examples_participations,
)
from tests.isolation.filling import Filled
from tests.isolation.filling_site import SHARED_PASSWORD
from tests.isolation.walker import At, Route

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
    "session_id": "site.editing_session.pk",
}

#: What `pk` and `slug` mean, by the beginning of the route's name.
KEYS: dict[str, str] = {
    "agenda:": "events.published",
    "offers:": "offers.published",
    "accounts:": "device",
    "associations:": "associations.published",
    "backoffice_associations:": "associations.suspended",
    "backoffice_certificates:": "recognition.certificates.valid",
    "backoffice_journal:": "entry",
    "backoffice_charter:": "charters.draft",
    "backoffice_signatures:": "charters.signature",
    "backoffice_missions:": "missions.draft",
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

#: Who reaches a route that the superuser, who manages no association and asked for nothing, does not.
REACHED_BY: dict[str, str] = (
    examples_associations.REACHED_BY
    | examples_messaging.REACHED_BY
    | examples_participations.REACHED_BY
    | examples_agenda.REACHED_BY
    | {
        "accounts:sign_out_device": "citizen",
        "mfa_deactivate_totp": "citizen",
        "mfa_view_recovery_codes": "citizen",
        "mfa_download_recovery_codes": "citizen",
        "missions:manage": "manager",
        "missions:create": "manager",
        "missions:edit": "manager",
        "missions:publish": "manager",
        "missions:close": "manager",
        "missions:patterns": "manager",
        "missions:delete_pattern": "manager",
        "missions:step": "manager",
        "missions:preview": "manager",
        "missions:reopen": "manager",
        "missions:cancel": "manager",
        "missions:copy": "manager",
        "missions:keep": "manager",
        "missions:delete": "manager",
        "privacy:download": "citizen",
        **dict.fromkeys(
            (
                "recognition:dispute",
                "recognition:accept",
                "recognition:take_back",
                "recognition:drop_expense",
                "recognition:pdf",
            ),
            "citizen",
        ),
        **dict.fromkeys(
            (
                "recognition:association_hours",
                "recognition:answer",
                "recognition:thanks",
                "recognition:association_certificates",
            ),
            "manager",
        ),
    }
)

#: Routes that answer nobody, and why. They are visited all the same.
UNREACHABLE: dict[str, str] = {
    r"admin/.*/$": "what Wagtail answers to an address that is none",
    "wagtailadmin_password_reset": "accounts have the site's own pages",
    "wagtailadmin_password_reset_done": "accounts have the site's own pages",
    "wagtailadmin_password_reset_confirm": "accounts have the site's own pages",
    "wagtailadmin_password_reset_complete": "accounts have the site's own pages",
    "wagtailforms:list_submissions": "no type of page is a form",
    "wagtailforms:list_submissions_results": "no type of page is a form",
    "wagtailimages:url_generator": "pictures have no addresses for other sites",
    "wagtailimages:url_generator_output": "pictures have no addresses for other sites",
    "wagtailsettings:edit": "no settings are registered",
    "wagtailsettings:preview_on_edit": "no settings are registered",
}

#: Routes that fail on purpose, and are not visited.
DELIBERATE_FAILURES: dict[str, str] = {"wagtailadmin_error_test": "lets one try the page of errors"}

#: Failures of packages, met only by members of the team who do what no page offers.
KNOWN_FAILURES: dict[str, str] = {
    "wagtaildocs:create_multiple_from_uploaded_document": "Wagtail asks an unfinished upload for its extension",
}

#: What a mailbox posts (RFC 8058).
ONE_CLICK = {"List-Unsubscribe": "One-Click"}

_SETTING = {"app_name": "wagtailcore", "model_name": "site"}

type Example = Callable[[Filled], At | Iterable[At]]


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
        " Add an example to EXAMPLES in tests/isolation/examples.py."
    )


def _found(thing: Any, where: str) -> Any:
    """`site.pages.published.pk`: attributes, keys of dictionaries, positions."""
    for step in where.split("."):
        if isinstance(thing, dict):
            thing = thing[step]
        else:
            thing = thing[int(step)] if step.isdigit() else attrgetter(step)(thing)
    return thing


def _pages(*states: str, name: str = "page_id") -> Example:
    """The home page, and pages in some states."""

    def visits(filled: Filled) -> list[At]:
        pages = [filled.site.home, *(filled.site.pages[state] for state in states)]
        return [At(kwargs={name: page.pk}) for page in pages]

    return visits


def _page_type(filled: Filled, *, app: str, model: str, **more: Any) -> At:
    return At(kwargs={app: "pages", model: "contentpage"} | more)


def _bulk(filled: Filled) -> list[At]:
    site = filled.site
    of = {
        ("wagtailcore", "page"): (site.pages["published"].pk, ("delete", "move", "publish", "unpublish")),
        ("wagtailimages", "image"): (site.image.pk, ("delete", "add_tags", "add_to_collection")),
        ("wagtaildocs", "document"): (site.document.pk, ("delete", "add_tags", "add_to_collection")),
        ("accounts", "user"): (
            filled.people["neighbour"].pk,
            ("delete", "assign_role", "set_active_state"),
        ),
    }
    return [
        At(
            kwargs={"app_label": app, "model_name": model, "action": action},
            query={"id": pk, "next": "/admin/"},
        )
        for (app, model), (pk, actions) in of.items()
        for action in actions
    ]


def _served(filled: Filled) -> list[At]:
    """Pages by their address, in each state; what a redirect answers; nothing at all."""
    word = filled.site.pages["published"].slug.removesuffix("-publie")
    pages = [page.url_path.removeprefix(filled.site.home.url_path) for page in filled.site.pages.values()]
    return [At(path=f"/{path}") for path in ("", *pages, f"ancien/{word}/", "nulle-part/")]


def _media(filled: Filled) -> list[At]:
    site = filled.site
    files = [site.image.file, site.rendition.file, site.document.file, site.uploaded_image.file]
    with_brand = [*(file.name for file in files), "brand/logo.png", "avatar_images/nobody.png"]
    folder = filled.territory.schema_name
    escapes = [
        f"../{folder}/{site.image.file.name}",
        f"original_images/../../{folder}/{site.image.file.name}",
    ]
    return [At(path=f"/media/{name}") for name in (*with_brand, *escapes, folder)]


def _documents(filled: Filled) -> list[At]:
    both = (filled.site.document, filled.site.private_document)
    return [At(args=(document.pk, document.filename)) for document in both]


def _block_preview(filled: Filled) -> list[At]:
    blocks = HomePage.body.field.stream_block.child_blocks
    return [
        At(query={"id": blocks[name].definition_prefix}) for name in ("missions", "associations", "agenda")
    ]


def _mission_pages(filled: Filled) -> list[At]:
    return [At(kwargs={"slug": one.slug}) for one in filled.missions.values()]


def _joins(filled: Filled) -> list[At]:
    return [At(kwargs={"slug": one.slug}, data={"message": "Bonjour"}) for one in filled.missions.values()]


def _unsubscribing(filled: Filled) -> list[At]:
    with tenant_context(filled.territory):
        token = token_for(user_id=filled.people["citizen"].pk, category=EVERYTHING)
    return [At(kwargs={"token": token}), At(kwargs={"token": token}, data=ONE_CLICK)]


def _managed_missions(filled: Filled) -> list[At]:
    return [At(kwargs={"pk": one.pk}) for one in filled.missions.values()]


def _steps(filled: Filled) -> list[At]:
    """Each step of one mission, and the one that says when of a weekly one."""
    published, weekly = filled.missions["published"].pk, filled.missions["weekly"].pk
    return [
        *(At(kwargs={"pk": published, "step": step}) for step in Step.values),
        At(kwargs={"pk": weekly, "step": Step.TIME.value}),
    ]


def _moderated_things(filled: Filled) -> list[At]:
    things = [*filled.associations.values(), *filled.missions.values(), filled.messaging.report]
    return [At(kwargs={"kind": one._meta.model_name, "pk": one.pk}) for one in things]


def _certificate_pages(filled: Filled) -> list[At]:
    return [At(kwargs={"code": one.code}) for one in filled.recognition.certificates.values()]


def redirect_import(filled: Filled) -> At:
    """The second step of importing redirects, which the first one leads to with signed fields."""
    rows = f"from,to\n/vieux,https://{filled.marks.open}.example/\n".lower()
    upload = SimpleUploadedFile("redirects.csv", rows.encode(), "text/csv")
    return At(before=("/admin/redirects/import/", {"import_file": upload}), then=_import_fields)


def _import_fields(answer: HttpResponse) -> dict[str, str]:
    page = answer.content.decode()
    signed = dict(re.findall(r'name="(import_file_name|input_format)" value="([^"]+)"', page))
    return {"from_index": "0", "to_index": "1", "permanent": "on"} | signed


def _workflow_action(filled: Filled) -> At:
    return At(
        kwargs={
            "page_id": filled.site.workflow_page.pk,
            "action_name": "approve",
            "task_state_id": filled.site.task_state.pk,
        }
    )


def _moderated(filled: Filled, **more: Any) -> At:
    return At(kwargs={"page_id": filled.site.workflow_page.pk} | more)


EXAMPLES: dict[str, Example] = {
    **examples_associations.EXAMPLES,
    **examples_messaging.EXAMPLES,
    "mail:provider_report": lambda filled: At(kwargs={"provider": "mailgun"}),
    **examples_participations.EXAMPLES,
    **examples_agenda.EXAMPLES,
    "branding:theme": lambda filled: At(kwargs={"fingerprint": "0" * 16}),
    "media": _media,
    "wagtail_serve": _served,
    "wagtaildocs_serve": _documents,
    "mail:unsubscribe": _unsubscribing,
    "missions:detail": _mission_pages,
    "missions:join": _joins,
    "missions:create": lambda filled: [
        At(),
        At(query={"association": filled.associations["published"].slug}),
    ],
    "missions:edit": _managed_missions,
    "missions:step": _steps,
    "missions:preview": _managed_missions,
    "missions:keep": lambda filled: At(
        kwargs={"pk": filled.missions["published"].pk}, data={"name": "Notre modèle"}
    ),
    "missions:reopen": lambda filled: At(kwargs={"pk": filled.missions["closed"].pk}),
    "missions:delete": lambda filled: At(kwargs={"pk": filled.missions["draft"].pk}),
    "missions:publish": lambda filled: At(kwargs={"pk": filled.missions["draft"].pk}),
    "recognition:year": lambda filled: At(kwargs={"year": timezone.localdate().year}),
    "recognition:record_pdf": lambda filled: At(kwargs={"year": timezone.localdate().year}),
    "recognition:verify": _certificate_pages,
    "recognition:pdf": lambda filled: At(kwargs={"pk": filled.recognition.certificates["valid"].pk}),
    "recognition:revoke": lambda filled: At(kwargs={"pk": filled.recognition.certificates["valid"].pk}),
    "recognition:accept": lambda filled: At(kwargs={"pk": filled.recognition.hours["corrected"].pk}),
    "recognition:take_back": lambda filled: At(kwargs={"pk": filled.recognition.hours["declared"].pk}),
    "recognition:drop_expense": lambda filled: At(kwargs={"pk": filled.recognition.expense.pk}),
    "privacy:download": lambda filled: At(kwargs={"code": filled.exports["citizen"].code}),
    "privacy:withdraw": lambda filled: At(kwargs={"purpose": "findable"}),
    # -- Wagtail's back office
    r"admin/.*/$": lambda filled: At(path="/admin/nowhere/"),
    "backoffice_moderation:item": _moderated_things,
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_block_preview": _block_preview,
    "wagtailadmin_api:pages:action": lambda filled: At(
        kwargs={"pk": filled.site.pages["published"].pk, "action_name": "unpublish"}
    ),
    "wagtailadmin_api:pages:find": lambda filled: At(
        query={"html_path": filled.site.pages["published"].slug}
    ),
    "wagtailadmin_api:images:find": lambda filled: At(query={"id": filled.site.image.pk}),
    "wagtailadmin_api:documents:find": lambda filled: At(query={"id": filled.site.document.pk}),
    "wagtailadmin_choose_page_chosen_multiple": lambda filled: At(
        query={"id": filled.site.pages["published"].pk}
    ),
    "wagtaildocs_chooser:chosen_multiple": lambda filled: At(query={"id": filled.site.document.pk}),
    "wagtailimages_chooser:chosen_multiple": lambda filled: At(query={"id": filled.site.image.pk}),
    "wagtailadmin_dismissibles": lambda filled: At(method="PATCH", json={"hint": True}),
    "wagtailadmin_editing_sessions:ping": lambda filled: At(
        kwargs={
            "app_label": "pages",
            "model_name": "contentpage",
            "object_id": filled.site.pages["published"].pk,
            "session_id": filled.site.editing_session.pk,
        },
        data={},
    ),
    "wagtailadmin_explore": _pages("published", name="parent_page_id"),
    "wagtailadmin_pages:add": lambda filled: _page_type(
        filled,
        app="content_type_app_name",
        model="content_type_model_name",
        parent_page_id=filled.site.pages["published"].pk,
    ),
    "wagtailadmin_pages:preview_on_add": lambda filled: _page_type(
        filled,
        app="content_type_app_name",
        model="content_type_model_name",
        parent_page_id=filled.site.pages["published"].pk,
    ),
    "wagtailadmin_pages:type_use": lambda filled: _page_type(
        filled, app="content_type_app_name", model="content_type_model_name"
    ),
    "wagtailadmin_pages:type_use_results": lambda filled: _page_type(
        filled, app="content_type_app_name", model="content_type_model_name"
    ),
    "wagtailadmin_pages:choose_parent": lambda filled: _page_type(
        filled, app="app_label", model="model_name"
    ),
    "wagtailadmin_pages:edit": _pages("published", "changed", "moderated", "article"),
    "wagtailadmin_pages:view_draft": _pages("changed", "private"),
    "wagtailadmin_pages:history": _pages("moderated"),
    "wagtailadmin_pages:convert_alias": lambda filled: At(kwargs={"page_id": filled.site.pages["alias"].pk}),
    "wagtailadmin_pages:search": lambda filled: At(query={"q": "publié"}),
    "wagtailadmin_pages:revisions_compare": lambda filled: At(
        kwargs={
            "pk": filled.site.pages["published"].pk,
            "revision_id_a": filled.site.revisions[0].pk,
            "revision_id_b": filled.site.revisions[1].pk,
        }
    ),
    "wagtailadmin_pages:workflow_action": _workflow_action,
    "wagtailadmin_pages:collect_workflow_action_data": _workflow_action,
    "wagtailadmin_pages:confirm_workflow_cancellation": _moderated,
    "wagtailadmin_pages:workflow_preview": lambda filled: _moderated(filled, task_id=filled.site.task.pk),
    "wagtailadmin_pages:workflow_history": _moderated,
    "wagtailadmin_pages:workflow_history_detail": lambda filled: _moderated(
        filled, workflow_state_id=filled.site.workflow_state.pk
    ),
    "wagtailadmin_password_reset_confirm": lambda filled: At(
        kwargs={"uidb64": "MQ", "token": "set-password"}
    ),
    "wagtailadmin_tag_autocomplete": lambda filled: At(query={"term": "s"}),
    "wagtailadmin_tag_model_autocomplete": lambda filled: At(
        kwargs={"app_name": "taggit", "model_name": "tag"}, query={"term": "s"}
    ),
    "wagtailadmin_workflows:add_task": lambda filled: At(
        kwargs={"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
    ),
    "wagtaildocs:create_multiple_from_uploaded_document": lambda filled: At(
        kwargs={"uploaded_file_id": filled.site.uploaded_document.pk}, data={}
    ),
    "wagtaildocs:delete_upload_multiple": lambda filled: At(
        kwargs={"uploaded_file_id": filled.site.uploaded_document.pk}
    ),
    "wagtailimages:create_multiple_from_uploaded_image": lambda filled: At(
        kwargs={"uploaded_file_id": filled.site.uploaded_image.pk}, data={}
    ),
    "wagtailimages:delete_upload_multiple": lambda filled: At(
        kwargs={"uploaded_file_id": filled.site.uploaded_image.pk}
    ),
    "wagtailimages:preview": lambda filled: At(
        kwargs={"image_id": filled.site.image.pk, "filter_spec": "max-10x10"}
    ),
    "wagtailredirects:process_import": redirect_import,
    "admin/settings/<slug:app_name>/<slug:model_name>/": lambda filled: At(kwargs=_SETTING),
    "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/": lambda filled: At(
        kwargs=_SETTING | {"pk": 1}
    ),
    "wagtailsettings:preview_on_edit": lambda filled: At(kwargs=_SETTING | {"pk": 1}),
    "wagtailcore_authenticate_with_password": lambda filled: At(
        kwargs={
            "page_view_restriction_id": filled.site.restriction.pk,
            "page_id": filled.site.pages["private"].pk,
        },
        data={"password": SHARED_PASSWORD, "return_url": "/"},
    ),
    "wagtaildocs_authenticate_with_password": lambda filled: At(
        kwargs={"restriction_id": filled.site.collection_restriction.pk},
        data={"password": SHARED_PASSWORD, "return_url": "/"},
    ),
}
