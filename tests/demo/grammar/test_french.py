"""Contraction, elision, agreement and typography."""

from random import Random

import pytest

from demo.grammar.french import at, bare, elides, expand, fold, of, sentence, spoken_number, typeset


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Libin", "de Libin"),
        ("Essey-lès-Nancy", "d'Essey-lès-Nancy"),
        ("Érezée", "d'Érezée"),
        ("Le Ban-Saint-Martin", "du Ban-Saint-Martin"),
        ("Les Ajots", "des Ajots"),
        ("La Noue", "de La Noue"),
        ("L'Hôpital", "de L'Hôpital"),
        ("Herserange", "d'Herserange"),
        ("Haroué", "de Haroué"),
        ("Hatrival", "d'Hatrival"),
        ("Yutz", "de Yutz"),
        ("Ypres", "d'Ypres"),
        ("Œutrange", "d'Œutrange"),
        ("le CPAS", "du CPAS"),
        ("l'école communale", "de l'école communale"),
        ("la médiathèque", "de la médiathèque"),
    ],
)
def test_of_contracts_and_elides(noun: str, expected: str) -> None:
    assert of(noun) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Libin", "à Libin"),
        ("Le Ménil", "au Ménil"),
        ("Les Baroches", "aux Baroches"),
        ("La Noue", "à La Noue"),
        ("le CCAS", "au CCAS"),
        ("l'école primaire", "à l'école primaire"),
    ],
)
def test_at_contracts(noun: str, expected: str) -> None:
    assert at(noun) == expected


def test_elision_needs_a_word() -> None:
    assert not elides("")
    assert fold("Œuvre À Élise") == "oeuvre a elise"


def test_bare_drops_the_article_only() -> None:
    assert bare("la salle des fêtes") == "salle des fêtes"
    assert bare("l'étang") == "étang"
    assert bare("Lesse") == "Lesse"


def test_templates_choose_fill_and_agree() -> None:
    text = expand("<Motivé|Motivée> {de lieu}, [oui|oui]", {"lieu": "Le Ménil"}, Random(1), feminine=True)
    assert text == "Motivée du Ménil, oui"
    with pytest.raises(KeyError):
        expand("{inconnu}", {}, Random(1))


def test_typography_is_real_and_idempotent() -> None:
    done = typeset("l'heure : « oui » ! à 9 h 30, 20 € ; et après ?")
    assert done == (
        "L’heure\u00a0: «\u00a0oui\u00a0»\u202f! À 9\u00a0h\u00a030, 20\u00a0€\u202f; et après\u202f?"
    )
    assert typeset(done) == done
    assert sentence("écoutez") == "Écoutez."
    assert sentence("Déjà ?").endswith("?")


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "zéro"), (17, "dix-sept"), (21, "vingt et un"), (71, "soixante et onze"), (80, "quatre-vingts")],
)
def test_numbers_in_letters(number: int, expected: str) -> None:
    assert spoken_number(number) == expected
    assert spoken_number(99) == "quatre-vingt-dix-neuf"
