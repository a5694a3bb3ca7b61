"""Charts scale with the page, keep their words readable, and escape what they are told."""

from __future__ import annotations

from xml.etree import ElementTree

from themes.base.charts import Palette, Point, bars, columns

POINTS = [Point("Libin", 40, "40", before=80), Point("<Tellin> & Redu", 10, "10"), Point("Rien", 0, "0")]


def test_bars_are_shares_of_the_most() -> None:
    svg = ElementTree.fromstring(bars(key="one", title="Où", text="Libin : 40", points=POINTS))
    rects = [one for one in svg if one.tag.endswith("rect")]
    assert [one.get("width") for one in rects] == ["50.00%", "100.00%", "12.50%", "0.00%"]
    assert [one.text for one in svg if one.get("class") == "chart__label"] == [
        "Libin",
        "<Tellin> & Redu",
        "Rien",
    ]
    assert svg.get("aria-labelledby") == "chart-one-title chart-one-text"
    assert not any(one.get("style") or one.get("fill") for one in svg.iter())


def test_columns_stand_on_one_line_and_have_colours_on_paper() -> None:
    palette = Palette(value="#112233", before="#445566", text="#000000", font="Inter")
    svg = ElementTree.fromstring(columns(key="two", title="Quand", text="", points=POINTS, palette=palette))
    rects = [one for one in svg if one.get("class") == "chart__value"]
    assert {float(one.get("y")) + float(one.get("height")) for one in rects} == {170.0}  # type: ignore[arg-type]
    assert {one.get("fill") for one in rects} == {"#112233"}
    assert svg.get("width") == "620"


def test_of_many_columns_a_few_have_words_that_do_not_run_into_one_another() -> None:
    years = [Point(f"janv. {2000 + number}", number, str(number)) for number in range(61)]
    svg = ElementTree.fromstring(columns(key="three", title="Quand", text="", points=years))
    words = [one for one in svg if (one.get("class") or "").startswith("chart__tick")]
    assert len([one for one in svg if one.get("class") == "chart__value"]) == 61
    assert [one.text for one in words][1::2] == [f"janv. {2000 + number}" for number in range(0, 61, 9)]
    assert sum("rare" in str(one.get("class")) for one in words[::2]) == 3


def test_nothing_to_show_is_no_failure() -> None:
    assert "<svg" in bars(key="k", title="t", text="", points=[])
    assert "<svg" in columns(key="k", title="t", text="", points=[])
