"""Components and forms say what they show, to assistive technology too."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory

from themes.base.icons import ICONS
from themes.base.templatetags.maillage import register


def rendered(source: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(Template("{% load maillage %}" + source).render(Context(context)), "html.parser")


class Contact(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="Never shown.")
    days = forms.MultipleChoiceField(
        label="Days", choices=[("sat", "Saturday"), ("sun", "Sunday")], widget=forms.CheckboxSelectMultiple
    )
    charter = forms.BooleanField(label="I agree")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    source = forms.CharField(widget=forms.HiddenInput, initial="portal")


def test_an_error_is_tied_to_its_field_and_listed_on_top():
    form = Contact({"email": "nobody", "source": "x"})
    page = rendered("{{ form }}", form=form)
    control = page.find("input", {"name": "email"})
    described = [
        page.find(id=identifier).get_text(" ", strip=True)
        for identifier in control["aria-describedby"].split()
    ]
    assert described[0] == "Never shown."
    assert described[1] == form.errors["email"][0]
    assert control["aria-invalid"] == "true"
    summary = page.find(role="alert")
    for link in summary.find_all("a"):
        assert page.find(id=link["href"].removeprefix("#")), link


def test_a_group_of_choices_is_a_fieldset_with_a_legend_and_its_errors():
    page = rendered("{{ form }}", form=Contact({"email": "a@b.example"}))
    group = page.find("fieldset")
    assert group.legend.get_text(strip=True) == "Days"
    assert page.find(id=group["aria-describedby"].split()[0])


def test_every_visible_control_has_a_label_and_hidden_ones_are_there():
    page = rendered("{{ form }}", form=Contact())
    for control in page.select("input:not([type=hidden]), textarea"):
        assert page.find("label", {"for": control["id"]})
    assert page.find("input", {"name": "source", "type": "hidden"})
    assert not page.find(role="alert")


def test_optional_fields_say_so():
    page = rendered("{{ form }}", form=Contact())
    optional = [label.find_parent(class_="field") for label in page.select(".field__optional")]
    assert [field.find(["textarea"])["name"] for field in optional] == ["note"]


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icons_are_hidden_unless_named(name):
    assert rendered("{% icon name %}", name=name).svg["aria-hidden"] == "true"
    assert rendered('{% icon name label="Near" %}', name=name).svg["aria-label"] == "Near"


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        rendered('{% icon "unicorn" %}')


def test_what_people_write_is_escaped():
    evil = "<script>alert(1)</script>"
    source = (
        "{% card evil text=evil eyebrow=evil %}{% badge evil %}{% button evil %}"
        "{% notice 'info' title=evil %}{{ evil }}{% endnotice %}"
    )
    assert not rendered(source, evil=evil).find("script")


def test_a_card_links_from_its_title():
    card = rendered(
        "{% card 'Sow' url='/sow/' level=2 meta=meta %}", meta=[{"icon": "clock", "text": "Soon"}]
    ).article
    assert card.h2.a["href"] == "/sow/"
    assert card.find(class_="card__meta").get_text(strip=True) == "Soon"


def test_pages_keep_the_filters():
    request = RequestFactory().get("/missions/", {"cause": "sport", "page": "3"})
    page = rendered("{% pagination page %}", page=Paginator(range(100), 10).get_page(3), request=request)
    assert page.find("a", {"rel": "next"})["href"] == "?cause=sport&page=4"
    assert page.find(attrs={"aria-current": "page"}).get_text(strip=True).endswith("3")


def test_one_page_needs_no_links():
    request = RequestFactory().get("/")
    page = rendered("{% pagination page %}", page=Paginator(range(3), 10).get_page(1), request=request)
    assert not page.find("nav")


def test_filters_say_how_many_are_in_use():
    panel = rendered("{% filters 'Filter' active=2 %}<p>in</p>{% endfilters %}").details
    assert "2" in panel.summary.get_text()
    assert panel.p.get_text() == "in"


def test_the_style_guide_shows_every_component():
    text = Path(get_template("base/styleguide.html").origin.name).read_text()
    assert not [name for name in register.tags if f"{{% {name} " not in text]


def test_a_drawing_stands_where_there_is_nothing():
    page = rendered('{% empty_state "Rien encore" icon="calendar" %}<p>Bientôt.</p>{% endempty_state %}')
    assert page.select_one("svg.illustration")["aria-hidden"] == "true"
    assert page.get_text(strip=True) == "Rien encoreBientôt."
