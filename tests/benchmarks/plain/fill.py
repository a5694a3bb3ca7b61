"""`python -m tests.benchmarks.plain.fill`: makes the plain site; prints its home’s queries and bytes."""

import os
import sys
from datetime import timedelta

import django

SMALL = ("Une", "Deux", "Trois", "Quatre", "Cinq", "Six")
CAUSES = ("Culture", "Sport", "Environnement", "Aide alimentaire")
#: What the menu and the foot of our starter site lead to.
IN_MENU = ("Missions", "Associations", "Agenda", "Propositions", "Pour les associations", "Ressources")
IN_FOOT = (
    *("Comment ça marche", "Le projet", "Partenaires", "Sans internet : être accompagné", "Nous écrire"),
    *("Charte de l’engagement", "Mentions légales"),
)


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
    causes = [
        models.Cause.objects.create(name=name, slug=f"cause-{number}") for number, name in enumerate(CAUSES)
    ]
    for number in range(len(SMALL)):
        association = models.Association.objects.create(
            name=f"Les Amis du sentier {number}", commune=communes[number]
        )
        at = timezone.now() + timedelta(days=number + 1)
        mission = models.Mission.objects.create(
            title=f"Baliser un sentier {number}",
            slug=f"baliser-un-sentier-{number}",
            need="Les balises s’effacent : il faut les repeindre avant le printemps.",
            association=association,
            commune=communes[number],
        )
        mission.causes.add(causes[number % 4])
        mission.slots.create(starts_at=at)
        event = models.Event.objects.create(
            title=f"Atelier de réparation {number}",
            slug=f"atelier-{number}",
            description="On apporte ce qui ne marche plus, on repart avec ce qui remarche.",
            starts_at=at,
            association=association,
            commune=communes[number],
        )
        event.causes.add(causes[2])
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    home = root.add_child(
        instance=models.HomePage(
            title="Accueil",
            slug="home",
            hero="Une heure, une fête, un week-end : la ville compte sur vous",
            hero_text="Choisissez un événement de l’agenda ou une mission de votre quartier, et venez.",
            search_description="Trouvez en trois clics une mission bénévole près de chez vous.",
        )
    )
    children = [
        home.add_child(
            instance=models.TextPage(title=title, introduction="Lire.", show_in_menus=title in IN_MENU)
        )
        for title in (*IN_MENU, *IN_FOOT)
    ]
    children[0].add_child(
        instance=models.TextPage(
            title="Le site est ouvert",
            introduction="Associations, voisins, curieux : vous êtes les bienvenus. Voici par où commencer.",
            date=timezone.localdate(),
        )
    )
    steps = [
        {"title": word, "text": "Chaque fiche dit ce qu’il y a à faire, quand, et qui vous accueille."}
        for word in SMALL[:3]
    ]
    call = {
        "title": "Laissez les missions venir à vous",
        "text": "Dites ce que vous aimez faire et quand vous êtes libre : nous vous proposons ce qui vous ressemble.",
        "page": children[0],
        "label": "Créer mon profil",
    }
    home.body = [
        ("agenda", {"title": "On vous attend"}),
        ("figures", {"title": ""}),
        ("missions", {"title": "Elles ont besoin de vous"}),
        ("causes", {"title": "Qu’est-ce qui compte pour vous ?"}),
        ("steps", {"title": "En trois clics", "steps": steps}),
        ("testimonials", {"title": "Elles et ils racontent"}),
        ("call", call),
        ("news", {"title": "Actualités"}),
    ]
    home.save()
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Plain")
    client = Client(SERVER_NAME="localhost")
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/")
    assert answer.status_code == 200
    sys.stdout.write(f"{len(queries)} {len(answer.content)}\n")


if __name__ == "__main__":
    main()
