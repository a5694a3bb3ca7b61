"""`make screenshots`: the pictures of docs/tour.md, of the demonstration, on a desk and on a phone.

`make screenshots ARGS="--all FOLDER"` takes every page of the list in every territory, in full length, to look at;
`ARGS="--all FOLDER my-data inbox"` those pages.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.harness.demonstration import ROOT, chromium, demonstration

FOLDER = ROOT / "docs" / "pictures"
PASSWORD = "demo-maillage-2026"
ACCOUNTS = {"citizen": "citoyenne", "manager": "responsable", "editor": "redaction"}
TERRITORIES = ("novardenne", "meurthe-et-moselle", "saint-dizier", "namur")
NOVARDENNE, MOSELLE, CITY, NAMUR = TERRITORIES
#: Width and height of what is seen, and the width that it is kept at.
SCREENS = {"desk": (1280, 860, 880), "phone": (390, 780, 390)}


@dataclass(frozen=True, slots=True)
class Scene:
    """A page: its address, or the link to follow from there; where the tour shows it, and who looks at it."""

    name: str
    path: str
    territories: tuple[str, ...]
    follow: str = ""
    role: str = ""


SCENES = (
    Scene("home", "/", TERRITORIES),
    Scene("missions", "/missions/", TERRITORIES),
    Scene("missions-map", "/missions/?view=map", (MOSELLE,)),
    Scene("mission", "/missions/", (NOVARDENNE, CITY), "main .card__title a"),
    Scene("associations", "/associations/", (MOSELLE,)),
    Scene("association", "/associations/", (NAMUR,), "main .card__title a"),
    Scene("agenda", "/agenda/", (CITY,)),
    Scene("event", "/agenda/", (CITY,), "main a[href*='/evenements/']"),
    Scene("offers", "/propositions/", (MOSELLE,)),
    Scene("offer", "/propositions/", (MOSELLE,), "main .card__title a"),
    Scene("news", "/actualites/", (NAMUR,)),
    Scene("article", "/actualites/", (NOVARDENNE,), "main .card__title a"),
    Scene("resources", "/ressources/", (MOSELLE,)),
    Scene("resource", "/ressources/", (MOSELLE,), "main .resource__title a"),
    Scene("page", "/comment-ca-marche/", (CITY,)),
    Scene("home-in-german", "/de/", (NOVARDENNE,)),
    Scene("partners", "/partenaires/", (NOVARDENNE,)),
    Scene("contact", "/contact/", (NAMUR,)),
    Scene("accessibility", "/accessibilite/", (NAMUR,)),
    Scene("search", "/recherche/?q=jeunes", (NAMUR,)),
    Scene("site-map", "/plan-du-site/", ()),
    Scene("legal", "/mentions-legales/", ()),
    Scene("privacy", "/donnees-personnelles/", ()),
    Scene("sign-in", "/compte/login/", (CITY,)),
    Scene("suggestions", "/suggestions/", (NOVARDENNE,), role="citizen"),
    Scene("profile", "/mon-profil/", (), role="citizen"),
    Scene("participations", "/mes-participations/", (), role="citizen"),
    Scene("messages", "/messages/", (NAMUR,), role="citizen"),
    Scene("my-engagement", "/mon-engagement/", (NOVARDENNE,), role="citizen"),
    Scene("my-data", "/mes-donnees/", (NAMUR,), role="citizen"),
    Scene("sessions", "/compte/appareils/", (), role="citizen"),
    Scene("inbox", "/espace-association/", (NOVARDENNE,), role="manager"),
    Scene("my-missions", "/espace-association/missions/", (), role="manager"),
    Scene("hours", "/espace-association/heures/", (), role="manager"),
    Scene("back-office", "/admin/", (NOVARDENNE,), role="editor"),
    Scene("brand", "/admin/brand/", (NOVARDENNE,), role="editor"),
)


def main(arguments: list[str]) -> None:
    everything = arguments[:1] == ["--all"]
    folder = Path(arguments[1]) if everything else FOLDER
    only = set(arguments[2:])
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--lang=fr-FR"]
        )
        for screen in SCREENS:
            for territory in TERRITORIES:
                for role in ("", *ACCOUNTS):
                    scenes = [
                        scene
                        for scene in SCENES
                        if scene.role == role
                        and (everything or territory in scene.territories)
                        and (not only or scene.name in only)
                    ]
                    if scenes:
                        with _visit(browser, screen) as context:
                            page = context.new_page()
                            site = f"http://{territory}.localhost:{port}"
                            _sign_in(page, site, territory, role)
                            for scene in scenes:
                                _go(page, site, scene)
                                name = f"{territory}-{scene.name}-{screen}.webp"
                                _keep(page, folder / name, SCREENS[screen][2], whole=everything)
        browser.close()
    total = sum(file.stat().st_size for file in folder.glob("*.webp"))
    print(f"{len(list(folder.glob('*.webp')))} pictures, {total / 1e6:.1f} MB: {folder}")  # noqa: T201


def _visit(browser: Browser, screen: str) -> BrowserContext:
    width, height, _kept = SCREENS[screen]
    return browser.new_context(
        viewport={"width": width, "height": height},
        locale="fr-FR",
        timezone_id="Europe/Brussels",
        reduced_motion="reduce",
    )


def _sign_in(page: Page, site: str, territory: str, role: str) -> None:
    if not role:
        return
    page.goto(f"{site}/compte/login/")
    page.fill("main [name=login]", f"{ACCOUNTS[role]}@{territory}.example")
    page.fill("main [name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def _go(page: Page, site: str, scene: Scene) -> None:
    page.goto(f"{site}{scene.path}", wait_until="load")
    if scene.follow:
        page.goto(page.locator(scene.follow).first.evaluate("link => link.href"), wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    if page.locator("[data-points]").count():
        page.locator("[data-points].leaflet-container, [data-points][hidden]").first.wait_for(
            state="attached"
        )


def _keep(page: Page, file: Path, width: int, *, whole: bool) -> None:
    drawn = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    height = round(drawn.height * width / drawn.width)
    drawn.convert("RGB").resize((width, height), Image.Resampling.LANCZOS).save(file, quality=70, method=4)


if __name__ == "__main__":
    main(sys.argv[1:])
