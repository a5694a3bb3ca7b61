"""Nov’Ardenne's pages in Dutch, German and English, as its editors made them: sent for translation, translated text by
text, published. A page has gained a question since, which English lacks; whatever else there is stays in French. The
words are in `translations.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.pages.models import ContactPage, ContentPage, HomePage, NewsIndexPage, NewsPage
from cms.seeds.languages import begin_language
from demo.grammar.french import typeset
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, tenant_context


def speak(territory: TerritoryContext, *, editor: User) -> None:
    """After the opening's transaction, for Wagtail publishes when one is committed: a page must be there before those
    below it."""
    with tenant_context(territory):
        how = ContentPage.objects.get(slug="comment-ca-marche")
        pages = (
            HomePage.objects.get(),
            how,
            NewsIndexPage.objects.get(),
            NewsPage.objects.get(title__contains="Tellin"),
        )
        sources = [TranslationSource.get_or_create_from_instance(page)[0] for page in pages]
        _publish(sources, "en", editor)
        _ask_one_more(how, editor)
        sources[1].update_from_db()
        _publish(sources[:2], "nl", editor)
        _publish(sources, "de", editor)


def _publish(sources: Sequence[TranslationSource], code: str, editor: User) -> None:
    home, *others = sources
    locale, _ = Locale.objects.get_or_create(language_code=code)
    _say(home, locale, editor)
    begin_language(code=code, by=editor).get_latest_revision().publish()
    for source in others:
        with transaction.atomic():
            _say(source, locale, editor)
            Translation.objects.create(source=source, target_locale=locale).save_target(user=editor)
    _write_form(locale, editor)


def _say(source: TranslationSource, locale: Locale, editor: User) -> None:
    """The words of a language for the texts of a page, as far as it has some."""
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                data=words,
                last_translated_by=editor,
            )
            for segment in source.stringsegment_set.select_related("string", "context")
            if (words := words_for(segment.string.data, path=segment.context.path, code=locale.language_code))
        ],
        ignore_conflicts=True,
    )


def words_for(french: str, *, path: str, code: str) -> str:
    """What a language says for a text of the field at a path, or nothing. Names are the same in all."""
    if path.endswith(".name"):
        return french
    return _texts().get(" ".join(french.split()), {}).get(code, "")


def _ask_one_more(page: Page, editor: User) -> None:
    asked = {name: typeset(text) for name, text in _file()["later"].items()}
    questions = next(block for block in page.body if block.block_type == "faq").value["questions"]
    questions.append(questions.list_block.child_block.to_python(asked))
    page.save_revision(user=editor).publish()


def _write_form(locale: Locale, editor: User) -> None:
    """Its own words, question by question."""
    words = dict(_file()["contact"][locale.language_code])
    questions, choices = words.pop("questions"), words.pop("choices")
    page = ContactPage.objects.get(slug="contact", locale__language_code=settings.LANGUAGE_CODE)
    for field, question in zip(page.form_fields.all(), questions, strict=True):
        words[f"form_fields.{field.translation_key}.label"] = question
        words[f"form_fields.{field.translation_key}.choices"] = "<br/>".join(choices)
    source, _ = TranslationSource.get_or_create_from_instance(page)
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=words[segment.context.path],
            last_translated_by=editor,
        )
        for segment in source.stringsegment_set.select_related("string", "context")
        if segment.context.path in words
    )
    Translation.objects.create(source=source, target_locale=locale).save_target(user=editor)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _texts() -> dict[str, dict[str, str]]:
    """The words of each language by the French, whatever its spaces."""
    return {" ".join(text["fr"].split()): text for text in _file()["text"]}
