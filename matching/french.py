"""French words in SQL: accents, plurals and feminines do not matter."""

from __future__ import annotations

import operator
from functools import reduce

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Func, Value
from django.db.models.expressions import Combinable


class Unaccent(Func):
    """A text without its accents, by PostgreSQL's `unaccent`."""

    function = "unaccent"


def french_query(word: str) -> Combinable:
    """What matches one typed word in an unaccented French vector.

    The dictionary stems “potagers” and “potager” apart, so a final plural is also taken off before it.
    """
    forms = {word, word.rstrip("sxSX")} if len(word) > 4 else {word}
    queries = [
        SearchQuery(Unaccent(Value(form)), config="french", search_type="plain") for form in sorted(forms)
    ]
    return reduce(operator.or_, queries)


def french_document(**texts: str) -> Combinable:
    """An unaccented French vector of texts given by their weight, `A` (a title) to `D`."""
    vectors = [
        SearchVector(Unaccent(Value(text)), config="french", weight=weight) for weight, text in texts.items()
    ]
    return reduce(operator.add, vectors)
