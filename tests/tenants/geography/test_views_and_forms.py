"""Completion as one types, and the form field that works without it."""

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.urls import reverse

from tenants.geography.forms import CommuneField
from tenants.geography.models import Commune
from tenants.geography.views import communes as view

pytestmark = pytest.mark.usefixtures("communes")


class Form(forms.Form):
    commune = CommuneField()
    other = CommuneField(required=False, country="BE")


def test_suggestions_as_json(rf):
    response = view(rf.get("/communes", {"q": "libin"}))
    assert response["Content-Type"] == "application/json"
    assert response.content.decode() == (
        '[{"id": "BE-84035", "name": "Libin", "division_name": "Luxembourg", "postcodes": ["6890"]}]'
    )
    assert "max-age=3600" in response["Cache-Control"]


def test_at_most_ten_suggestions_of_a_country(rf):
    assert view(rf.get("/communes", {"q": "saint"})).content.count(b'"id"') == 10
    assert b"FR-" not in view(rf.get("/communes", {"q": "saint", "country": "be"})).content
    assert view(rf.get("/communes")).content == b"[]"
    assert view(rf.get("/communes", {"q": "x" * 5000, "country": "zz"})).content == b"[]"
    assert view(rf.post("/communes")).status_code == 405


@pytest.mark.parametrize("text", ["Libin", "6890", "Libin (6890)", "BE-84035", " libin "])
def test_the_field_understands_what_people_write(text):
    form = Form({"commune": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["commune"] == Commune.objects.get(id="BE-84035")
    assert form.cleaned_data["other"] is None


def test_homonyms_are_listed():
    form = Form({"commune": "Saint-Hubert"})
    assert form.errors["commune"] == [
        "Several communes are known as “Saint-Hubert”."
        " Please choose: Saint-Hubert (6870, Luxembourg), Saint-Hubert (57640, Moselle)."
    ]


def test_unknown_names_bring_the_nearest():
    form = Form({"commune": "Nanci", "other": "Nancy"})
    assert "Did you mean: Nancy (54000, Meurthe-et-Moselle)" in form.errors["commune"][0]
    assert "other" in form.errors
    assert Form({"commune": "xqzwv"}).errors["commune"] == ["No commune is known as “xqzwv”."]
    assert Form({"commune": "  "}).errors.as_data()["commune"][0].code == "required"


def test_the_input_shows_the_label_of_its_commune_and_keeps_what_was_typed():
    libin = Commune.objects.get(id="BE-84035")
    for initial in (libin, libin.id):
        html = str(Form(initial={"commune": initial})["commune"])
        assert 'value="Libin (6890)"' in html
    assert 'value="&lt;Libinn"' in str(Form({"commune": "<Libinn"})["commune"])


def test_the_input_names_its_datalist_and_its_address():
    form = Form()
    html = str(form["commune"])
    assert 'list="id_commune_communes"' in html
    assert '<datalist id="id_commune_communes"></datalist>' in html
    assert f'data-communes-url="{reverse("geography:communes")}"' in html
    assert "data-communes-country" not in html
    assert 'data-communes-country="BE"' in str(form["other"])
    assert "geography/commune-field.js" in str(form.media)
    assert "defer" in str(form.media)
    assert finders.find("geography/commune-field.js")


def test_the_field_notices_changes():
    field = CommuneField(required=False)
    libin = Commune.objects.get(id="BE-84035")
    assert not field.has_changed(libin, "Libin (6890)")
    assert not field.has_changed("BE-84035", "libin")
    assert not field.has_changed(None, "")
    assert field.has_changed(libin, "Nancy")
    assert field.has_changed(libin, "")
    assert field.has_changed(libin, "Saint-Hubert")


def test_credits_are_shown():
    html = Template("{% load geography %}{% geography_credits %}").render(Context())
    for word in ("GeoNames", "Statbel", "Licence Ouverte", "CC BY 4.0"):
        assert word in html
