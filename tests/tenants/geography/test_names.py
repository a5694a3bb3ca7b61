import pytest

from tenants.geography.names import query_words, search_key
from tenants.geography.sphere import distance_km


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Œuilly", "oeuilly"),
        ("  SAINT-Étienne ", "saint etienne"),
        ("Sankt Vith", "sankt vith"),
        ("Vandœuvre-lès-Nancy", "vandoeuvre les nancy"),
        ("6890", "6890"),
        ("“%_\\'", ""),
    ],
)
def test_search_key(text, key):
    assert search_key(text) == key


def test_saints_are_written_out_when_a_word_follows():
    assert query_words("St-Dizier") == ["saint", "dizier"]
    assert query_words("ste marie") == ["sainte", "marie"]
    assert query_words("st") == ["st"]


def test_distances():
    assert distance_km(48.8566, 2.3522, 45.764, 4.8357) == pytest.approx(391.5, abs=0.5)
    assert distance_km(50, 5, 50, 5) == 0
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(90, 0, -90, 0) == pytest.approx(20015.1, abs=0.1)
