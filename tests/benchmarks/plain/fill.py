"""`python -m tests.benchmarks.plain.fill`: makes the plain site, and says how many queries its home asks."""

import os
import sys
from datetime import timedelta

import django

SMALL = ("Une", "Deux", "Trois", "Quatre", "Cinq", "Six")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone
    from wagtail.models import Page, Site

    from tests.benchmarks.plain import models

    call_command("migrate", verbosity=0)
    communes = [models.Commune.objects.create(name=f"Commune {word}") for word in SMALL]
    for number, word in enumerate(SMALL):
        association = models.Association.objects.create(name=f"Association {word}", commune=communes[number])
        models.Mission.objects.create(
            title=f"Mission {word}",
            need="Aider chaque mardi matin à trier les dons avec l’équipe. " * 4,
            cause=f"cause-{number % 4}",
            association=association,
            commune=communes[number],
        )
        models.Event.objects.create(
            title=f"Fête {word}",
            starts_at=timezone.now() + timedelta(days=number + 1),
            association=association,
            commune=communes[number],
        )
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    home = root.add_child(instance=models.HomePage(title="Accueil", slug="home", hero="Un coup de main ?"))
    children = [
        home.add_child(
            instance=models.TextPage(title=f"Page {word}", introduction="Lire.", show_in_menus=True)
        )
        for word in SMALL[:4]
    ]
    steps = [{"title": word, "text": "Une phrase qui dit quoi faire."} for word in SMALL[:3]]
    home.body = [
        ("figures", {"title": ""}),
        ("missions", {"title": "Elles ont besoin de vous"}),
        ("agenda", {"title": "À l’agenda"}),
        ("causes", {"title": "Qu’est-ce qui compte ?"}),
        ("steps", {"title": "En trois clics", "steps": steps}),
        ("call", {"title": "Laissez venir", "text": "Dites ce que vous aimez faire.", "page": children[0]}),
        ("news", {"title": "Actualités"}),
    ]
    home.save()
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Plain")
    client = Client(SERVER_NAME="localhost")
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    sys.stdout.write(f"{len(queries)}\n")


if __name__ == "__main__":
    main()
