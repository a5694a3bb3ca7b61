"""What a translated page still says in French is marked so, for whoever has it read aloud (docs/adr/0015).

wagtail-localize shows a text in French as long as nobody has translated it. Which texts of a page these are is known,
where the templates of its blocks show them is not: they are found in the page that was made, whatever made it.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.blocks.french import marked, plain
from cms.pages.languages import FRENCH, homes, language


def mark_french(request: HttpRequest, page: Page, response: HttpResponse) -> None:
    """One query on a translated page, none on others."""
    home = homes(request).get(language())
    if home is None or home.code == FRENCH or not page.url_path.startswith(home.root):
        return
    if isinstance(response, SimpleTemplateResponse) and (texts := french_texts(page)):
        request.french_texts = texts  # type: ignore[attr-defined]  # for what live blocks say later
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
    return {plain(text) for text in french.values_list("string__data", flat=True)}


def _marking(texts: Set[str]) -> Callable[[SimpleTemplateResponse], None]:
    def mark(response: SimpleTemplateResponse) -> None:
        before, opening, rest = response.text.partition("<main")
        within, closing, after = rest.rpartition("</main>")
        response.content = before + opening + marked(within, texts) + closing + after

    return mark
