"""A territory's own domain: announced, proved by a real name server, proved again, taken over by nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext, tenant_context
from tenants.registry import domains, resolving
from tenants.registry.domains import (
    GRACE,
    MOST,
    PATIENCE,
    DomainTaken,
    TooManyDomains,
    check_claim,
    claim_domain,
    remove_domain,
)
from tenants.registry.models import Domain, DomainClaim, Territory
from tenants.registry.names import NotADomain, checked_domain, readable
from tenants.registry.resolving import PROOF_PREFIX
from tenants.registry.tasks import check_domains
from tests.harness.clients import HostClient
from tests.harness.zone import Zone, serving

NOW = timezone.now()
DAY = timedelta(days=1)
HOST = "www.benevolat-libin.example"


@pytest.fixture
def zones(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Zone]]:
    monkeypatch.setattr(resolving, "PATIENCE", 0.1)
    with serving(number=3) as zones:
        settings.DNS_RESOLVERS = [zone.address for zone in zones]
        yield zones


@pytest.fixture
def a(db: None, territory_a: TerritoryContext) -> Territory:
    return Territory.objects.get(pk=territory_a.id)


@pytest.fixture
def b(db: None, territory_b: TerritoryContext) -> Territory:
    return Territory.objects.get(pk=territory_b.id)


def prove(claim: DomainClaim, *zones: Zone) -> None:
    for zone in zones:
        zone.add(f"_maillage.{claim.host}", "TXT", '"v=spf1 -all"', f'"{PROOF_PREFIX}{claim.token}"')
        zone.add(claim.host, "CNAME", f"{claim.territory.slug}.localhost")


def checked(claim: DomainClaim, *, at: Any = NOW) -> DomainClaim:
    found = check_claim(claim_id=claim.pk, now=at)
    assert found is not None
    found.refresh_from_db()
    return found


@pytest.mark.parametrize(
    ("written", "host"),
    [
        (" https://Bénévolat.Libin.example/accueil ", "xn--bnvolat-byab.libin.example"),
        ("libin.example.", "libin.example"),
    ],
)
def test_a_domain_is_taken_as_people_write_it(written: str, host: str) -> None:
    assert checked_domain(written) == host
    assert readable(checked_domain("Élan.example")) == "élan.example"


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "libin",
            "127.0.0.1",
            "2130706433",
            "0x7f.1",
            "[::1]",
            "a_b.example",
            "*.libin.example",
            "a b.example",
        ),
        *("localhost", "x.localhost", "www.localhost", "nas.local", "abc.onion", "1.0.0.127.in-addr.arpa"),
    ],
)
def test_what_is_no_domain_or_the_network_s_own_is_refused(written: str) -> None:
    with pytest.raises(NotADomain):
        checked_domain(written)


def test_a_claim_routes_nothing_until_most_name_servers_see_both_records(
    a: Territory, zones: list[Zone], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    claim = claim_domain(territory=a, domain=HOST, now=NOW)
    assert claim_domain(territory=a, domain=HOST, now=NOW) == claim  # twice is once
    visitor = HostClient(HOST)
    assert visitor.get("/").status_code == 404

    found = checked(claim).finding
    assert (found["proved"], found["leads_here"], found["answered"]) == (False, False, 3)
    prove(claim, zones[0])
    assert checked(claim).state == "pending"  # one of three
    prove(claim, zones[1])
    zones[2].silent = True
    with django_capture_on_commit_callbacks(execute=True):
        claim = checked(claim)
    assert claim.state == "verified"
    assert claim.next_check_at == NOW + DAY
    assert {f"TXT _maillage.{HOST}", f"A {HOST}", f"AAAA {HOST}"} <= set(zones[0].asked)
    assert visitor.get("/")["Location"].startswith("http://vallee-claire.localhost")
    assert [message.subject for message in mail.outbox] == [f"{HOST} mène à Vallée-Claire"]
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["territory.domain_claimed", "territory.domain_verified"]
    checked(claim, at=NOW + DAY)
    assert Entry.objects.count() == 2


def test_a_bare_domain_leads_here_by_addresses_that_are_all_ours(
    a: Territory, zones: list[Zone], settings: Any
) -> None:
    claim = claim_domain(territory=a, domain="libin.example", now=NOW)
    prove(claim, *zones)
    for zone in zones:
        zone.remove("libin.example", "CNAME")
        zone.add("libin.example", "A", "192.0.2.7")
        zone.add("libin.example", "AAAA", "2001:db8::bad")
        zone.add("localhost", "A", "192.0.2.7")
    found = checked(claim).finding
    assert (found["leads_here"], found["strangers"]) == (False, ["2001:db8::bad"])
    for zone in zones:
        zone.remove("libin.example", "AAAA")
    settings.DOMAIN_ADDRESSES = ["192.0.2.8"]
    assert checked(claim).finding["strangers"] == ["192.0.2.7"]
    settings.DOMAIN_ADDRESSES = []
    assert checked(claim).state == "verified"


@pytest.mark.parametrize(
    ("at", "records", "allowed"),
    [
        ("vallee-claire.localhost", ['0 issue "letsencrypt.org"'], True),
        (
            "benevolat-libin.example",
            ['0 issue "sectigo.com"', '0 issue "LetsEncrypt.org; accounturi=x"'],
            True,
        ),
        ("example", ['0 issuewild ";"', '0 iodef "mailto:x@libin.example"'], True),
        ("benevolat-libin.example", ['0 issue "digicert.com"'], False),
        ("vallee-claire.localhost", ['0 issue ";"'], False),  # of the name that it is an alias of
        ("benevolat-libin.example", ['128 tbs "unknown"', '0 issue "letsencrypt.org"'], False),
    ],
)
def test_a_domain_without_a_certificate_is_not_opened(
    a: Territory, zones: list[Zone], at: str, records: list[str], allowed: bool
) -> None:
    claim = claim_domain(territory=a, domain=HOST, now=NOW)
    prove(claim, *zones)
    for zone in zones:
        zone.add(at, "CAA", *records)
    zones[0].deaf_to.add("CAA")
    claim = checked(claim)
    assert (claim.finding["certifiable"], claim.state) == (allowed, "verified" if allowed else "pending")
    for zone in zones[:2]:
        zone.deaf_to.add("CAA")
    found = checked(claim)  # nobody knows: the domain is not held back
    assert (found.finding["certifiable"], found.state) == (None, "verified")
    for zone in zones:
        zone.deaf_to.clear()
        zone.add("vallee-claire.localhost", "CAA", '0 issue "digicert.com"')
    assert checked(claim, at=NOW + 9 * DAY).state == "verified"  # nor taken away


def test_a_name_of_very_many_labels_is_not_climbed(a: Territory, zones: list[Zone]) -> None:
    claim = claim_domain(territory=a, domain=f"{'a.' * 60}example", now=NOW)
    assert checked(claim).finding["certifiable"] is None
    assert len(zones[0].asked) == 3


def test_checks_come_often_at_first_and_end_with_an_e_mail(
    a: Territory, zones: list[Zone], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    claim = claim_domain(territory=a, domain=HOST, now=NOW - PATIENCE + DAY)
    moments = [NOW - PATIENCE + DAY]
    for _round in range(6):
        moments.append(checked(claim, at=moments[-1]).next_check_at)
    assert moments == sorted(moments)
    assert moments[1] - moments[0] == timedelta(minutes=5)
    assert checked(claim, at=NOW).next_check_at == NOW + timedelta(hours=6)
    zones[0].failing = zones[1].silent = True  # too few answer: still waits, then is given up all the same
    assert checked(claim, at=NOW).finding["proved"] is None
    DomainClaim.objects.update(next_check_at=NOW)
    assert check_domains() == 1
    DomainClaim.objects.update(claimed_at=NOW - PATIENCE)
    with django_capture_on_commit_callbacks(execute=True):
        assert checked(claim, at=NOW + DAY).state == "given_up"
    assert check_claim(claim_id=claim.pk, now=NOW) is None
    assert [message.subject for message in mail.outbox] == [f"{HOST} n’a pas pu être vérifié"]
    again = claim_domain(territory=a, domain=HOST, now=NOW)
    assert again.token != claim.token


def test_a_proof_that_goes_is_warned_of_then_the_domain_withdrawn_and_never_by_silence(
    a: Territory, zones: list[Zone], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    claim = claim_domain(territory=a, domain=HOST, now=NOW)
    prove(claim, *zones)
    checked(claim)
    Domain.objects.filter(tenant=a).update(is_primary=False)
    Domain.objects.filter(domain=HOST).update(is_primary=True)
    for zone in zones:
        zone.silent = True
    assert checked(claim, at=NOW + DAY).state == "verified"
    for zone in zones:
        zone.silent = False
        zone.add(HOST, "CNAME", "parked.example")
    with django_capture_on_commit_callbacks(execute=True):
        warned = checked(claim, at=NOW + 2 * DAY)
    assert (warned.state, warned.warned_at) == ("warned", NOW + 2 * DAY)
    assert Domain.objects.filter(domain=HOST).exists()
    prove(claim, *zones)
    assert checked(claim, at=NOW + 3 * DAY).state == "verified"
    for zone in zones:
        zone.remove(f"_maillage.{HOST}", "TXT")
    checked(claim, at=NOW + 4 * DAY)
    zones[0].silent = zones[1].silent = True
    assert checked(claim, at=NOW + 4 * DAY + GRACE).state == "warned"
    zones[0].silent = zones[1].silent = False
    with django_capture_on_commit_callbacks(execute=True):
        assert checked(claim, at=NOW + 4 * DAY + GRACE).state == "withdrawn"
    assert list(a.domains.values_list("domain", "is_primary")) == [("vallee-claire.localhost", True)]
    assert HostClient(HOST).get("/").status_code == 404
    subjects = [message.subject for message in mail.outbox]
    assert subjects == [f"{HOST} n’est plus prouvé", f"{HOST} est retiré"]


def test_a_dangling_domain_is_taken_over_by_nobody(a: Territory, b: Territory, zones: list[Zone]) -> None:
    first = claim_domain(territory=a, domain=HOST, now=NOW)
    prove(first, *zones)
    checked(first)
    with pytest.raises(DomainTaken):
        claim_domain(territory=b, domain=HOST, now=NOW)
    remove_domain(territory=a, host=HOST, now=NOW)
    remove_domain(territory=a, host=HOST, now=NOW)
    assert HostClient(HOST).get("/").status_code == 404
    # Its records are still there: they prove nothing for another, nor for the same a second time.
    for territory in (b, a):
        other = claim_domain(territory=territory, domain=HOST, now=NOW)
        found = checked(other)
        assert (found.state, found.finding["proved"], found.finding["leads_here"]) == ("pending", False, True)
    prove(other, *zones)
    assert checked(other).state == "verified"  # a's, though b's claim waits
    assert DomainClaim.objects.values("token").distinct().count() == 3
    for number in range(MOST - 1):
        claim_domain(territory=a, domain=f"n{number}.example", now=NOW)
    with pytest.raises(TooManyDomains):
        claim_domain(territory=a, domain="more.example", now=NOW)


def test_the_database_lets_one_territory_hold_a_domain(a: Territory, b: Territory) -> None:
    claims = [claim_domain(territory=one, domain=HOST, now=NOW) for one in (a, b)]
    DomainClaim.objects.filter(pk=claims[0].pk).update(state="verified")
    with pytest.raises(IntegrityError, match="claim_held_once"), transaction.atomic():
        DomainClaim.objects.filter(pk=claims[1].pk).update(state="verified")


@pytest.mark.django_db(transaction=True)
def test_of_two_that_prove_a_domain_at_once_one_wins(
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    zones: list[Zone],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claims = [
        claim_domain(territory=Territory.objects.get(pk=one.id), domain=HOST, now=NOW)
        for one in (territory_a, territory_b)
    ]
    for zone in zones:
        zone.add(f"_maillage.{HOST}", "TXT", *(f'"{PROOF_PREFIX}{claim.token}"' for claim in claims))
        zone.add(HOST, "CNAME", "vallee-claire.localhost")
    together = threading.Barrier(2)

    def look_up_together(*args: Any, **options: Any) -> resolving.Finding:
        finding = resolving.look_up(*args, **options)
        together.wait(60)
        return finding

    def go(claim: DomainClaim) -> None:
        try:
            check_claim(claim_id=claim.pk, now=NOW)
        finally:
            connection.close()

    monkeypatch.setattr(domains, "look_up", look_up_together)
    threads = [threading.Thread(target=go, args=(claim,)) for claim in claims]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    states = {claim.state: claim for claim in DomainClaim.objects.filter(host=HOST)}
    assert set(states) == {"verified", "pending"}
    assert Domain.objects.get(domain=HOST).tenant_id == states["verified"].territory_id
    assert states["pending"].finding["taken"] is True


def test_an_operator_announces_checks_and_removes_a_domain(
    a: Territory, territory_a: TerritoryContext, client_a: HostClient, zones: list[Zone]
) -> None:
    with tenant_context(territory_a):
        client_a.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    url = "/admin/territory/addresses/"
    refused = client_a.post(url, {"domain": "portail.localhost"})
    assert refused.status_code == 422
    assert "noms du réseau" in refused.content.decode()
    there = client_a.post(url, {"domain": HOST})["Location"]
    claim = DomainClaim.objects.get()
    page = client_a.get(there).content.decode()
    for said in (f"_maillage.{HOST}", PROOF_PREFIX + claim.token, "vallee-claire.localhost"):
        assert f"<code>{said}</code>" in page
    zones_say = {
        "enregistrement TXT": lambda: None,
        "parked.example": lambda: [z.add(HOST, "CNAME", "parked.example") for z in zones],
        "192.0.2.9": lambda: [(z.remove(HOST, "CNAME"), z.add(HOST, "A", "192.0.2.9")) for z in zones],
        "digicert.com": lambda: [
            z.add("benevolat-libin.example", "CAA", '0 issue "digicert.com"') for z in zones
        ],
        "v=spf1": lambda: [z.add(f"_maillage.{HOST}", "TXT", '"v=spf1 <b>"') for z in zones],
    }
    for said, change in zones_say.items():
        change()
        client_a.post(there)
        assert said in client_a.get(there).content.decode()
    assert "0 issue &quot;letsencrypt.org&quot;" in client_a.get(there).content.decode()
    for zone in zones:
        zone.remove(HOST, "A")
        zone.remove("benevolat-libin.example", "CAA")
    prove(claim, *zones)
    client_a.post(there)
    assert "Vérifié le" in client_a.get(there).content.decode()
    asked = len(zones[0].asked)
    for _click in range(3):
        client_a.post(there)
    assert len(zones[0].asked) == asked  # six checks are enough for now
    client_a.post(url, {"primary": HOST})
    at_home = HostClient(HOST, territory_a)
    with tenant_context(territory_a):
        at_home.force_login(User.objects.get(email=f"editor@{territory_a.slug}.example"))
    assert "adresse principale" in at_home.get(f"{there}remove/").content.decode()
    gone = at_home.post(f"{there}remove/")
    assert gone["Location"] == f"http://vallee-claire.localhost:8000{url}"
    assert list(a.domains.values_list("domain", "is_primary")) == [("vallee-claire.localhost", True)]
    assert client_a.post(there).status_code == 404
    assert "n’est plus suivi" in client_a.get(there).content.decode()
