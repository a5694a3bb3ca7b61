"""Every route of a territory's site, as each role, while its look-alike is visited too: nothing of one in the other.

B is visited first, then A, so that whatever a process remembers of B would show in A. Where a role gets in, A is also
asked for things that only B has. At the end, what is left in the caches is looked through.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tenants.console.services import appoint
from tests.harness.markup import faults_of_markup
from tests.isolation.caches import leaks_in_caches
from tests.isolation.examples import (
    DELIBERATE_FAILURES,
    KNOWN_FAILURES,
    REACHED_BY,
    UNREACHABLE,
    NoExample,
    examples_of,
)
from tests.isolation.filling import Filled, Twins
from tests.isolation.marks import addresses_in, around, traces_of
from tests.isolation.walker import Answer, Route, Visitor, WrongExample, routes_of

ROLES = ("anonymous", "citizen", "manager", "editor", "superuser")
#: Each walk goes in as many parts, which workers share. Routes that follow each other stay together.
PARTS = 6
TEAM = ("editor", "superuser")
URLCONF = "config.urls_territory"
ROUTES = [route for route in routes_of(URLCONF) if route.key not in DELIBERATE_FAILURES]

#: What any page may write: how somebody is signed in and where, and a picture made at its first showing.
WRITTEN_BY_ANY = {"django_session", "usersessions_usersession", "wagtailimages_rendition"}
#: What reading writes down, and nothing else.
WRITTEN_BY_READING: dict[str, set[str]] = {
    # Up to when she has read, and that contact details were seen.
    "messaging:thread": {"messaging_readmark", "messaging_reveal"},
    "messaging:news": {"messaging_readmark"},
    # Each reading of a reported conversation is in the journal.
    "messaging:review": {"audit_entry"},
    # And that a list of volunteers left the site.
    "participations:export": {"audit_entry"},
}

#: Where the walk must have met the territory's own marks. Without them, finding none of the other's would mean little.
SIGHTS = {
    "anonymous": {"wagtail_serve", "missions:list", "associations:detail", "media", "wagtaildocs_serve"},
    "citizen": {
        "messaging:thread",
        "messaging:download",
        "messaging:mine",
        "participations:mine",
        "participations:withdraw",
        "suggestions:mine",
    },
    "manager": {
        "messaging:of_associations",
        "messaging:thread",
        "participations:inbox",
        "participations:answer",
        "missions:edit",
        "missions:manage",
    },
    "editor": {"wagtailadmin_explore", "wagtailimages:index", "wagtaildocs:edit", "wagtailredirects:index"},
    "superuser": {"wagtailusers_users:index", "wagtailusers_groups:edit", "wagtailadmin_workflows:index"},
}


def visitor(filled: Filled, role: str) -> Visitor:
    return Visitor(filled.territory.primary_host, filled.territory, filled.people.get(role))


def walk(visitor: Visitor, route: Route, filled: Filled, *, but: Filled | None = None) -> list[Answer]:
    """Visit the route by each example, except where it would be the same visit as with `but`."""
    done = examples_of(route, but) if but else []
    return [visitor.visit(route, at) for at in examples_of(route, filled) if at not in done]


def rounds_of(role: str, part: int) -> list[Route]:
    """The superuser, to whom every door opens, goes through the back office only: of the site she sees no more than the
    editor.
    """
    routes = [route for route in ROUTES if role != "superuser" or is_back_office(route)]
    return routes[len(routes) * part // PARTS : len(routes) * (part + 1) // PARTS]


def goes_in(role: str, route: Route) -> bool:
    """Whether the look-alike is visited first: the back office by the superuser, the site by those it is made for."""
    return role == "superuser" if is_back_office(route) else role != "editor"


def reached_by(route: Route) -> str:
    return REACHED_BY.get(route.key, "superuser" if is_back_office(route) else "editor")


def is_back_office(route: Route) -> bool:
    return route.path.startswith("admin/")


def is_reached(answers: list[Answer]) -> bool:
    return any(answer.status < 400 for answer in answers)


def acts_of_reading(answers: list[Answer]) -> Iterator[str]:
    """Whatever a link leads to on the site is shown first: machines that read e-mails follow links too.

    What is written all the same is in `WRITTEN_BY_ANY` and `WRITTEN_BY_READING`, with its reason.
    """
    for answer in answers:
        if answer.asked.startswith("GET ") and not is_back_office(answer.route):
            allowed = WRITTEN_BY_ANY | WRITTEN_BY_READING.get(answer.route.key, set())
            if acted := answer.written - allowed:
                yield f"{answer} writes {', '.join(sorted(acted))}: show first, act on POST"


def faults_of(answers: list[Answer], foreign: Filled) -> Iterator[str]:
    """Failures, and traces of the other territory, in words."""
    traces = traces_of(foreign.territory, foreign.marks)
    for answer in answers:
        if answer.status >= 500 and answer.route.key not in KNOWN_FAILURES:
            yield f"{answer} {answer.error}"
        yield from (f"{answer} shows …{around(one, answer.text)}…" for one in traces if one in answer.text)


def indiscretions_of(answers: list[Answer], filled: Filled, role: str) -> Iterator[str]:
    """What a territory shows of its own people to those who are not of its team."""
    if role in TEAM:
        return
    own = {filled.people[role].email} if role in filled.people else set()
    if role == "manager":  # who writes what her associations say of themselves
        own |= {association.email for association in filled.associations.values()}
    for answer in answers:
        shown = addresses_in(answer.text) & (filled.addresses - own)
        yield from (f"{answer} shows the address {address}" for address in sorted(shown))
        if role == "anonymous":
            kept = (filled.marks.person, filled.marks.hidden)
            yield from (
                f"{answer} shows …{around(one, answer.text)}…"
                for one in map(str.lower, kept)
                if one in answer.text
            )


def mistakes_of(answers: list[Answer], route: Route, role: str) -> Iterator[str]:
    """While we are there: what is wrong with the markup of the site's pages, the first of each route."""
    if role in TEAM or is_back_office(route):
        return  # Wagtail's own
    pages = {
        answer.status: answer for answer in reversed(answers) if "content-type: text/html" in answer.text
    }
    for answer in pages.values():
        yield from (f"{answer} is not sound: {fault}" for fault in faults_of_markup(answer.body.decode()))


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_the_other_territory_shows(
    twins: Twins, role: str, part: int, settings: LazySettings
) -> None:
    settings.STYLEGUIDE = True  # a page for developers is a route too
    in_a, in_b = visitor(twins.a, role), visitor(twins.b, role)
    faults: list[str] = []
    seen: set[str] = set()
    routes = rounds_of(role, part)
    for route in routes:
        try:
            look_alike = walk(in_b, route, twins.b) if goes_in(role, route) else []
            own = walk(in_a, route, twins.a)
            strange = walk(in_a, route, twins.only_b, but=twins.a) if is_reached(own) else []
        except (NoExample, WrongExample) as error:
            faults.append(str(error))
            continue
        faults += faults_of(own, twins.b)
        faults += faults_of(look_alike, twins.a)
        faults += faults_of(strange, twins.b)
        faults += indiscretions_of(own, twins.a, role)
        faults += acts_of_reading([*own, *strange])
        if (
            reached_by(route) == role
            and not is_reached(own)
            and {route.key, route.path}.isdisjoint(UNREACHABLE)
        ):
            faults.append(
                f"Nobody reaches {route}: {', '.join(map(str, own))}."
                " Give it an example in tests/isolation/examples.py, or say there who reaches it, or why nobody does."
            )
        faults += mistakes_of(own, route, role)
        if any(twins.a.marks.open.lower() in answer.text for answer in own):
            seen.add(route.key)
    faults += leaks_in_caches(twins)
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)
    sights = SIGHTS[role] & {route.key for route in routes}
    assert seen >= sights, f"the walk of the {role} met no mark of its own at {sights - seen}"


