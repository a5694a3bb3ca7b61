"""A proved domain gets its certificate at the first visit; any other name is refused before anybody is asked for one.

The proxy is Caddy with `deploy/Caddyfile`, the authority is Pebble, the names are served over UDP: nothing is played.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kernel.tenancy import TerritoryContext
from tenants.registry.addresses import set_primary_host
from tenants.registry.domains import check_claim, claim_domain, remove_domain
from tenants.registry.models import Territory
from tenants.registry.resolving import PROOF_PREFIX
from tests.e2e.network import serve
from tests.harness.acme import program, proxying
from tests.harness.zone import serving

HOST, WAITING, NOBODYS = "www.benevolat-libin.example", "attend.example", "personne.example"


@pytest.mark.skipif(
    not (program("caddy") and program("pebble")),
    reason="Caddy or Pebble could not be installed here (bin/pebble)",
)
def test_a_proved_domain_has_a_certificate_at_its_first_visit(
    transactional_db: None, territory_a: TerritoryContext, settings: Any, tmp_path: Path
) -> None:
    now = timezone.now()
    territory = Territory.objects.get(pk=territory_a.id)
    with serving() as (zone,), serve() as network:
        settings.DNS_RESOLVERS, settings.PUBLIC_SCHEME = [zone.address], "https"
        claim = claim_domain(territory=territory, domain=HOST, now=now)
        claim_domain(territory=territory, domain=WAITING, now=now)
        zone.add(f"_maillage.{HOST}", "TXT", f'"{PROOF_PREFIX}{claim.token}"')
        zone.add(HOST, "CNAME", "vallee-claire.localhost")
        for name in ("vallee-claire.localhost", WAITING, NOBODYS):
            zone.add(name, "A", "127.0.0.1")
        checked = check_claim(claim_id=claim.pk, now=now)
        assert checked is not None
        assert checked.state == "verified"
        set_primary_host(territory=territory, host=HOST, now=now)
        zone.asked.clear()
        with proxying(app=network.port, resolver=zone.address, folder=tmp_path) as proxy:
            settings.PUBLIC_PORT = proxy.https
            for name in (WAITING, NOBODYS):
                with pytest.raises((ssl.SSLError, ConnectionError)):
                    proxy.get(name)
            assert zone.asked == []  # the authority was not even asked

            status, _headers, page = proxy.get(HOST)
            assert (status, "Vallée-Claire" in page) == (200, True)
            assert f"A {HOST}" in zone.asked
            status, headers, _page = proxy.get("vallee-claire.localhost", "/associations/")
            assert (status, headers["location"]) == (301, f"https://{HOST}:{proxy.https}/associations/")
            # One name's certificate opens no other, and the question that the proxy asks is not for outside.
            assert proxy.get(NOBODYS, name=HOST)[0] in {404, 421}
            assert proxy.get(HOST, f"/tls/permission?domain={HOST}")[0] == 404
            status, headers, _page = proxy.get_plain(HOST, "/missions/")
            assert (status, headers["location"]) == (308, f"https://{HOST}/missions/")

            remove_domain(territory=territory, host=HOST, now=now)
            assert proxy.get(HOST)[0] == 404
        assert network.failures == []
