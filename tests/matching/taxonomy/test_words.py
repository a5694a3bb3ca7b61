"""Reasons and obstacles read as French sentences."""

from pathlib import Path

import polib
import pytest

from matching.engine import ChangeKind, Gain, Obstacle, ObstacleKind, Reason, ReasonKind
from matching.taxonomy import (
    AVAILABILITY,
    CAUSES,
    SKILLS,
    gain_in_words,
    obstacle_in_words,
    reason_in_words,
    reasons_in_words,
    seeker_reason_in_words,
)

CATALOGUE = Path(__file__).parents[3] / "matching/locale/fr/LC_MESSAGES/django.po"
NBSP = "\N{NO-BREAK SPACE}"
SATURDAY = ("sat-afternoon", "sat-evening", "sat-morning")
kind = ReasonKind


def reason(kind: ReasonKind, value: float, *codes: str) -> Reason:
    return Reason(kind, value, 0.1, codes)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reason(kind.DISTANCE, 3.2), f"à 3{NBSP}km de chez vous"),
        (reason(kind.DISTANCE, 0.4), "à moins d’un kilomètre de chez vous"),
        (reason(kind.REMOTE, 1), "possible à distance, depuis chez vous"),
        (reason(kind.REMOTE, 2), "entièrement à distance, depuis chez vous"),
        (reason(kind.TERRITORY, 1), "sur votre territoire"),
        (reason(kind.TERRITORY, 0), ""),
        (reason(kind.AVAILABILITY, 1, "sat-morning"), "le samedi matin vous convient"),
        (
            reason(kind.AVAILABILITY, 2, "mon-evening", "sat-morning"),
            "le lundi soir et le samedi matin vous conviennent",
        ),
        (reason(kind.AVAILABILITY, 3, *SATURDAY), "le samedi vous convient"),
        (
            reason(kind.AVAILABILITY, 4, "fri-morning", "mon-evening", "sun-morning", "tue-morning"),
            "4 moments de votre semaine conviennent",
        ),
        (reason(kind.FLEXIBLE, 1), "les horaires sont souples"),
        (reason(kind.CAUSE, 1, "environment"), f"une cause qui vous tient à cœur{NBSP}: l’environnement"),
        (
            reason(kind.CAUSE, 2, "culture", "sport"),
            f"des causes qui vous tiennent à cœur{NBSP}: la culture et le sport",
        ),
        (reason(kind.SKILL, 1, "bookkeeping"), "vous connaissez la comptabilité"),
        (
            reason(kind.SKILL, 3, "bookkeeping", "cooking", "listening"),
            "vous connaissez la comptabilité, vous savez cuisiner et vous savez écouter",
        ),
        (reason(kind.SKILL, 1, "beekeeping"), ""),
        (reason(kind.OPEN_TO_ALL, 1), "aucune compétence particulière n’est demandée"),
        (reason(kind.CONNECTIONS, 0), "encore personne ne s’est proposé"),
        (reason(kind.CONNECTIONS, 3), ""),
        (reason(kind.FRESHNESS, 6.9), "publiée cette semaine"),
        (reason(kind.FRESHNESS, 30), ""),
    ],
)
def test_reasons_in_french(french: None, given: Reason, words: str) -> None:
    assert reason_in_words(given) == words


def test_only_what_is_worth_saying_is_said(french: None) -> None:
    reasons = [reason(kind.CONNECTIONS, 3), reason(kind.DISTANCE, 2), reason(kind.FLEXIBLE, 1)]
    assert reasons_in_words(reasons) == [f"à 2{NBSP}km de chez vous", "les horaires sont souples"]
    assert reasons_in_words(reasons, limit=1) == [f"à 2{NBSP}km de chez vous"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reason(kind.DISTANCE, 12), f"à 12{NBSP}km de la mission"),
        (reason(kind.AVAILABILITY, 1, "sun-evening"), "disponible le dimanche soir"),
        (reason(kind.CAUSE, 1, "animals"), f"partage la cause{NBSP}: les animaux"),
        (reason(kind.SKILL, 2, "cooking", "first-aid"), f"compétences{NBSP}: cuisine et premiers secours"),
        (reason(kind.CONNECTIONS, 0), ""),
    ],
)
def test_the_mirror_in_french(french: None, given: Reason, words: str) -> None:
    assert seeker_reason_in_words(given) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Obstacle(ObstacleKind.ENDED, 3.0), "cette mission est terminée"),
        (Obstacle(ObstacleKind.FULL, 3, 3), "toutes les places sont prises"),
        (Obstacle(ObstacleKind.AGE, 15, 18), f"il faut avoir au moins 18{NBSP}ans"),
        (
            Obstacle(ObstacleKind.DISTANCE, 30.2, 30.0),
            f"à 31{NBSP}km de chez vous, plus loin que les 30{NBSP}km que vous pouvez parcourir",
        ),
    ],
)
def test_obstacles_in_french(french: None, given: Obstacle, words: str) -> None:
    assert obstacle_in_words(given) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reason(kind.TASTE, 1, "sport"), "proche de ce que vous avez choisi"),
        (reason(kind.TASTE, 0), "appréciée par des personnes qui partagent vos goûts"),
        (Reason(kind.TASTE, 0, -0.1), ""),
        (reason(kind.ANSWERS, 0.9), "l’association répond presque toujours"),
        (reason(kind.ANSWERS, 0.6), ""),
        (reason(kind.REQUESTS, 3), ""),
    ],
)
def test_what_was_learned_is_said_when_it_speaks_for_a_mission(given: Reason, words: str) -> None:
    assert reason_in_words(given) == words
    assert seeker_reason_in_words(given) == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Gain(ChangeKind.DAY, 5, 4, ()), f"Libre le samedi{NBSP}? 4 missions de plus vous conviendraient."),
        (Gain(ChangeKind.DAY, 0, 1, ()), f"Libre le lundi{NBSP}? 1 mission de plus vous conviendrait."),
        (
            Gain(ChangeKind.RADIUS, 30.0, 2, ()),
            f"Jusqu’à 30{NBSP}km de chez vous, 2 missions de plus vous conviendraient.",
        ),
        (
            Gain(ChangeKind.REMOTE, 1, 1, ()),
            "À distance, depuis chez vous, 1 mission de plus vous conviendrait.",
        ),
    ],
)
def test_a_gain_is_a_sentence(given: Gain, words: str) -> None:
    assert gain_in_words(given) == words


def test_every_kind_has_words_in_english(english: None) -> None:
    assert reason_in_words(reason(kind.DISTANCE, 3.2)) == "3 km from you"
    assert reason_in_words(reason(kind.AVAILABILITY, 1, "sat-morning")) == "Saturday morning suits you"
    assert reason_in_words(reason(kind.SKILL, 1, "bookkeeping")) == "you know bookkeeping"
    assert all(obstacle_in_words(Obstacle(kind, 2, 1)) for kind in ObstacleKind)


def test_every_label_and_phrase_has_its_french(french: None) -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    translated = {(entry.msgctxt, entry.msgid) for entry in catalogue.translated_entries()}
    for entries, context, names in (
        (CAUSES, "cause", ("label", "phrase")),
        (SKILLS, "skill", ("label", "clause")),
        (AVAILABILITY, "availability", ("label", "phrase")),
    ):
        for entry in entries:
            for name, suffix in zip(names, ("", " in a sentence"), strict=True):
                msgid = getattr(entry, name)._args[1]
                assert (context + suffix, msgid) in translated
