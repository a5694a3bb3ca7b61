"""Two territories filled with look-alikes: same shapes, same slugs, same file names, same primary keys; marked texts.

B also holds a second set, whose keys and slugs exist nowhere in A. Its addresses and slugs are not marked: a page that
repeats what it was asked for gives nothing away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from engagement.agenda.models import Event
from engagement.associations.models import Association
from engagement.charter.models import Charter, Signature
from engagement.figures.models import Report
from engagement.missions.models import Mission, Pattern
from engagement.offers.models import Offer
from engagement.participations.models import CalendarFeed, Participation
from engagement.privacy.models import Export
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext, tenant_context
from matching.catalogue.services import apply_outbox
from tenants.archives.models import Archive
from tenants.billing.models import Invoice
from tenants.opening.models import Application
from tenants.registry.models import DomainClaim
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    SlotFactory,
    VolunteerFactory,
)
from tests.factories.people import PASSWORD
from tests.isolation.filling_accounts import fill_account
from tests.isolation.filling_agenda import fill_events, fill_offers
from tests.isolation.filling_archives import fill_archive
from tests.isolation.filling_associations import Circle, fill_circle
from tests.isolation.filling_audit import fill_journal
from tests.isolation.filling_billing import fill_billing
from tests.isolation.filling_charter import fill_charter
from tests.isolation.filling_domains import fill_domain
from tests.isolation.filling_figures import fill_figures
from tests.isolation.filling_invitations import Invitations, fill_invitations
from tests.isolation.filling_messaging import Messaging, fill_messaging
from tests.isolation.filling_missions import fill_missions, fill_pattern
from tests.isolation.filling_opening import fill_opening
from tests.isolation.filling_participations import fill_calendar, fill_participations
from tests.isolation.filling_passes import Passes, fill_passes
from tests.isolation.filling_privacy import fill_privacy
from tests.isolation.filling_recognition import Recognition, fill_recognition
from tests.isolation.filling_site import Site, fill_site
from tests.isolation.filling_suggestions import fill_suggestions
from tests.isolation.marks import Marks

ASSOCIATION_STATES = ("draft", "submitted", "published", "suspended")
PEOPLE = ("citizen", "neighbour", "manager", "member", "superuser")


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class Filled:
    """What stands in a territory, by the names that examples use."""

    territory: TerritoryContext
    marks: Marks
    people: dict[str, User]
    associations: dict[str, Association]
    missions: dict[str, Mission]
    participations: dict[str, Participation]
    calendar_feed: CalendarFeed
    events: dict[str, Event]
    offers: dict[str, Offer]
    charters: dict[str, Charter | Signature]
    circle: Circle
    site: Site
    invoice: Invoice
    application: Application
    archive: Archive
    report: Report
    claim: DomainClaim
    entry: Entry
    exports: dict[str, Export]
    device: UserSession
    pattern: Pattern
    recognition: Recognition
    messaging: Messaging
    invitations: Invitations
    passes: Passes
    addresses: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, repr=False)
class Twins:
    """`a` and `b` have the same keys; `only_b` are things of B whose keys mean nothing in A."""

    a: Filled
    b: Filled
    only_b: Filled


def fill_twins(a: TerritoryContext, b: TerritoryContext, marks_a: Marks, marks_b: Marks) -> Twins:
    """Fill both, and commit."""
    level_sequences(a.schema_name, b.schema_name)
    filled = []
    for territory, marks, word in (
        (a, marks_a, "sentier"),
        (b, marks_b, "sentier"),
        (b, marks_b, "exclusif"),
    ):
        with (
            tenant_context(territory),
            transaction.atomic(),
        ):  # what follows the commit does so in the territory
            filled.append(fill(territory, marks, word=word))
    return Twins(*filled)


def level_sequences(*schemas: str) -> None:
    """Let the next keys be the same in every schema, whatever earlier tests took. No rollback undoes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, max(coalesce(last_value, 1)) FROM pg_sequences WHERE schemaname = ANY(%s) GROUP BY 1",
            [list(schemas)],
        )
        for name, value in cursor.fetchall():
            for schema in schemas:
                cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{schema}"."{name}"', value])


