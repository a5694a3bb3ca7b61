"""What each instance's editors have written since it opened: articles, resources, partners, a banner, who publishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from cms.pages.models import (
    NewsIndexPage,
    NewsPage,
    PartnersPage,
    Publisher,
    ResourceIndexPage,
    ResourcePage,
    Surroundings,
)
from demo.grammar.french import typeset
from demo.scenes import Stage
from demo.scenes.translations import speak
from kernel.tenancy import current_territory


@dataclass(frozen=True, slots=True)
class _Words:
    """An instance's own. Articles: (title, introduction, text); resources: (kind, title, "
    "introduction, provider, days)."""

    banner: str
    articles: tuple[tuple[str, str, str], ...]
    resources: tuple[tuple[str, str, str, str, int | None], ...]
    publisher: dict[str, str]


_WORDS = {
    "novardenne": _Words(
        banner="Les permanences des PCS restent ouvertes pendant les fêtes : choisissez la vôtre",
        articles=(
            (
                "À Libin, la bibliothèque cherche des voix",
                "Le mercredi après-midi, on lit à voix haute pour les enfants. Six personnes se relaient "
                "déjà.",
                "<p>« Au début, je venais pour rendre des livres », raconte une des lectrices. Depuis "
                "janvier, elles sont "
                "six à choisir un album, à préparer la voix du loup et celle de la "
                "grand-mère.</p><h2>Comment cela se "
                "passe</h2><p>Une heure, un mercredi sur deux. La bibliothécaire présente les livres ; on "
                "peut venir "
                "écouter avant de se lancer.</p>",
            ),
            (
                "Un samedi pour les sentiers de Tellin",
                "Trente bénévoles ont rouvert quatre kilomètres de chemins entre deux averses.",
                "<p>Des gants, des cisailles et une soupe : il n’en fallait pas plus. Le prochain chantier "
                "aura lieu au "
                "printemps, du côté de la Lesse.</p>",
            ),
        ),
        resources=(
            (
                "equipment",
                "Une sono et deux tonnelles à emprunter",
                "Pour vos fêtes et vos marchés. La réservation se fait deux semaines à l’avance, une "
                "caution est demandée.",
                "PCS de Saint-Hubert",
                None,
            ),
            (
                "training",
                "Accueillir un nouveau volontaire",
                "Une soirée pour préparer le premier jour : la note d’information, l’assurance, le tour "
                "des lieux.",
                "GAL Nov’Ardenne",
                40,
            ),
        ),
        publisher={
            "legal_name": "GAL Nov’Ardenne (démonstration)",
            "address": "6800 Libramont-Chevigny",
            "email": "bonjour@novardenne.example",
        },
    ),
    "meurthe-et-moselle": _Words(
        banner="Appel à projets « Premières solidarités » : réponses jusqu’à la fin du mois",
        articles=(
            (
                "Le camion des associations reprend la route",
                "Pendant huit semaines, il s’arrête dans vingt communes du département : on y parle "
                "missions et coups de "
                "main.",
                "<p>À bord, une table, du café et deux personnes qui connaissent les associations du coin. "
                "On vient avec une "
                "envie, on repart avec un numéro de téléphone ou un rendez-vous.</p><h2>Sans internet "
                "?</h2><p>C’est "
                "justement pour vous : on fait les démarches ensemble.</p>",
            ),
            (
                "À Longwy, on répare plutôt que de jeter",
                "Le premier atelier de réparation a sauvé trente-deux objets en une matinée.",
                "<p>Un grille-pain, trois lampes, une machine à coudre de 1962 : les bricoleurs du samedi "
                "ont l’œil. Ils "
                "cherchent une couturière et quelqu’un pour l’accueil.</p>",
            ),
            (
                "La charte de l’engagement a un an",
                "Deux cents associations l’ont signée. Voici ce qu’elle a changé dans les réponses.",
                "<p>Les demandes reçoivent une réponse en quatre jours en moyenne. C’est deux fois moins "
                "qu’au début, et "
                "c’est la promesse que chacune a faite en signant.</p>",
            ),
        ),
        resources=(
            (
                "funding",
                "Appel à projets « Premières solidarités »",
                "Jusqu’à 2 000 € pour une action nouvelle menée par des bénévoles dans une commune de "
                "moins de 3 500 "
                "habitants.",
                "Département de Meurthe-et-Moselle",
                25,
            ),
            (
                "training",
                "Tenir la comptabilité d’une petite association",
                "Deux soirées, un classeur et un tableur : recettes, dépenses, budget et rapport financier.",
                "Maison des associations de Nancy",
                18,
            ),
            (
                "equipment",
                "Un minibus de neuf places",
                "À réserver pour un week-end ; assurance comprise, carburant à votre charge.",
                "Fédération des foyers ruraux",
                None,
            ),
        ),
        publisher={
            "legal_name": "Département de Meurthe-et-Moselle (démonstration)",
            "address": "54000 Nancy",
            "email": "contact@meurthe-et-moselle.example",
        },
    ),
    "saint-dizier": _Words(
        banner="",
        articles=(
            (
                "Le carnaval a besoin de cent paires de mains",
                "Chars, maquillage, buvette, circulation : choisissez votre coin de fête.",
                "<p>On peut ne venir que deux heures. Chaque équipe a quelqu’un qui connaît le parcours et "
                "qui explique "
                "tout.</p>",
            ),
        ),
        resources=(
            (
                "guide",
                "Organiser une manifestation sur la voie publique",
                "Qui prévenir, combien de temps avant, quel matériel demander à la Ville.",
                "Ville de Saint-Dizier",
                None,
            ),
        ),
        publisher={
            "legal_name": "Ville de Saint-Dizier (démonstration)",
            "address": "52100 Saint-Dizier",
            "email": "bonjour@saint-dizier.example",
        },
    ),
    "namur": _Words(
        banner="Festival du social : les inscriptions des associations sont ouvertes",
        articles=(
            (
                "Logement : ce que le groupe de travail a retenu",
                "Trois rencontres, quatorze associations, et une liste courte de priorités pour l’année.",
                "<p>La colocation solidaire, l’accompagnement aux visites et une caution partagée : voilà "
                "ce que le groupe "
                "portera devant le comité de pilotage.</p><h2>Et maintenant</h2><p>La prochaine réunion "
                "est ouverte aux "
                "associations qui n’en font pas encore partie.</p>",
            ),
            (
                "Une quinzaine pour se connaître",
                "Vingt portes ouvertes, des repas partagés et une marche : le programme se construit avec "
                "vous.",
                "<p>Chaque association propose un moment, court ou long. La Ville prête les salles et "
                "imprime les "
                "affiches.</p>",
            ),
        ),
        resources=(
            (
                "funding",
                "Budget participatif des quartiers",
                "Pour une idée portée par des habitants et une association du quartier.",
                "Ville de Namur",
                60,
            ),
            (
                "guide",
                "Orienter une personne sans logement",
                "Les portes où frapper, de jour et de nuit, et ce qu’il faut savoir avant d’appeler.",
                "CPAS de Namur",
                None,
            ),
        ),
        publisher={
            "legal_name": "Ville de Namur, Plateforme du social (démonstration)",
            "address": "5000 Namur",
            "email": "bonjour@namur.example",
        },
    ),
}


