"""The agenda of a territory: what happens over the last and the next eight weeks, in every state, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from demo.grammar.french import typeset
from demo.scenes import Stage
from demo.scenes.agenda_texts import EVENTS, EventText
from engagement.agenda.models import Event, EventState, Frequency, Occurrence, Registration
from engagement.agenda.recurrence import dates
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.slugs import free_slug
from kernel.accounts.models import User
from kernel.tenancy import current_territory
from tenants.geography.models import Commune
from tenants.registry.models import TerritoryCommune

#: A territory that has just opened shows few events, besides those that only their authors and the team see.
FEW = 8
_LAID_OUT = timedelta(weeks=10)


def play(stage: Stage) -> None:
    texts = _few() if stage.instance.slug == "saint-dizier" else EVENTS
    events = Event.objects.bulk_create(
        _event(stage, text, association) for text, association in _with_hosts(stage, texts)
    )
    occurrences = Occurrence.objects.bulk_create(
        Occurrence(event=event, starts_at=start, ends_at=end)
        for event in events
        for start, end in _dates(stage, event)
    )
    _attach_missions(events)
    _come(stage, occurrences)


def _few() -> Sequence[EventText]:
    return [*EVENTS[:FEW], *(text for text in EVENTS[FEW:] if text.state != EventState.PUBLISHED)]


def _with_hosts(stage: Stage, texts: Sequence[EventText]) -> list[tuple[EventText, Association]]:
    """Each event with who holds it: those that the manager answers for hold two, others go by what they stand for."""
    published = Association.objects.published().select_related("commune").order_by("pk")
    own = list(published.managed_by(stage.manager)[:2])
    others = list(published.exclude(pk__in=[one.pk for one in own])) or own
    held = []
    for text in texts:
        among = own if own and text.state == EventState.PUBLISHED else others
        host = next((one for one in among if set(one.causes) & set(text.causes)), None)
        if host in own:
            own.remove(host)
        else:
            host = next((one for one in others if set(one.causes) & set(text.causes)), others[0])
            others.remove(host)
            others.append(host)
        held.append((text, host))
    return held


def _event(stage: Stage, text: EventText, association: Association) -> Event:
    own = text.by_territory
    commune = _capital() if own else association.commune
    day = timezone.localdate(stage.now) + timedelta(weeks=text.week)
    day += timedelta(days=text.weekday - day.weekday())
    start = timezone.make_aware(datetime.combine(day, time(*divmod(text.minutes, 60))))
    published = stage.now - timedelta(days=20 + text.minutes % 9)
    return Event(
        association=None if own else association,
        title=typeset(text.title),
        slug=free_slug(text.title, among=Event.objects.all(), default="evenement"),
        description="\n\n".join(typeset(one) for one in text.paragraphs),
        causes=list(text.causes),
        publics=list(text.publics),
        commune=commune,
        latitude=commune.latitude,
        longitude=commune.longitude,
        place_name=typeset(text.place),
        online=text.online,
        starts_at=start,
        ends_at=start + timedelta(minutes=text.lasts),
        frequency=text.frequency,
        capacity=text.capacity,
        takes_registrations=text.capacity is not None or text.registers,
        price=typeset(text.price),
        accessibility=typeset(text.accessibility),
        state=text.state,
        reason=typeset(text.reason),
        published_at=None if text.state in {EventState.DRAFT, EventState.SUBMITTED} else published,
    )


def _dates(stage: Stage, event: Event) -> Sequence[tuple[datetime, datetime]]:
    return dates(
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        frequency=event.frequency,
        until=None if event.frequency == Frequency.ONCE else (stage.now + timedelta(weeks=26)).date(),
        except_days=[],
        since=stage.now - _LAID_OUT,
        horizon=stage.now + timedelta(weeks=26),
    )


def _attach_missions(events: Sequence[Event]) -> None:
    """The festival and what needs hands lead to missions of their association, and those back to them."""
    link = Event.missions.through
    by_association: dict[int, list[int]] = {}
    wanted = [event.association_id for event in events if event.association_id]
    for association, mission in Mission.objects.filter(association__in=wanted, state="published").values_list(
        "association_id", "pk"
    ):
        by_association.setdefault(association, []).append(mission)
    link.objects.bulk_create(
        link(event_id=event.pk, mission_id=mission)
        for event in events
        if event.state == EventState.PUBLISHED
        for mission in by_association.get(event.association_id or 0, [])[:2]
    )


def _come(stage: Stage, occurrences: Sequence[Occurrence]) -> None:
    """People of the territory come, up to the last place of what is small, and the citizen to a few."""
    people = list(User.objects.filter(is_active=True, volunteer__isnull=False).order_by("pk")[:24])
    coming = []
    for occurrence in occurrences:
        event = occurrence.event
        if (
            not event.takes_registrations
            or not people
            or occurrence.starts_at > stage.now + timedelta(weeks=4)
        ):
            continue
        left = event.capacity or 12
        for person in stage.draw.sample(people, min(len(people), 2 + left // 2)):
            number = min(left, stage.draw.choice((1, 1, 2, 3)))
            if number:
                coming.append(Registration(occurrence=occurrence, user=person, people=number))
            left -= number
    Registration.objects.bulk_create(coming)
    soon = [
        one for one in occurrences if one.starts_at > stage.now and one.event.state == EventState.PUBLISHED
    ]
    for occurrence in [one for one in soon if one.event.takes_registrations and not one.event.capacity][:3]:
        Registration.objects.get_or_create(occurrence=occurrence, user=stage.citizen, defaults={"people": 2})


def _capital() -> Commune:
    """The most peopled commune of the territory at hand."""
    territory = current_territory()
    if territory is None:
        raise LookupError("no territory at hand")
    rows = TerritoryCommune.objects.filter(territory_id=territory.id)
    commune = Commune.objects.filter(pk__in=rows.values("commune")).order_by("-population").first()
    if commune is None:
        raise LookupError("a territory without communes has no agenda")
    return commune
