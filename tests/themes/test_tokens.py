"""Every pair of colours a territory could choose gives a legible theme."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themes.tokens import (
    USES,
    BrandChoices,
    Colour,
    InvalidChoice,
    InvalidColour,
    Unreachable,
    contrast,
    difference,
    fingerprint,
    measures,
    nearest_accessible,
    oklch,
    review,
    semantic_tokens,
    stylesheet,
)
from themes.tokens.semantic import CHARTS

channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)
modes = st.sampled_from(["light", "dark"])


@given(colours)
def test_a_colour_survives_oklch(colour):
    assert max(abs(a - b) for a, b in zip(oklch(*colour.oklch).oklab, colour.oklab, strict=True)) < 0.004


@given(colours)
def test_a_colour_survives_its_hexadecimal_writing(colour):
    assert Colour.parse(colour.hex) == colour


def test_contrast_of_known_pairs():
    assert contrast(Colour.parse("#000000"), Colour.parse("#ffffff")) == pytest.approx(21)
    # WCAG's well-known limit: the lightest grey that white still allows is #767676.
    assert contrast(Colour.parse("#767676"), Colour.parse("#ffffff")) == pytest.approx(4.54, abs=0.005)
    assert contrast(Colour.parse("#777777"), Colour.parse("#ffffff")) < 4.5


@given(colours, colours, st.sampled_from([3.0, 4.5]))
def test_the_nearest_accessible_colour_passes(colour, background, ratio):
    assert contrast(nearest_accessible(colour, background, ratio), background) >= ratio


@given(colours, colours)
def test_a_colour_that_passes_is_left_alone(colour, background):
    if contrast(colour, background) >= 4.5:
        assert nearest_accessible(colour, background, 4.5) == colour


@given(colours, colours)
def test_no_lightness_of_the_same_hue_is_nearer(colour, background):
    """The answer is at most a rounding away from the best on the hue's own line of lightness."""
    found = difference(nearest_accessible(colour, background, 4.5), colour)
    _, chroma, hue = colour.oklch
    line = [oklch(step / 100, chroma, hue) for step in range(101)]
    better = [difference(c, colour) for c in line if contrast(c, background) >= 4.5]
    assert not better or found <= min(better) + 0.02


def test_a_ratio_beyond_reach_is_said():
    with pytest.raises(Unreachable):
        nearest_accessible(Colour.parse("#ff0000"), Colour.parse("#808080"), 7)


@settings(max_examples=300)
@given(colours, colours, modes, st.booleans())
def test_every_use_of_every_theme_passes_aa(primary, accent, mode, raised):
    """In light and in dark; where more contrast is asked for, at the ratios of AAA."""
    tokens = semantic_tokens(primary, accent, mode, raised)
    failures = [
        (use.foreground, background, round(contrast(tokens[use.foreground], tokens[background]), 2))
        for use in USES
        for background in use.backgrounds
        if contrast(tokens[use.foreground], tokens[background]) < use.ratio * (1.5 if raised else 1)
    ]
    assert not failures


@given(colours, colours, modes, st.booleans())
def test_the_series_of_a_chart_are_told_apart(primary, accent, mode, raised):
    tokens = semantic_tokens(primary, accent, mode, raised)
    for one, other in combinations(CHARTS, 2):
        assert difference(tokens[one], tokens[other]) >= 0.075


def test_every_token_of_colour_has_a_use():
    """A colour that nothing holds to a contrast would be the one that fails."""
    tokens = set(semantic_tokens(Colour.parse("#1f5c3f"), Colour.parse("#c98a1b")))
    used = {use.foreground for use in USES} | {name for use in USES for name in use.backgrounds}
    assert tokens - used == {"border"}, "lines that only decorate"


@given(colours, colours)
def test_what_an_accepted_brand_measures_passes(primary, accent):
    found = measures(review(BrandChoices(primary.hex, accent.hex)).suggestion)
    assert not [one for one in found if min(one.light, one.dark) < one.required]


@given(colours, colours)
def test_a_suggestion_is_accepted(primary, accent):
    verdict = review(BrandChoices(primary.hex, accent.hex))
    assert verdict.accepted == (verdict.suggestion.primary == primary.hex)
    assert review(verdict.suggestion).accepted


@given(colours, colours)
def test_an_accepted_primary_is_used_exactly_as_chosen(primary, accent):
    if review(BrandChoices(primary.hex, accent.hex)).accepted:
        tokens = semantic_tokens(primary, accent)
        assert tokens["action"] == primary
        assert tokens["brand"] == primary


def test_mirabelle_yellow_is_refused_as_a_primary_and_welcome_as_an_accent():
    refused = review(BrandChoices("#f2b705", "#5b2a5e"))
    assert {failure.use for failure in refused.failures} == {"link", "button", "banner", "focus"}
    assert review(BrandChoices("#5b2a5e", "#f2b705")).accepted


def test_the_stylesheet_serves_every_preference():
    css = stylesheet(BrandChoices("#1f5c3f", "#c98a1b"))
    for query in ("prefers-color-scheme:dark", "prefers-contrast:more", "forced-colors:active"):
        assert query in css
    assert css.count("{") == css.count("}")
    assert len(css.encode()) < 9000


def test_the_fingerprint_follows_the_choices():
    one = BrandChoices("#1f5c3f", "#c98a1b")
    assert fingerprint(one) == fingerprint(BrandChoices("#1f5c3f", "#c98a1b"))
    assert fingerprint(one) != fingerprint(BrandChoices("#1f5c3f", "#c98a1b", radius="none"))


@pytest.mark.parametrize("text", ["", "red", "#fff", "1f5c3f", "#1f5c3g", "#1f5c3f;}", "#1f5c3f\n"])
def test_what_is_not_a_colour_is_refused(text):
    with pytest.raises(InvalidColour):
        BrandChoices(text, "#c98a1b")


def test_what_is_not_on_offer_is_refused():
    with pytest.raises(InvalidChoice):
        BrandChoices("#1f5c3f", "#c98a1b", font_pair="comic")
