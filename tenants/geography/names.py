"""How a place name becomes a key that people's spelling cannot miss.

No Django here: the builder of the reference file and the application share these functions, so that
what was written into a row is found again by what is typed.
"""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"})
_SEPARATORS = re.compile(r"[^0-9a-z]+")
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def search_key(text: str) -> str:
    """Lower-case ASCII words of `text` separated by single spaces.

    Accents, case, hyphens, apostrophes and ligatures disappear: "L’Haÿ-les-Roses" gives "l hay les roses",
    "Œuilly" gives "oeuilly". Anything that is not a Latin letter or a digit separates words.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _SEPARATORS.sub(" ", bare.lower()).strip()


def query_words(text: str) -> list[str]:
    """Words of what someone typed, as keys, with "st" and "ste" written out when a word follows.

    A final "st" stays as it is: it may be the beginning of Strasbourg.
    """
    words = search_key(text).split()
    return [_SAINTS.get(word, word) for word in words[:-1]] + words[-1:]
