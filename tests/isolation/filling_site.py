"""The part of the look-alikes that editors make: pages in every state, files, redirects, teams, moderation."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.admin.models import EditingSession
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.models import Site as WagtailSite
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.operations import translate_object

from cms.pages.models import (
    ContactField,
    ContactPage,
    ContentPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    Publisher,
    ResourceIndexPage,
    ResourcePage,
    Surroundings,
)
from cms.seeds.languages import begin_language
from cms.visits.models import DailyViews
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext
from tests.isolation.marks import Marks
from themes.branding.models import Brand, Partner
from themes.branding.services import set_brand

SHARED_PASSWORD = "sesame"
#: Pages whose history an editor looks at. Each revision takes a while.
WITH_REVISIONS = {"publie", "brouillon", "modifie", "relu"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Site:
    """What an editor's addresses speak of."""

    home: HomePage
    brand: Brand
    partner: Partner
    pages: dict[str, Page]
    revisions: tuple[Revision, Revision]
    workflow: Workflow
    workflow_page: Page
    task: GroupApprovalTask
    workflow_state: WorkflowState
    task_state: TaskState
    restriction: PageViewRestriction
    collection: Collection
    collection_restriction: CollectionViewRestriction
    image: Image
    rendition: Rendition
    uploaded_image: UploadedFile
    uploaded_document: UploadedFile
    document: Document
    private_document: Document
    redirect: Redirect
    group: Group
    wagtail_site: WagtailSite
    editing_session: EditingSession
    surroundings: Surroundings
    publisher: Publisher
    translation: Translation
    translated: Page
    text_segment: StringSegment
    own_segment: OverridableSegment


def picture(marks: Marks) -> bytes:
    """A PNG that says whose it is in a text chunk."""
    drawn = io.BytesIO()
    Pillow.new("RGB", (40, 30), (len(marks.open), 90, ord(marks.open[2]))).save(drawn, "PNG")
    body = b"Title\0" + marks.open.encode()
    chunk = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))
    end = drawn.getvalue().index(b"IEND") - 4
    return drawn.getvalue()[:end] + chunk + drawn.getvalue()[end:]


def fill_site(territory: TerritoryContext, marks: Marks, *, word: str, editor: User) -> Site:
    home = HomePage.objects.get(locale__language_code="fr")
    if word == "sentier":
        home.hero_title = marks.said("Bienvenue")
        home.save_revision(user=editor).publish()
        set_brand(
            co_branded=True,
            name=marks.said(territory.name),
            tagline=marks.said("Ensemble"),
            primary="#1b5e4b" if marks.open < "zzB" else "#5b2a86",
            accent="#b4540a",
            logo=ContentFile(picture(marks), name="logo.png"),
        )
    collection = Collection.get_first_root_node().add_child(name=marks.said(word))
    image = Image.objects.create(
        title=marks.said(word),
        file=ContentFile(picture(marks), name=f"{word}.png"),
        collection=collection,
        uploaded_by_user=editor,
        description=marks.said("Vu d’ici"),
    )
    image.tags.add(marks.said(word))
    pages = _pages(home, marks, word, editor, image)
    published = pages["published"]
    first, second = published.revisions.order_by("pk")[:2]

    DailyViews.objects.create(day=timezone.localdate(), path=f"/{marks.said(word)}/", views=3)
    translation = _translation(pages["article"], marks, editor)

    group = Group.objects.create(name=marks.secret(word.title()))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)
    task = GroupApprovalTask.objects.create(name=marks.secret(f"Relire {word}"))
    task.groups.add(*editor.groups.all())
    workflow = Workflow.objects.create(name=marks.secret(f"Relecture {word}"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=pages["moderated"])
    workflow_state = workflow.start(pages["moderated"], editor)

    private = CollectionViewRestriction(
        collection=Collection.get_first_root_node().add_child(name=marks.secret(word)),
        restriction_type=CollectionViewRestriction.PASSWORD,
        password=SHARED_PASSWORD,
    )
    private.save()
    restriction = PageViewRestriction.objects.create(
        page=pages["private"], restriction_type=PageViewRestriction.PASSWORD, password=SHARED_PASSWORD
    )
    document = _document(marks.said(word), marks.open, word, collection, editor)
    document.tags.add(marks.said(word))
    Comment.objects.create(page=published, user=editor, text=marks.secret("À revoir"), contentpath="title")
    FormSubmission.objects.create(
        page=pages["contact"], form_data={pages["contact"].form_fields.get().clean_name: marks.person}
    )
    UserProfile.objects.create(
        user=editor, avatar=ContentFile(picture(marks), name=f"{word}.png"), preferred_language="fr"
    )
    log(published, "wagtail.edit", user=editor, data={"note": marks.secret("note")})
    log(editor, "wagtail.edit", user=editor)
    own_segment = translation.source.overridablesegment_set.first()
    SegmentOverride.objects.create(
        locale=translation.target_locale, context=own_segment.context, data_json=own_segment.data_json
    )
    return Site(
        home=home,
        brand=Brand.objects.get(),
        partner=Partner.objects.create(
            name=marks.said(f"Partenaire {word}"),
            role=marks.said("Financeur"),
            logo=ContentFile(picture(marks), name=f"{word}.png"),
        ),
        pages=pages,
        revisions=(first, second),
        workflow=workflow,
        workflow_page=pages["moderated"],
        task=task,
        workflow_state=workflow_state,
        task_state=workflow_state.current_task_state,
        restriction=restriction,
        collection=collection,
        collection_restriction=private,
        image=image,
        rendition=image.get_rendition("max-20x20"),
        uploaded_image=_upload(Image, picture(marks), f"{word}.png", editor),
        uploaded_document=_upload(Document, marks.open.encode(), f"{word}.txt", editor),
        document=document,
        private_document=_document(
            marks.secret(word), marks.hidden, f"{word}-prive", private.collection, editor
        ),
        redirect=Redirect.objects.create(
            old_path=f"/ancien/{word}", redirect_link=f"https://{marks.open}.example/".lower()
        ),
        group=group,
        wagtail_site=_wagtail_site(territory, published, marks, word),
        editing_session=EditingSession.objects.create(
            user=editor,
            content_type=ContentType.objects.get_for_model(ContentPage),
            object_id=str(published.pk),
            last_seen_at=timezone.now(),
        ),
        surroundings=_surroundings(marks),
        publisher=_publisher(marks),
        translation=translation,
        translated=translation.get_target_instance(),
        text_segment=translation.source.stringsegment_set.first(),
        own_segment=own_segment,
    )


def _translation(article: Page, marks: Marks, editor: User) -> Translation:
    """A page in Dutch, beside a home page in Dutch."""
    begin_language(code="nl", by=editor).save_revision(user=editor).publish()
    locale = Locale.objects.get(language_code="nl")
    translate_object(article, [locale], user=editor)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    for segment in translation.source.stringsegment_set.filter(context__path__in=["title", "introduction"]):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=marks.said("In het Nederlands"),
        )
    translation.save_target(publish=True)
    return translation