def fill(territory: TerritoryContext, marks: Marks, *, word: str = "sentier") -> Filled:
    """One set of things. `word` begins slugs and texts, and finds the set in a search."""
    with tenant_context(territory):
        people = _people(marks, word)
        people["editor"] = _editor(territory, marks, word)
        associations = _associations(marks, word, people)
        missions = _missions(marks, word, associations["published"])
        missions |= fill_missions(marks, word, associations["published"])
        participations = fill_participations(marks, missions, people)
        filled = Filled(
            territory=territory,
            marks=marks,
            people=people,
            associations=associations,
            missions=missions,
            participations=participations,
            passes=fill_passes(territory, marks, people["citizen"], participations["accepted"]),
            calendar_feed=fill_calendar(people["citizen"]),
            charters=fill_charter(marks, people, associations),
            circle=fill_circle(marks, word, associations["published"], people),
            messaging=fill_messaging(marks, word, people, associations),
            invitations=fill_invitations(marks, word, people, associations["published"]),
            events=fill_events(marks, word, people, associations["published"], missions["published"]),
            offers=fill_offers(marks, word, people),
            site=fill_site(territory, marks, word=word, editor=people["editor"]),
            pattern=fill_pattern(marks, associations["published"]),
            recognition=fill_recognition(marks, word, people, missions["published"]),
            exports=fill_privacy(marks, word, citizen=people["citizen"], neighbour=people["neighbour"]),
            device=fill_account(marks, person=people["citizen"]),
            invoice=fill_billing(territory, marks),
            application=fill_opening(territory, marks, word),
            archive=fill_archive(territory, marks),
            report=fill_figures(marks),
            claim=fill_domain(territory, marks, word),
            entry=fill_journal(marks, editor=people["editor"], subject=associations["suspended"]),
        )
        filled.addresses = {user.email for user in people.values()} | {
            association.email for association in associations.values()
        }
        apply_outbox()
        fill_suggestions(territory, participations["requested"])
    return filled


def _people(marks: Marks, word: str) -> dict[str, User]:
    people = {
        name: open_account(
            email=marks.address(f"{name}.{word}"),
            first_name=marks.private(name.title()),
            last_name=f"Z{marks.person}",
            password=PASSWORD,
            is_staff=name == "superuser",
        )
        for name in PEOPLE
    }
    User.objects.filter(pk=people["superuser"].pk).update(is_superuser=True)
    for name in ("citizen", "neighbour", "manager"):
        VolunteerFactory(user=people[name], findable=True, birth_year=1980)
    return people


def _editor(territory: TerritoryContext, marks: Marks, word: str) -> User:
    """The first editor, whose opening did not mark her; in the second set, a colleague of hers."""
    first = User.objects.get(groups__name="Pilotage", email=f"editor@{territory.slug}.example")
    if word != "sentier":
        colleague = open_account(email=marks.address(f"editor.{word}"), first_name=marks.private("Agathe"))
        colleague.groups.set(first.groups.all())
        return colleague
    first.first_name, first.last_name = marks.private("Édith"), marks.person
    first.save()
    return first


def _associations(marks: Marks, word: str, people: dict[str, User]) -> dict[str, Association]:
    made = {}
    for state in ASSOCIATION_STATES:
        words = marks.said if state == "published" else marks.secret
        made[state] = AssociationFactory(
            name=words(f"{word.title()} {state}"),
            slug=f"{word}-{state}",
            summary=words("En une phrase"),
            description=words(f"Tout sur le {word}"),
            opening_hours=words("Le samedi"),
            street=words("Rue Haute 1"),
            website=f"https://{words(word).replace(' ', '.')}.example/".lower(),
            email=marks.address(f"contact.{state}.{word}"),
            phone=marks.person[:30],
            state=state,
            manager=people["manager"],
        )
        made[state].memberships.create(user=people["member"], role="member")
        made[state].logo.save(f"{word}-{state}.png", ContentFile(words("Un dessin").encode()))
    return made


def _missions(marks: Marks, word: str, association: Association) -> dict[str, Mission]:
    now = timezone.now()
    shapes: dict[str, dict[str, Any]] = {
        "draft": {"state": "draft", "published_at": None},
        "published": {"capacity": 50},
        "closed": {"state": "closed"},
        "dated": {},
        "past": {"starts_at": now - timedelta(days=3), "ends_at": now - timedelta(days=2)},
        "remote": {"remote": "full"},
    }
    made = {}
    for name, shape in shapes.items():
        words = marks.secret if name == "draft" else marks.said
        made[name] = MissionFactory(
            association=association,
            title=words(f"{word.title()} {name}"),
            slug=f"{word}-{name}",
            need=words(f"Le {word} a besoin de vous."),
            tasks=[words("Baliser")],
            welcome=words("Par Lucie"),
            accompaniment=words("Par paires"),
            given_back=words("Un repas"),
            expenses=words("Remboursés"),
            accessibility=words("De plain-pied"),
            place_name=words("Au départ"),
            street=words("Rue Basse 2"),
            reach="territory",
            **shape,
        )
    for week in (1, 2):
        SlotFactory(mission=made["dated"], starts_at=now + timedelta(weeks=week))
    return made
