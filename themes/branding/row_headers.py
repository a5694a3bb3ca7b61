"""Tables on paper whose first column names the rows: readers of the PDF's structure are told so.

Typst tags the cells of a header row and can tag those of a column, but its Python package does not open that yet. So
the tags are changed in what it wrote: plain objects and one table of their places (ISO 32000-1, 7.5.4), which move
along.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_SCOPE = b"/Scope/Row"
#: A cell of data below the header of the first column.
_CELL = re.compile(
    rb"(?<=\n)(\d+ 0 obj\n<</Type/StructElem/S/)TD(/P \d+ 0 R/A\[<</O/Table)(?=/Headers\[\(U\d+x0y0\)\])"
)
_PLACE = re.compile(rb"(\d{10})(?= \d{5} n)")
_START = re.compile(rb"(?<=startxref\n)\d+(?=\n%%EOF\s*$)")


def name_rows(pdf: bytes) -> bytes:
    """A PDF of Typst's in which the first cell of each row is the row's header."""
    cells = [cell.start() for cell in _CELL.finditer(pdf)]
    start = _START.search(pdf)
    assert start is not None
    table = int(start[0])

    def moved(place: int) -> int:
        return place + len(_SCOPE) * bisect_left(cells, place)

    body = _CELL.sub(rb"\1TH\2" + _SCOPE, pdf[:table])
    places = _PLACE.sub(lambda one: b"%010d" % moved(int(one[0])), pdf[table:])
    return body + _START.sub(lambda one: b"%d" % moved(int(one[0])), places)
