"""French words in SQL: accents, plurals and feminines do not matter."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import reduce

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import (
    SearchConfig,
    SearchQuery,
    SearchVector,
    SearchVectorCombinable,
    SearchVectorField,
)
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE

#: Share of letters, in order, that two words have in common to be near one another (`difflib.SequenceMatcher.ratio`).
_NEAR = 0.75


class Unaccent(Func):
    """A text without its accents, by PostgreSQL's `unaccent`."""

    function = "unaccent"


def french_query(word: str, *, begins: bool = True) -> Combinable:
    """What matches one typed word, and unless `begins` is false words that begin with it, in an unaccented vector.

    The dictionary stems “potagers” and “potager” apart, so a final plural is also taken off before it.
    """
    queries = [
        SearchQuery(Unaccent(Value(form)), config="french", search_type="plain") for form in _forms(word)
    ]
    if begins and (letters := re.findall(r"\w+", word.lower())):
        # Not stemmed, for what is still being typed is no word yet; of “l’atel”, what follows the article.
        beginning = Unaccent(Value(f"'{letters[-1]}':*"))
        queries.append(SearchQuery(beginning, config="simple", search_type="raw"))
    return reduce(operator.or_, queries)


def worked_out(*queries: Combinable) -> list[str]:
    """The same queries as PostgreSQL writes them, at the cost of one."""
    asked = Query(None)
    for number, query in enumerate(queries):
        asked.add_annotation(Cast(query, TextField()), f"query_{number}")
    return list(asked.get_compiler(DEFAULT_DB_ALIAS).execute_sql(SINGLE))


def _forms(word: str) -> list[str]:
    return sorted({word, word.rstrip("sxSX")} if len(word) > 4 else {word})


class _Lexemes(SearchVectorCombinable, Func):
    """A vector of these lexemes, as they are."""

    function = "array_to_tsvector"
    output_field = SearchVectorField()
    config = SearchConfig("french")


def code_lexeme(kind: str, code: str) -> str:
    """The lexeme under which a document holds a code of the taxonomy. No French word is alike."""
    return f"x{kind}{code.replace('-', '')}"


def french_document(*, lexemes: Sequence[str] = (), **texts: str) -> Combinable:
    """An unaccented French vector of texts given by their weight, `A` (a title) to `D`, and of some lexemes."""
    vectors = [
        SearchVector(Unaccent(Value(text)), config="french", weight=weight) for weight, text in texts.items()
    ]
    codes = _Lexemes(Value(list(lexemes), output_field=ArrayField(TextField())))
    return reduce(operator.add, vectors, codes)


def words_like(typed: str, texts: Iterable[str]) -> list[str]:
    """Words of these texts that are spelt nearly like one typed, without accents, the likest first; at most four.

    Two letters swapped, one wrong, missing or too many in a word of four are near; so are more in longer ones.
    """
    words = {word for text in texts for word in re.findall(r"\w{3,}", folded(text))}
    return get_close_matches(folded(typed), sorted(words), n=4, cutoff=_NEAR)


def folded(text: str) -> str:
    """Lower case, without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
