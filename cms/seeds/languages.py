"""Begins a site's pages in another language (docs/adr/0015)."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from cms.pages.models import HomePage
from cms.pages.services import one_at_a_time
from cms.team.roles import establish_roles
from kernel.accounts.models import User


class UnknownLanguage(Exception):
    """Pages are written in French, and may be in the other languages of the settings."""


def begin_language(*, code: str, by: User) -> Page:
    """The home page in a language, made as a draft to translate if there is none yet. The language opens when
    somebody publishes it. Idempotent.

    Raises UnknownLanguage.
    """
    if code not in dict(settings.LANGUAGES) or code == settings.LANGUAGE_CODE:
        raise UnknownLanguage(code)
    with one_at_a_time():
        home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        locale, _ = Locale.objects.get_or_create(language_code=code)
        if not home.has_translation(locale):
            translate_object(home, [locale], user=by)
            establish_roles(home=home)
        begun: Page = home.get_translation(locale)
        return begun
