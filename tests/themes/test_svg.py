"""A drawing from a stranger loses everything that acts, and nothing of its shapes."""

import pytest

from themes.branding.svg import UnsafeSVG, clean_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def cleaned(inside: str) -> str:
    return clean_svg(f"{OPEN}{inside}</svg>".encode()).decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)" d="M0 0"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<use xlink:href="https://elsewhere.example/x.svg#alert"/>',
        '<image href="https://elsewhere.example/alert.png"/>',
        "<style>@import url(https://elsewhere.example/alert.css)</style>",
        '<path style="background:url(https://elsewhere.example/alert)" d="M0 0"/>',
        '<path fill="url(https://elsewhere.example/alert)" d="M0 0"/>',
        r'<path fill="u\72l(https://elsewhere.example/alert)" d="M0 0"/>',
        """<path mask="image-set('https://elsewhere.example/alert' 1x)" d="M0 0"/>""",
        '<path style="fill:url(https://elsewhere.example/alert);d:alert" d="M0 0"/>',
        "<style>.a{fill:url(//elsewhere.example/alert)}@font-face{src:url(alert)}</style><path class='a' d='M0 0'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>alert</body></foreignObject>",
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>',
    ],
)
def test_what_acts_is_dropped(hostile):
    assert "alert" not in cleaned(hostile)


def test_shapes_and_gradients_stay():
    drawing = cleaned(
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<circle cx="4" cy="4" r="2" fill="url(#g)"/><use xlink:href="#g"/>'
    )
    for kept in ("linearGradient", 'stop-color="#fff"', 'fill="url(#g)"', 'href="#g"', 'viewBox="0 0 9 9"'):
        assert kept in drawing


def test_colours_that_drawing_programs_write_as_styles_stay():
    drawing = cleaned(
        "<style>/* Illustrator */ .st0,.st1{fill:#1F5C3F;} .st1 { fill : rgb(9, 9, 9); stroke:none }"
        " .hidden{display:none} path{opacity:.5} @media print{.st0{fill:red}} .st0 > g{fill:red}</style>"
        '<path class="st0" fill="#000" d="M1 1"/><path class="st1 st0" d="M2 2"/><g class="hidden"/>'
        '<rect style="fill:#d1942b;fill-opacity:1;-inkscape-stroke:none" width="1" height="1"/>'
    )
    assert '<path class="st0" fill="#1F5C3F" d="M1 1" opacity=".5" />' in drawing
    assert 'fill="rgb(9, 9, 9)" stroke="none"' in drawing
    assert '<g class="hidden" display="none" />' in drawing
    assert 'fill="#d1942b" fill-opacity="1"' in drawing
    assert "red" not in drawing
    assert "style" not in drawing


def test_a_drawing_that_would_keep_whoever_draws_it_busy_for_hours_is_refused():
    """A few lines ask for 10⁹ shapes, in our own papers and in the browser of whoever meets the logo."""
    tenfold = "".join(
        f'<g id="level-{level}">{f"<use href='#level-{level - 1}'/>" * 10}</g>' for level in range(1, 10)
    )
    with pytest.raises(UnsafeSVG, match="too many"):
        cleaned(f'<g id="level-0"><rect width="1" height="1"/></g>{tenfold}')
    with pytest.raises(UnsafeSVG, match="itself"):
        cleaned('<g id="a" fill="url(#b)"/><pattern id="b"><use xlink:href="#a"/></pattern>')
    with pytest.raises(UnsafeSVG, match="deep"):
        cleaned("<g>" * 5_000 + "</g>" * 5_000)
    with pytest.raises(UnsafeSVG, match="sheet"):
        cleaned(f"<style>{'@' * 1_000_000}</style>")
    with pytest.raises(UnsafeSVG, match="words"):
        cleaned(
            f"<style>g{{fill:{'a' * 200}; stroke:{'b' * 200};mask:{'c' * 200}}}</style>" + "<g/>" * 15_000
        )
    assert cleaned("<style>g{fill:" + "a" * 9000 + "}</style>" + "<g/>" * 9000).count("fill") == 0
    assert cleaned('<path id="a" d="M0 0"/>' + '<use href="#a"/>' * 500).count("use") == 500


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
)
def test_what_is_no_plain_svg_is_refused(content):
    with pytest.raises(UnsafeSVG):
        clean_svg(content)