def test_the_parts_of_a_walk_are_all_of_it() -> None:
    for role in ROLES:
        routes = [route for part in range(PARTS) for route in rounds_of(role, part)]
        assert routes == [route for route in ROUTES if role != "superuser" or is_back_office(route)]
        assert {route.key for route in routes} >= SIGHTS[role]


def test_a_route_without_an_example_is_named_with_the_place_to_give_one() -> None:
    route = Route("clubs:detail", "clubs/<int:club_id>/", ("club_id",))
    with pytest.raises(NoExample, match=r"clubs:detail .*“club_id”.* tests/isolation/examples\.py"):
        examples_of(route, None)  # type: ignore[arg-type]


def test_what_the_examples_speak_of_exists() -> None:
    keys = {route.key for route in routes_of(URLCONF)} | {route.path for route in routes_of(URLCONF)}
    for table in (REACHED_BY, UNREACHABLE, DELIBERATE_FAILURES, KNOWN_FAILURES):
        assert set(table) <= keys, f"no such route: {set(table) - keys}"


@pytest.mark.parametrize("role", ["anonymous", "administrator"])
def test_the_portal_tells_nothing_of_anybody(twins: Twins, role: str, settings: LazySettings) -> None:
    settings.STYLEGUIDE = True
    administrator = appoint(email="reseau@maillage.example") if role == "administrator" else None
    network = Visitor(settings.BASE_DOMAIN, None, administrator, urlconf="config.urls_network")
    faults, entered = [], False
    for route in routes_of("config.urls_network"):
        answers = walk(network, route, twins.a)
        entered |= route.key == "console:territory" and answers[0].status == 200
        for answer in answers:
            if answer.status >= 500:
                faults.append(f"{answer} {answer.error}")
            for filled in (twins.a, twins.b, twins.only_b):
                kept = (filled.marks.person.lower(), filled.marks.hidden.lower(), *filled.addresses)
                faults += [
                    f"{answer} shows …{around(one, answer.text)}…" for one in kept if one in answer.text
                ]
    assert not faults, "\n".join(faults)
    assert entered == (role == "administrator")
