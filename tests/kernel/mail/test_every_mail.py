"""Every e-mail that any app declares, written with its sample: branded, plain, in French, and about nobody else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.core.mail import EmailMultiAlternatives

from kernel.mail.enums import Frequency
from kernel.mail.message import as_message
from kernel.mail.models import OutgoingMail
from kernel.mail.preferences import choose_frequencies
from kernel.mail.registry import UndeclaredMail, all_kinds, kind_of
from kernel.mail.services import send
from tests.factories.people import UserFactory
from tests.isolation.marks import addresses_in

KINDS = [kind.template for kind in all_kinds()]
RECIPIENT = "nadia@example.org"
OURS = {RECIPIENT, "ne-pas-repondre@localhost"}


def templates() -> set[str]:
    """The names of all e-mails that apps have templates for."""
    found = set()
    for config in apps.get_app_configs():
        folder = Path(config.path) / "templates" / "email"
        found |= {
            str(path.relative_to(folder)).removesuffix(".subject.txt")
            for path in folder.rglob("*.subject.txt")
        }
    return found


class Reader(HTMLParser):
    """What an HTML part loads and leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.language, self.loaded, self.links = "", [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang")
        self.loaded += [given["src"]] if "src" in given else []
        self.loaded += [given["href"]] if tag == "link" else []
        self.links += [given["href"]] if tag == "a" else []


def test_every_template_is_declared_and_every_declaration_has_its_templates():
    assert templates() == set(KINDS)


def test_an_undeclared_email_is_not_sent(in_a):
    with pytest.raises(UndeclaredMail, match="nowhere: declare it"):
        send(template="nowhere", to=RECIPIENT, context={})


@pytest.mark.parametrize("template", KINDS)
def test_each_email(in_a, template):
    kind = kind_of(template)
    person = UserFactory(email=RECIPIENT)
    for chosen in {Frequency.AT_ONCE, Frequency.WEEKLY}.intersection(kind.category.frequencies[1:]):
        choose_frequencies(user=person, chosen={kind.category.name: chosen})
    mail = send(template=template, to=person, context=kind.sample)
    message = as_message(OutgoingMail.objects.get(pk=mail.pk))
    assert isinstance(message, EmailMultiAlternatives)

    assert 8 < len(mail.subject) <= 120
    assert not re.search(r"[{}<>]|&\w+;|!!|[A-ZÀ-Ý]{6,}", mail.subject), "plain words"
    assert in_a.name in mail.text
    assert not re.search(r"\{[{%]|&(amp|lt|gt|quot|#x?\d+);", mail.text), "text is text"
    (html,) = [part.content for part in message.alternatives if part.mimetype == "text/html"]
    page = Reader()
    page.feed(html)
    assert page.language == "fr"
    assert page.loaded == [], "nothing is loaded: readers are not watched, and it shows at once"
    assert all(link.startswith(("http://", "https://")) for link in page.links), "links lead somewhere"
    assert "prefers-color-scheme:dark" in html
    assert in_a.name in html
    for label in (kind.label, kind.category.label, kind.category.description):
        assert str(label).strip()

    sent = message.message()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert addresses_in(sent.as_string().lower()) - _identifiers(sent) <= OURS
    one_click = sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one_click == bool(sent["List-Unsubscribe"]) == kind.category.is_optional
    assert ("/desabonnement/" in mail.text) == one_click


def _identifiers(message) -> set[str]:
    return addresses_in(str(message["Message-ID"]).lower())
