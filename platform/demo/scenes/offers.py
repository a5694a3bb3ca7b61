"""What people of a territory offer, in every state; one of each state is the demonstration's citizen's."""

from __future__ import annotations

from datetime import timedelta

from demo.grammar.french import typeset
from demo.scenes import Stage
from demo.scenes.offers_texts import OFFERS
from engagement.offers.models import Audience, Offer, OfferState, Signature
from engagement.offers.services import SHOWN_FOR
from engagement.slugs import free_slug
from engagement.volunteers.models import Volunteer

#: A territory that has just opened shows few offers, besides the citizen's own.
FEW = 6
#: The states of the citizen's own offers, by their place in the list.
_HERS = {
    0: OfferState.PUBLISHED,
    5: OfferState.DRAFT,
    8: OfferState.PAUSED,
    9: OfferState.EXPIRED,
    10: OfferState.SUBMITTED,
    12: OfferState.SUSPENDED,
}
_SUBMITTED = 3


def play(stage: Stage) -> None:
    few = FEW if stage.instance.slug == "saint-dizier" else len(OFFERS)
    texts = {number: text for number, text in enumerate(OFFERS) if number < few or number in _HERS}
    authors = list(
        Volunteer.objects.filter(user__is_active=True, commune__isnull=False)
        .exclude(user__in=[stage.citizen, stage.manager, stage.editor])
        .select_related("commune", "user")
        .order_by("pk")[: len(texts)]
    )
    hers = (
        Volunteer.objects.select_related("commune").filter(user=stage.citizen, commune__isnull=False).first()
    )
    if not authors:
        return
    for number, text in texts.items():
        state = _HERS.get(number, OfferState.SUBMITTED if number == _SUBMITTED else OfferState.PUBLISHED)
        author = authors[number % len(authors)]
        commune = (hers or author).commune if number in _HERS else author.commune
        if commune is None:
            continue
        shown = state not in {OfferState.DRAFT, OfferState.SUBMITTED}
        since = stage.now - timedelta(days=95 if state == OfferState.EXPIRED else 6 * number + 2)
        Offer.objects.create(
            user=stage.citizen if number in _HERS else author.user,
            title=typeset(text.title),
            slug=free_slug(text.title, among=Offer.objects.all(), default="proposition"),
            description=typeset(text.description),
            skills=list(text.skills),
            causes=list(text.causes),
            availability=list(text.availability),
            duration=typeset(text.duration),
            commune=commune,
            latitude=commune.latitude,
            longitude=commune.longitude,
            radius_km=text.radius_km,
            audience=Audience.ASSOCIATIONS if text.for_associations else Audience.EVERYONE,
            signed_as=Signature.INITIAL if number % 3 == 1 else Signature.FIRST_NAME,
            state=state,
            reason="Une vente n’est pas une proposition bénévole." if state == OfferState.SUSPENDED else "",
            published_at=since if shown else None,
            expires_at=since + SHOWN_FOR if shown else None,
        )
