"""Addresses keep the letters that French writes."""

import pytest

from kernel.ui.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Le cœur à l’ouvrage", "le-coeur-a-l-ouvrage"),
        ("Œuvres d'art", "oeuvres-d-art"),
        ("Ex æquo, à Libin", "ex-aequo-a-libin"),
        ("« ’ »", ""),
    ],
)
def test_nothing_that_is_read_is_left_out(title, slug):
    assert slug_of(title) == slug
