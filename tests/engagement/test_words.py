"""What people write and read: contact details, moments, distances, the week, state tables."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from engagement.availability import AvailabilityField, availability_in_words
from engagement.contact_details import find_contact_details, hide_contact_details
from engagement.distances import distance_in_words
from engagement.moments import span_in_words
from kernel.lifecycle import ForbiddenTransition, Lifecycle, transition


@pytest.mark.parametrize(
    "text",
    [
        "nadia@example.org",
        "Nadia.H+asso@sub.example.co.uk",
        "nadia (at) example.org",
        "0476 12 34 56",
        "0476/12.34.56",
        "061 65 65 65",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0032 476 12 34 56",
    ],
)
def test_contact_details_are_found(text):
    assert find_contact_details(f"Écrivez-moi : {text}, merci.") == [text]
    assert text not in hide_contact_details(f"Écrivez-moi : {text}, merci.")


@pytest.mark.parametrize(
    "text",
    [
        "Depuis 1998, 12 bénévoles.",
        "6890 Libin",
        "De 9 h 00 à 17 h 30",
        "Le 05/12/2026 à 14:00",
        "54 000 Nancy, 120 000 €",
    ],
)
def test_dates_places_and_sums_are_no_contact_details(text):
    assert find_contact_details(text) == []


def test_spans():
    zone = ZoneInfo("Europe/Brussels")
    start = datetime(2026, 12, 5, 9, 0, tzinfo=zone)
    with timezone.override(zone):
        assert span_in_words(start, start.replace(hour=12)) == "Samedi 5 décembre, 9\xa0h\xa0–\xa012\xa0h"
        assert span_in_words(start, start.replace(day=6, minute=5)).endswith(
            "– dimanche 6 décembre, 9\xa0h\xa005"
        )


def test_distances():
    assert distance_in_words(0.4) == "moins de 1\xa0km"
    assert distance_in_words(12.6) == "13\xa0km"


def test_the_week():
    assert availability_in_words([]) == ""
    assert availability_in_words(["sat-morning"]) == "le samedi matin"
    assert availability_in_words(["sun-evening", "mon-morning", "sat-morning"]) == (
        "le lundi matin, le samedi matin et le dimanche soir"
    )


def test_the_grid_names_each_box_and_keeps_the_order_of_the_week():
    field = AvailabilityField(required=False)
    html = field.widget.render("free", ["sat-morning"], attrs={"id": "id_free"})
    assert html.count('type="checkbox"') == 21
    assert 'aria-label="Samedi matin" checked' in html
    assert field.clean(["sun-evening", "mon-morning"]) == ["mon-morning", "sun-evening"]


def test_a_lifecycle_is_a_table():
    door = Lifecycle("door", transition("open", ["closed"], "open"), transition("close", ["open"], "closed"))
    assert door.target("open", "closed") == "open"
    with pytest.raises(ForbiddenTransition):
        door.target("open", "open")
    with pytest.raises(KeyError):
        door.allows("paint", "open")
    with pytest.raises(ValueError, match="twice"):
        Lifecycle("door", transition("open", ["a"], "b"), transition("open", ["b"], "c"))
