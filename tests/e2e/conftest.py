"""A server, browsers, and two territories with something to do in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from kernel.tenancy import TerritoryContext
from tests.e2e.network import Network, build_fonts, serve
from tests.e2e.visitor import HEIGHT, WIDE, Visitor, pictures_folder
from tests.e2e.world import fill_territories
from tests.harness.demonstration import chromium

#: Milliseconds. What is there at once costs nothing of it; a busy machine may need it.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)

#: As root, Chromium has no sandbox to put itself in; nothing here is on another machine.
_ROOT_ARGUMENTS = ["--no-sandbox"]
_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=fr-FR",
    # The last of these switches holds, so it begins with what Playwright's own turns off. The rest is a third of what a
    # test costs: pages that the address bar keeps ready in every window, and processes for what may come next.
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.e2e)


# --- The browser ---------------------------------------------------------------------------------------------------
# pytest-playwright's fixtures last as long as the session. Playwright keeps an event loop running in this thread,
# which Django takes for a reason to refuse every query: so ours end with the tests of this folder.


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = chromium()
    arguments = _ARGUMENTS + (_ROOT_ARGUMENTS if os.geteuid() == 0 else [])
    return (
        browser_type_launch_args
        | {"args": arguments}
        | ({"executable_path": executable} if executable else {})
    )


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    # While a loop runs, asgiref gives this thread other connections than before and after. One left open here would not
    # be closed with the others when a test's database is thrown away, and the next test would find it dead; so
    # with those of the loop when it ends.
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the loop is Playwright's: no query of ours is in it
        yield running
        connections.close_all()


@pytest.fixture(scope="package")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    browser = playwright.chromium.launch(**browser_type_launch_args)
    yield browser
    browser.close()


# --- The server ----------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def _fonts() -> None:
    build_fonts()


@pytest.fixture
def network(transactional_db: None, settings: Any, _fonts: None, mailoutbox: list[Any]) -> Iterator[Network]:
    """The running application; the addresses that it writes lead to it. It must not fail unseen."""
    with serve() as network:
        settings.PUBLIC_PORT = network.port
        yield network
    if network.failures:
        raise network.failures[0]


@pytest.fixture
def world(network: Network, territory_a: TerritoryContext, territory_b: TerritoryContext) -> None:
    """Both territories, as `tests.e2e.world` fills them."""
    fill_territories(territory_a, territory_b)


@pytest.fixture
def visit(
    network: Network, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visitor]]:
    """`visit()` opens a browser of its own for one more person: `visit(width=320)`, `visit(javascript=False)`."""
    visitors: list[Visitor] = []

    def newcomer(*, width: int = WIDE, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=javascript,
            locale="fr-FR",
            timezone_id="Europe/Brussels",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context, javascript=javascript, pictures=pictures_folder(request.node.name)))
        return visitors[-1]

    yield newcomer
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for visitor in visitors:
        visitor.context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def at_a(network: Network, territory_a: TerritoryContext) -> Callable[[str], str]:
    """`at_a("/missions/")`: an address of Vallée-Claire."""
    return lambda path="/": network.url(territory_a.primary_host, path)


@pytest.fixture
def at_b(network: Network, territory_b: TerritoryContext) -> Callable[[str], str]:
    return lambda path="/": network.url(territory_b.primary_host, path)
