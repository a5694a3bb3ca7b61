"""Writing associations: a profile, a place, a name, a history."""

from __future__ import annotations

from .catalogue import PROFILES
from .draws import Author, Deck
from .french import bare, capitalised, expand, fold, sentence, spoken_number, typeset
from .people import mailbox, person
from .profiles import URBAN_PROFILES, Profile
from .shared_texts import ENDINGS, INVITES, ORIGINS, PEOPLE
from .specs import AssociationSpec
from .vocabulary import COLOURS, OPENING_HOURS, POEMS, WORDS
from .whereabouts import Atlas, Spot

#: Départements where associations follow the local law of Alsace-Moselle.
_LOCAL_LAW = ("FR-57", "FR-67", "FR-68")


def _slots(author: Author, country: str, spot: Spot, founded: int, today_year: int) -> dict[str, str]:
    rng = author.rng
    poem = author.deck("poems", POEMS).draw()
    # No number ends in « un »: it would have to agree.
    crew = spoken_number(rng.choice([n for n in range(12, 69) if n % 10 != 1]))
    return WORDS[country] | {
        "lieu": spot.locality.name,
        "commune": spot.place.name,
        "poeme": poem,
        "poeme_nu": capitalised(bare(poem)),
        "couleurs": rng.choice(COLOURS),
        "annee": str(founded),
        "age": spoken_number(max(today_year - founded, 2)),
        "nombre": crew,
    }


def _name(author: Author, profile: Profile, slots: dict[str, str]) -> str:
    """A name that no other association of the territory bears."""
    poems = author.deck("poems", POEMS)

    def compose() -> str:
        poem = poems.draw()
        fresh = slots | {"poeme": poem, "poeme_nu": capitalised(bare(poem))}
        return typeset(expand(author.deal(f"name:{profile.key}", profile.names), fresh, author.rng))

    name = author.write("names", compose)
    if author.repeated:
        name = typeset(expand(f"{name} {{de lieu}}", slots, author.rng))
        number = 2
        while author.has_written("names", name):
            name, number = f"{name.rsplit(' no ', 1)[0]} no {number}", number + 1
        author.remember("names", name)
    return name


def _description(author: Author, profile: Profile, slots: dict[str, str]) -> tuple[str, ...]:
    """Two to four paragraphs, no sentence of which another association has."""
    rng = author.rng

    def told(deck: str, cards: tuple[str, ...]) -> str:
        """A paragraph without what has been said before; nothing once all of the deck has."""
        cards_left = author.deck(deck, cards)
        return author.tell("description", lambda: sentence(expand(cards_left.draw(), slots, rng)))

    origin = told("origins", ORIGINS)
    story = told(f"story:{profile.key}", profile.stories)
    people = told("people", PEOPLE)
    invite = told("invites", INVITES)
    shapes = (
        (origin, story, f"{people} {invite}"),
        (story, origin, people, invite),
        (f"{origin} {people}", story),
        (story, people, invite),
        (origin, story, people),
    )
    paragraphs = [text for part in rng.choice(shapes) if (text := part.strip())]
    while len(paragraphs) < 2:
        paragraphs.append(told("endings", ENDINGS))
    return tuple(paragraphs)


def _legal_form(country: str, commune_id: str) -> str:
    if country == "BE":
        return "ASBL"
    local = commune_id.startswith(_LOCAL_LAW)
    return "Association de droit local" if local else "Association loi 1901"


def _website(name: str, taken: set[str]) -> str:
    words = [word for word in "".join(c if c.isalnum() else " " for c in fold(name)).split() if len(word) > 2]
    domain = "-".join(words) or "association"
    number = 2
    base = domain
    while domain in taken:
        domain, number = f"{base}-{number}", number + 1
    taken.add(domain)
    return f"https://{domain}.example"


def write_associations(
    *, author: Author, atlas: Atlas, country: str, count: int, year: int
) -> tuple[AssociationSpec, ...]:
    """``count`` associations, profiles dealt by weight so that a small territory already has variety."""
    rng = author.rng
    # First one of each profile in weighted order, then by weight: a village too has its football club.
    order = sorted(PROFILES, key=lambda profile: rng.random() ** profile.weight)
    heavy = Deck([profile for profile in PROFILES for _ in range(profile.weight)], rng)
    mailboxes: set[str] = set()
    domains: set[str] = set()
    written = []
    for number in range(1, count + 1):
        profile = order[number - 1] if number <= len(order) else heavy.draw()
        founded = year - 6 - int(44 * rng.random() ** 1.6)
        urban = profile.key in URBAN_PROFILES
        spot = atlas.town_spot(rng) if urban else atlas.spot(rng)
        for _ in range(0 if urban else 3):
            # A village has one choir: try elsewhere before writing a second.
            if not author.has_written("profile-at", f"{profile.key}@{spot.locality.name}"):
                break
            spot = atlas.spot(rng)
        author.remember("profile-at", f"{profile.key}@{spot.locality.name}")
        slots = _slots(author, country, spot, founded, year)
        name = _name(author, profile, slots)
        slots["asso"] = name
        summary = author.write(
            "summaries",
            lambda slots=slots, profile=profile: sentence(  # type: ignore[misc]
                expand(author.deal(f"summary:{profile.key}", profile.summaries), slots, rng)
            ),
        )
        if author.repeated:
            summary = author.write(
                "summaries",
                lambda slots=slots, summary=summary: typeset(  # type: ignore[misc]
                    expand(
                        f"{summary.rstrip('.')}, [depuis {{annee}}|avec une équipe {{de commune}}|à {{nombre}}].",
                        slots,
                        rng,
                    )
                ),
            )
        manager = person(country, rng)
        causes = profile.causes[: rng.randint(2, 3)] if len(profile.causes) > 2 else profile.causes
        written.append(
            AssociationSpec(
                key=f"a{number:04d}",
                profile=profile.key,
                name=name,
                legal_form=_legal_form(country, spot.place.commune_id),
                summary=summary,
                description=_description(author, profile, slots),
                causes=causes,
                publics=profile.publics,
                commune_id=spot.place.commune_id,
                address=spot.address,
                postcode=spot.locality.postcode,
                locality=spot.locality.name,
                latitude=spot.latitude,
                longitude=spot.longitude,
                opening_hours=sentence(expand(author.deck("hours", OPENING_HOURS).draw(), slots, rng)),
                founded_year=founded,
                website=_website(name, domains) if rng.random() < 0.55 else None,
                manager_first_name=manager.first_name,
                manager_last_name=manager.last_name,
                manager_email=mailbox(manager, mailboxes, "associations.example"),
            )
        )
    return tuple(written)