def _surroundings(marks: Marks) -> Surroundings:
    said = Surroundings.objects.first() or Surroundings()
    said.footer_words = marks.said("Au pied des pages")
    said.banners = [("banner", {"text": marks.said("À savoir"), "url": "/agenda/", "tone": "info"})]
    said.save()
    return said


def _publisher(marks: Marks) -> Publisher:
    made = Publisher.objects.first() or Publisher()
    made.legal_name = marks.said("Organisme")
    made.save()
    return made


def _pages(home: HomePage, marks: Marks, word: str, editor: User, image: Image) -> dict[str, Page]:
    def content(name: str, words: str, parent: Page = home, **fields: object) -> ContentPage:
        page = ContentPage(
            title=words,
            slug=f"{word}-{name}",
            introduction=words,
            body=[("text", f"<p>{words}</p>"), ("missions", {"title": words, "count": 3, "network": True})],
            search_description=words,
            owner=editor,
            **fields,
        )
        with disable_reference_index_auto_update():  # the article is referred to enough
            parent.add_child(instance=page)
            if name in WITH_REVISIONS:
                page.save_revision(user=editor)
        return page

    index = NewsIndexPage.objects.get(locale__language_code="fr")
    published = content(
        "publie", marks.said(f"{word.title()} publié"), show_in_menus=True, show_in_footer=True
    )
    published.save_revision(user=editor).publish()
    draft = content("brouillon", marks.secret(f"{word.title()} brouillon"), live=False)
    changed = content("modifie", marks.said(f"{word.title()} modifié"))
    changed.title = marks.secret("Nouveau titre")
    changed.save_revision(user=editor, approved_go_live_at=timezone.now() + timedelta(days=3))
    private = content("prive", marks.secret(f"{word.title()} privé"))
    locked = content("verrouille", marks.said(f"{word.title()} verrouillé"))
    locked.locked, locked.locked_by, locked.locked_at = True, editor, timezone.now()
    locked.save()
    moderated = content("relu", marks.said(f"{word.title()} relu"))
    child = content("enfant", marks.said(f"{word.title()} enfant"), parent=published)
    article = NewsPage(
        title=marks.said(f"{word.title()} article"),
        slug=f"{word}-article",
        introduction=marks.said("À lire"),
        picture=image,
        picture_alt=marks.said("Une image"),
        owner=editor,
    )
    index.add_child(instance=article)
    article.save_revision(user=editor).publish()
    alias = child.create_alias(parent=published, update_slug=f"{word}-alias")
    contact = ContactPage(
        title=marks.said(f"{word.title()} formulaire"),
        slug=f"{word}-formulaire",
        consent=marks.said("J’accepte"),
        form_fields=[ContactField(label=marks.said("Votre nom"), field_type="singleline")],
    )
    home.add_child(instance=contact)
    resource = ResourcePage(
        title=marks.said(f"{word.title()} ressource"),
        slug=f"{word}-ressource",
        introduction=marks.said("Utile"),
        provider=marks.said(word),
    )
    ResourceIndexPage.objects.get(locale__language_code="fr").add_child(instance=resource)
    return {
        "contact": contact,
        "resource": resource,
        "published": published,
        "draft": draft,
        "changed": changed,
        "private": private,
        "locked": locked,
        "moderated": moderated,
        "child": child,
        "index": index,
        "article": article,
        "alias": alias,
    }


def _document(title: str, content: str, name: str, collection: Collection, editor: User) -> Document:
    return Document.objects.create(
        title=title,
        file=ContentFile(content.encode(), name=f"{name}.txt"),
        collection=collection,
        uploaded_by_user=editor,
    )


def _upload(model: type, content: bytes, name: str, editor: User) -> UploadedFile:
    return UploadedFile.objects.create(
        file=ContentFile(content, name=name),
        uploaded_by_user=editor,
        for_content_type=ContentType.objects.get_for_model(model),
    )


def _wagtail_site(territory: TerritoryContext, page: Page, marks: Marks, word: str) -> WagtailSite:
    """Wagtail's own record of the site; in the second set, a second one."""
    if word == "sentier":
        return WagtailSite.objects.get(is_default_site=True)
    return WagtailSite.objects.create(
        hostname=f"{word}.example", site_name=marks.secret(word), root_page=page
    )