def play(stage: Stage) -> None:
    words = _WORDS[stage.instance.slug]
    today = stage.now.date()
    news, resources = NewsIndexPage.objects.get(), ResourceIndexPage.objects.get()
    for number, (title, introduction, text) in enumerate(words.articles):
        news.add_child(
            instance=NewsPage(
                title=typeset(title),
                introduction=typeset(introduction),
                date=today - timedelta(days=3 + 12 * number),
                body=[("text", typeset(text))],
                owner=stage.editor,
            )
        )
    for kind, title, introduction, provider, days in words.resources:
        resources.add_child(
            instance=ResourcePage(
                kind=kind,
                title=typeset(title),
                introduction=typeset(introduction),
                provider=typeset(provider),
                until=None if days is None else today + timedelta(days=days),
                owner=stage.editor,
            )
        )
    Publisher.objects.create(
        **{name: value if name == "email" else typeset(value) for name, value in words.publisher.items()}
    )
    _say_around(stage, words)
    _thank_partners(stage)
    if stage.instance.slug == "novardenne":
        here = current_territory()
        assert here is not None, "scenes are played in a territory"
        transaction.on_commit(lambda: speak(here, editor=stage.editor))


def _say_around(stage: Stage, words: _Words) -> None:
    said: list[tuple[str, Any]] = []
    if words.banner:
        last = stage.now.date() + timedelta(days=30)
        banner = {"text": typeset(words.banner), "url": "/ressources/", "tone": "info"}
        said.append(("banner", banner | {"first_day": None, "last_day": last}))
    Surroundings.objects.create(
        banners=said, footer_words=f"Pour nous écrire\u00a0: {stage.instance.contact_email}"
    )


def _thank_partners(stage: Stage) -> None:
    page = PartnersPage.objects.get()
    partners = [{"name": one.name, "role": one.role} for one in stage.instance.partners]
    said = [(block.block_type, block.value) for block in page.body]
    page.body = [("partners", {"title": "Ils portent le projet", "partners": partners}), *said]
    page.save()
