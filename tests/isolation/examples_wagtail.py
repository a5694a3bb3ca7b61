"""Where Wagtail’s back office is visited."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from cms.pages.models import HomePage
from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

_SETTINGS = ({"app_name": "pages", "model_name": name} for name in ("surroundings", "publisher"))
_SURROUNDINGS, _PUBLISHER = _SETTINGS


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


def _block_preview(filled: Filled) -> list[At]:
    blocks = HomePage.body.field.stream_block.child_blocks
    return [
        At(query={"id": blocks[name].definition_prefix})
        for name in ("missions", "associations", "agenda", "map", "offers", "testimonials")
    ]


def redirect_import(to: str) -> At:
    """The second step of importing redirects, which the first one leads to with signed fields."""
    rows = f"from,to\n/vieux,{to}\n"
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
    r"admin/.*/$": lambda filled: At(path="/admin/nowhere/"),
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
    "wagtail_localize:submit_page_translation": lambda filled: At(
        kwargs={"page_id": filled.site.pages["published"].pk}
    ),
    "wagtail_localize:edit_string_translation": lambda filled: At(
        kwargs={
            "translation_id": filled.site.translation.pk,
            "string_segment_id": filled.site.text_segment.pk,
        },
        method="DELETE",
    ),
    "wagtail_localize:edit_override": lambda filled: At(
        kwargs={
            "translation_id": filled.site.translation.pk,
            "overridable_segment_id": filled.site.own_segment.pk,
        },
        method="DELETE",
    ),
    "wagtail_localize:upload_pofile": lambda filled: At(
        kwargs={"translation_id": filled.site.translation.pk},
        data={"file": SimpleUploadedFile("textes.po", b"none")},
    ),
    "wagtail_localize:stop_translation": lambda filled: At(
        kwargs={"translation_id": filled.site.translation.pk}, data={}
    ),
    "wagtail_localize:preview_translation": lambda filled: At(
        kwargs={"translation_id": filled.site.translation.pk}
    ),
    "admin/localize/translate/<int:translation_id>/preview/<str:mode>/": lambda filled: At(
        kwargs={"translation_id": filled.site.translation.pk, "mode": "other"}
    ),
    "wagtail_localize:convert_to_alias": lambda filled: At(kwargs={"page_id": filled.site.translated.pk}),
    **{
        f"wagtail_localize:{name}": lambda filled: At(
            kwargs={"app_label": "wagtailcore", "model_name": "task", "pk": "1"}
        )
        for name in ("submit_snippet_translation", "snippets_api_detail")
    },
    "wagtail_localize:snippets_api_listing": lambda filled: At(
        kwargs={"app_label": "wagtailcore", "model_name": "task"}
    ),
    "wagtailredirects:process_import": lambda filled: redirect_import("https://ailleurs.example/"),
    "admin/settings/<slug:app_name>/<slug:model_name>/": lambda filled: [
        At(kwargs=_SURROUNDINGS),
        At(kwargs=_PUBLISHER),
    ],
    "admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/": lambda filled: [
        At(kwargs=_SURROUNDINGS | {"pk": filled.site.surroundings.pk}),
        At(kwargs=_PUBLISHER | {"pk": filled.site.publisher.pk}),
    ],
    "wagtailsettings:preview_on_edit": lambda filled: At(
        kwargs=_PUBLISHER | {"pk": filled.site.publisher.pk}
    ),
}
