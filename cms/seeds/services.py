"""Opens a new territory's site: its pages, its Wagtail Site, its team."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.models import Collection, Locale, Page, ReferenceIndex, Site, Task, Workflow
from wagtail.search.backends import get_search_backend

from cms.pages.models import (
    AccessibilityPage,
    ContactField,
    ContactPage,
    ContentPage,
    HomePage,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    PartnersPage,
    PrivacyPage,
    ResourceIndexPage,
    ResourcePage,
)
from cms.seeds.content import HOME, StarterPage, body, fill, links, starter_pages
from cms.team.roles import MODERATORS, ROLES, establish_roles
from engagement.charter.services import draft_charter
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, tenant_context

_MODELS: dict[str, type[Page]] = {
    HOME: HomePage,
    "content": ContentPage,
    "news": NewsIndexPage,
    "article": NewsPage,
    "resources": ResourceIndexPage,
    "resource": ResourcePage,
    "partners": PartnersPage,
    "contact": ContactPage,
    "legal": LegalPage,
    "privacy": PrivacyPage,
    "accessibility": AccessibilityPage,
}
MEDIA_LIBRARY = "Médiathèque"
CHARTER = "charte"


@transaction.atomic
def open_site(
    *, territory: TerritoryContext, editor_email: str, editor_name: str = "", tagline: str = ""
) -> Site:
    """Fill the current schema, which has just been made, with a site ready to publish, and let its editor in.

    Pages are written in bulk: Wagtail's own `add_child` asks some fifteen queries a page, and opening a territory
    is measured. What the bulk skips, the search index and the index of links between pages, follows the commit.
    """
    home, pages = _write_pages(territory, tagline)
    site = _write_site(territory, home)
    groups = establish_roles(home=home)
    _draft_charter()
    Collection.objects.filter(depth=1).update(name=MEDIA_LIBRARY)
    Workflow.objects.filter(name="Moderators approval").update(name=MODERATORS.name)
    Task.objects.filter(name="Moderators approval").update(name=MODERATORS.name)

    editor = User.objects.filter(email__iexact=editor_email).first()
    if editor is None:
        first_name, _, last_name = editor_name.partition(" ")
        editor = User.objects.create_user(editor_email, first_name=first_name, last_name=last_name)
    editor.groups.add(*(groups[role] for role in ROLES))

    transaction.on_commit(lambda: _after_opening(territory, pages))
    return site


def _after_opening(territory: TerritoryContext, pages: Sequence[tuple[StarterPage, Page]]) -> None:
    """What may be made anew at any time, so that nobody waits for it inside the transaction."""
    with tenant_context(territory):
        Site.clear_site_root_paths_cache()
        _index(pages)


def _write_pages(territory: TerritoryContext, tagline: str) -> tuple[Page, list[tuple[StarterPage, Page]]]:
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    # Wagtail's welcome page, if the schema came with it, becomes ours: the Site that points to it stays valid.
    welcome = Page.objects.filter(depth=2).first()
    starters = starter_pages()
    home_starter, others = starters[0], starters[1:]
    content_types = ContentType.objects.get_for_models(*_MODELS.values())
    now = timezone.now()

    def page(starter: StarterPage, parent: Page, position: int, children: int) -> Page:
        model = _MODELS[starter.kind]
        texts = {
            name: fill(text, name=territory.name, ids={})
            for name, text in starter.texts_for(territory.kind).items()
        }
        made = model(
            title=fill(starter.title, name=territory.name, ids={}),
            slug=starter.slug,
            path=Page._get_path(parent.path, parent.depth + 1, position),
            depth=parent.depth + 1,
            numchild=children,
            content_type=content_types[model],
            locale=locale,
            show_in_menus=starter.header,
            live=True,
            first_published_at=now,
            last_published_at=now,
            **texts,
            **starter.values,
        )
        made.draft_title = made.title
        made.url_path = f"{parent.url_path}{made.slug}/"
        if hasattr(made, "show_in_footer"):
            made.show_in_footer = starter.footer
        return made

    def below(starter: StarterPage) -> list[StarterPage]:
        return [one for one in starter.below if not one.countries or territory.country in one.countries]

    home = page(home_starter, root, 1, len(others))
    if tagline:
        home.hero_title = tagline[:120]
    if welcome is not None:
        home.pk = home.page_ptr_id = home.id = welcome.pk
        _page_row(home).save_base(raw=True)
    else:
        _insert([home])
        Page.objects.filter(pk=root.pk).update(numchild=1)

    made = [(home_starter, home)]
    children = [
        (starter, page(starter, home, position, len(below(starter))))
        for position, starter in enumerate(others, start=1)
    ]
    deeper = [
        (one, page(one, parent, position, 0))
        for starter, parent in children
        for position, one in enumerate(below(starter), start=1)
    ]
    _insert([instance for _starter, instance in (*children, *deeper)])
    made += children
    made += deeper

    ids = {instance.slug: instance.pk for _starter, instance in made}
    for starter, instance in made:
        if hasattr(instance, "body"):
            raw = body(starter, kind=territory.kind, country=territory.country, name=territory.name, ids=ids)
            instance.body = json.dumps(raw)
        # The row of the parent table is there already: write the type's own.
        instance.save_base(raw=True, force_insert=True)
    ContactField.objects.bulk_create(
        ContactField(
            page_id=instance.pk,
            locale=instance.locale,
            sort_order=position,
            clean_name=get_field_clean_name(question["label"]),
            **question,
        )
        for starter, instance in made
        for position, question in enumerate(starter.questions)
    )
    return home, made


def _draft_charter() -> None:
    """The starter charter, for the team to make its own and to publish: until then nobody is asked to sign."""
    starter = next(page for page in starter_pages() if page.slug == CHARTER)
    text = "".join(block.value for block in starter.body if block.type == "text")
    draft_charter(title=starter.title, text=text)


def _page_row(instance: Page) -> Page:
    """The part of a page that lives in Wagtail's own table."""
    return Page(**{field.attname: getattr(instance, field.attname) for field in Page._meta.concrete_fields})


def _insert(instances: Sequence[Page]) -> None:
    rows = Page.objects.bulk_create([_page_row(instance) for instance in instances])
    for instance, row in zip(instances, rows, strict=True):
        instance.pk = instance.id = row.pk
        instance.page_ptr_id = row.pk


def readdress_site(*, territory: TerritoryContext) -> None:
    """Give Wagtail's Site the territory's name and primary host."""
    Site.objects.filter(is_default_site=True).update(
        hostname=territory.primary_host, site_name=territory.name
    )

    def forget() -> None:
        with tenant_context(territory):
            Site.clear_site_root_paths_cache()

    transaction.on_commit(forget)


def _write_site(territory: TerritoryContext, home: Page) -> Site:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = territory.primary_host
    site.port = settings.PUBLIC_PORT
    site.site_name = territory.name
    site.root_page_id = home.pk
    site.save()
    return site


def _index(pages: Sequence[tuple[StarterPage, Page]]) -> None:
    """Pages are read anew: whoever opened the territory may have changed them before the commit."""
    backend = get_search_backend()
    linking = {page.pk for starter, page in pages if links(starter)}
    for model in _MODELS.values():
        instances = list(
            model.objects.filter(pk__in=[page.pk for _starter, page in pages if type(page) is model])
        )
        backend.add_bulk(model, instances)
        for page in instances:
            if page.pk in linking:
                ReferenceIndex.create_or_update_for_object(page)
