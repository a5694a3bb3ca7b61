"""A site with everything on it: each type of page, each block."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, PageViewRestriction

from cms.blocks.body import home_blocks, reading_blocks
from cms.pages.models import ContentPage, HomePage, NewsPage, ResourceIndexPage, ResourcePage, Surroundings
from engagement.associations.models import Testimonial
from tests.factories.agenda import EventFactory, OfferFactory
from tests.factories.engagement import AssociationFactory, MissionFactory

#: What a page needs a password for.
KEPT = "sesame"


def furnish(*, data: bool = True) -> dict[str, str]:
    """In the territory at hand, whose starter pages are there: the rest, and with `data` what live blocks show.

    Answers the addresses of all that a visitor without an account can read, by a name for each.
    """
    paths = _shown_by_engagement() if data else {}
    image = Image.objects.create(
        title="Le sentier", description="Trois personnes balisent un sentier.", file=picture()
    )
    document = Document.objects.create(title="Le guide", file=ContentFile(b"%PDF-1.7", name="guide.pdf"))
    home = HomePage.objects.get()
    home.body = _every_block(home_blocks(), image, document)
    home.save()
    reading = _every_block(reading_blocks(), image, document)
    home.add_child(instance=ContentPage(title="Tous les blocs", slug="blocs", body=reading))
    kept = home.add_child(instance=ContentPage(title="Entre nous", slug="entre-nous"))
    PageViewRestriction.objects.create(page=kept, restriction_type="password", password=KEPT)
    NewsPage.objects.update(picture=image, picture_alt="Un sentier")
    ResourceIndexPage.objects.get().add_child(
        instance=ResourcePage(
            title="Tenir la caisse",
            slug="caisse",
            kind=ResourcePage.Kind.TRAINING,
            introduction="Trois soirées pour ne plus craindre les colonnes.",
            provider="La Province",
            cause="culture",
            until=timezone.localdate() + timedelta(days=9),
            where="À Libin, le mardi soir",
            url="https://province.example/",
            document=document,
        )
    )
    _around()
    return paths | {page.slug: page.url for page in Page.objects.live().descendant_of(home, inclusive=True)}


def _shown_by_engagement() -> dict[str, str]:
    association = AssociationFactory(causes=["culture", "social-ties"], website="https://sentier.example/")
    mission = MissionFactory(
        association=association, causes=["culture"], skills=["cooking"], min_age=16, slots=[3]
    )
    MissionFactory.create_batch(3)
    event = EventFactory(association=association)
    offer = OfferFactory()
    Testimonial.objects.create(
        association=association,
        first_name="Odile",
        text="J’y ai trouvé des amis.",
        state="published",
        consented_at=timezone.now(),
    )
    return {
        "missions": reverse("missions:list"),
        "missions-carte": f"{reverse('missions:list')}?view=map",
        "missions-vide": f"{reverse('missions:list')}?q=zzzz",
        "mission": mission.get_absolute_url(),
        "associations": reverse("associations:list"),
        "association": association.get_absolute_url(),
        "agenda": reverse("agenda:list"),
        "evenement": event.get_absolute_url(),
        "s-abonner": reverse("agenda:subscribe"),
        "propositions": reverse("offers:list"),
        "proposition": offer.get_absolute_url(),
        "recherche": f"{reverse('pages:search')}?q=sentier",
        "plan": reverse("pages:site_map"),
        "connexion": reverse("account_login"),
        "compte": reverse("account_signup"),
        "code": reverse("account_request_login_code"),
        "mot-de-passe": reverse("account_reset_password"),
        "attestation": reverse("recognition:enter_code"),
    }


def _every_block(blocks: list[tuple[str, Any]], image: Image, document: Document) -> list[tuple[str, Any]]:
    """Each block with what its preview shows, and with files where it asks for some."""
    values = {name: block.get_prep_value(block.get_preview_value()) for name, block in blocks}
    values["picture"]["image"] = {"image": image.pk, "alt_text": "Un sentier", "decorative": False}
    values["documents"]["documents"] = [{"document": document.pk, "about": "Pour commencer"}]
    return [(name, block.to_python(values[name])) for name, block in blocks]


def _around() -> None:
    """A banner above each page, and other sites of the territory below."""
    said = Surroundings(footer_words="Une heure à donner ?")
    said.banners = [
        (
            "banner",
            {
                "text": "Portes ouvertes",
                "url": "/agenda/",
                "tone": "info",
                "first_day": None,
                "last_day": None,
            },
        )
    ]
    said.social = [("network", "https://www.facebook.com/notre-gal")]
    said.save()


def picture() -> ContentFile[bytes]:
    drawn = io.BytesIO()
    Pillow.new("RGB", (1200, 800), (60, 110, 80)).save(drawn, "JPEG")
    return ContentFile(drawn.getvalue(), name="sentier.jpg")
