"""What a translated page still says in French is marked so, for whoever has it read aloud (docs/adr/0015).

wagtail-localize shows a text in French as long as nobody has translated it. Which texts of a page these are is known,
where the templates of its blocks show them is not: they are found in the page that was made, whatever made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from html import unescape

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import INLINE_TAGS

from cms.pages.languages import FRENCH, homes, language

_TAG = re.compile(r"(<[^>]*>)")
#: The tags between which a text of a translation may stand.
_AROUND_TEXTS = re.compile(rf"(<(?!/?(?:{'|'.join(INLINE_TAGS)})\b)[^>]*>)")
_TAG_NAME = re.compile(r"<\w+")
_ATTRIBUTES = re.compile(r"<(/?\w+)[^>]*>")
_ALTERNATIVE = re.compile(r'<img\b[^>]* alt="([^"]+)"')


def mark_french(request: HttpRequest, page: Page, response: HttpResponse) -> None:
    """One query on a translated page, none on others."""
    home = homes(request).get(language())
    if home is None or home.code == FRENCH or not page.url_path.startswith(home.root):
        return
    if isinstance(response, SimpleTemplateResponse) and (texts := french_texts(page)):
        response.add_post_render_callback(_marking(texts))


def french_texts(page: Page) -> Set[str]:
    """The texts of the French page but those that are the same in the language of this one, as somebody said. One
    query."""
    the_same = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=page.locale_id,
        data=OuterRef("string__data"),
    )
    french = StringSegment.objects.filter(
        ~Exists(the_same),
        source__object__translation_key=page.translation_key,
        source__locale__language_code=FRENCH,
    ).exclude(context__path="slug")
    return {_plain(text) for text in french.values_list("string__data", flat=True)}


def _marking(texts: Set[str]) -> Callable[[SimpleTemplateResponse], None]:
    def mark(response: SimpleTemplateResponse) -> None:
        before, opening, rest = response.text.partition("<main")
        within, closing, after = rest.rpartition("</main>")
        response.content = before + opening + marked(within, texts) + closing + after

    return mark


def marked(html: str, texts: Set[str], *, between: re.Pattern[str] = _AROUND_TEXTS) -> str:
    """The same, its elements that hold one of these texts in French; a span around a text that fills no element."""
    pieces = between.split(html)
    for at, piece in enumerate(pieces):
        if at % 2:
            found = _ALTERNATIVE.match(piece)
            if found and _plain(found[1]) in texts:
                pieces[at] = _in_french(piece)
        elif _plain(piece) not in texts:
            if between is not _TAG and "<" in piece:
                pieces[at] = marked(piece, texts, between=_TAG)
        elif 0 < at < len(pieces) - 1 and _holds(pieces[at - 1], pieces[at + 1]):
            pieces[at - 1] = _in_french(pieces[at - 1])
        else:
            pieces[at] = f'<span lang="{FRENCH}">{piece}</span>'
    return "".join(pieces)


def _holds(opening: str, closing: str) -> bool:
    return closing.startswith("</") and opening[1:].split()[0].rstrip(">") == closing[2:-1]


def _in_french(tag: str) -> str:
    return tag if " lang=" in tag else _TAG_NAME.sub(rf'\g<0> lang="{FRENCH}"', tag, count=1)


def _plain(html: str) -> str:
    """A text with its tags, but without what they say and without differences that are not read."""
    return " ".join(unescape(_ATTRIBUTES.sub(r"<\1>", html)).split())
