"""What somebody wrote in an e-mail, without the history it quotes and the signature it carries.

Known: Gmail, Outlook (desktop, web, telephones), Apple Mail, Thunderbird, Yahoo, Zimbra (Free, La Poste, SFR), Orange,
Proton, Samsung, in French and English; Gmail and Outlook in Dutch and German too. Where words
stand above the quotation, everything from it on goes; where none do, the answer was written below or between, and only
what is marked as quoted goes. The libraries there are miss French as it is written (no-break spaces, lines that wrap
inside “a écrit”). A word lost is worse here than a line too many.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: Stands at the top of each e-mail of ours; what follows it in a reply is ours. Never translated: it is looked for.
MARKER = "— — — — — —"

_ATTRIBUTION = re.compile(
    r"^(?:(?:le|on|il giorno|op)\b.{6,400}(?:a écrit|wrote|a ecrit|schreef)\s*:?"
    r"|(?:op|am)\b.{6,200}\b(?:schreef|schrieb)\b.{1,200}:)$",
    re.I | re.S,
)
_ORIGINAL = re.compile(
    r"^[-_ ]{2,}\s*(?:message d.origine|original message|(?:e-?)?mail original|message original|e-mail d.origine)"
    r"\s*[-_ ]*$",
    re.I,
)
_HEADER = re.compile(
    r"^\*?(de|from|van|von|envoy[ée]|sent|verzonden|gesendet|date|datum|à|a|to|aan|an|objet|subject|onderwerp|betreff"
    r"|cc|pour)\s*:\*?\s",
    re.I,
)
_FIRST_HEADERS = {"de", "from", "van", "von", "envoyé"}
_SIGNATURE = re.compile(r"^--\s*$")
_TELEPHONE = re.compile(
    r"^(?:envoy[ée] (?:de|depuis|à partir|avec|via)|sent (?:from|with|via)|provenance\s*:"
    r"|(?:obtenir|obtenez|télécharger|téléchargez|get) (?:outlook|bluemail) (?:pour|for))\b.{0,90}$",
    re.I,
)
_CLOSING = re.compile(
    r"^(?:(?:bien |très )?(?:cordialement|amicalement|sincèrement)|bien à (?:vous|toi)|cdl?t|salutations.{0,30}"
    r"|(?:best|kind|warm) regards|regards|sincerely)\s*[,.!]?$",
    re.I,
)
_MOST_LINES_OF_ATTRIBUTION = 4
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def written_in(text: str) -> str:
    """The writer's own words in a plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    lines = [line.replace("\xa0", " ").replace("\u202f", " ").rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_signature(_without_history(lines)))).strip()


def _without_history(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if MARKER in line and not line.startswith(">"):
            return lines[:number]
        if length := _quotation_at(lines, number):
            above = lines[:number]
            below = lines[number + length :]
            if any(one.strip() and not one.startswith(">") for one in above):
                return [one for one in above if not one.startswith(">")]
            return (
                [one for one in below if not one.startswith(">")]
                if any(one.startswith(">") for one in below)
                else above
            )
    return [line for line in lines if not line.startswith(">")]


def _quotation_at(lines: list[str], number: int) -> int:
    """How many lines introduce a quotation here: 0 when none does."""
    line = lines[number].strip().lstrip("> ")
    if _ORIGINAL.match(line) or _is_block_of_headers(lines, number):
        return 1
    if line[:3].lower() in {"le ", "on ", "il ", "op ", "am "}:
        for length in range(1, _MOST_LINES_OF_ATTRIBUTION + 1):
            together = " ".join(one.strip().lstrip("> ") for one in lines[number : number + length])
            if _ATTRIBUTION.match(together.strip()):
                return length
    return 0


def _is_block_of_headers(lines: list[str], number: int) -> bool:
    """“De : … Envoyé : … À : … Objet : …” as Outlook writes it."""
    first = _HEADER.match(lines[number].strip().lstrip("> "))
    if first is None or first[1].lower() not in _FIRST_HEADERS:
        return False
    following = (_HEADER.match(one.strip().lstrip("> ")) for one in lines[number + 1 : number + 7])
    return len({found[1].lower() for found in following if found}) >= 2


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        bare = line.strip()
        if _SIGNATURE.match(line) or (_TELEPHONE.match(bare) and number >= len(lines) - 8):
            return lines[:number]
        if _CLOSING.match(bare):
            return lines[: number + 1] + _name_below(lines[number + 1 :])
    if lines and re.fullmatch(r"[_-]{8,}", lines[-1].strip()):
        return lines[:-1]
    return lines


def _name_below(lines: list[str]) -> list[str]:
    """The name under a closing formula; the block of a signature beyond it goes, a postscript stays."""
    kept = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    rest = lines[kept + 1 :]
    postscript = next((n for n, line in enumerate(rest) if re.match(r"p\.? ?s\b", line.strip(), re.I)), None)
    return lines[: kept + 1] + (["", *rest[postscript:]] if postscript is not None else [])


class _Words(HTMLParser):
    """Text of an HTML e-mail, with its lines, without what mail programs mark as quoted."""

    _SKIPPED = frozenset({"script", "style", "head", "title", "blockquote", "template"})
    _BREAKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr"})
    _VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr", "col", "base", "area", "source"})
    _QUOTED = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "gmail_signature")
    _END = ("divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "mail-editor-reference-message-container")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping: list[str] = []
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: (value or "").lower() for name, value in attrs}
        self._ended = self._ended or named.get("id", "") in self._END
        if self._skipping:
            if tag not in self._VOID:
                self._skipping.append(tag)
            return
        if tag not in self._VOID and (
            tag in self._SKIPPED or any(one in named.get("class", "") for one in self._QUOTED)
        ):
            self._skipping.append(tag)
            return
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag in self._skipping:
                while self._skipping.pop() != tag:
                    pass
        elif tag in {"p", "div", "tr", "ul", "ol", "table"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping and not self._ended:
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def text_of(html: str) -> str:
    """The words of an HTML e-mail, line by line."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = "".join(words.parts).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()
