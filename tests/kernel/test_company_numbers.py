"""Numbers of associations: real forms are taken as people write them, and one wrong digit never passes."""

from __future__ import annotations

from random import Random

import pytest

from kernel.company_numbers import (
    CLEANERS,
    InvalidNumber,
    clean_bce,
    clean_register,
    clean_rna,
    clean_siren,
    clean_siret,
    format_number,
    kinds_for,
    luhn,
)

DRAW = Random("numbers")


@pytest.mark.parametrize(
    ("clean", "typed", "kept"),
    [
        (clean_rna, "W543001234", "W543001234"),
        (clean_rna, " w 543 001 234 ", "W543001234"),
        (clean_rna, "W9R1000123".replace("R", "7"), "W971000123"),
        (clean_siren, "775 666 704", "775666704"),  # the Secours populaire français
        (clean_siren, "356.000.000", "356000000"),  # La Poste
        (clean_siret, "775 672 272 34081", "77567227234081"),
        (clean_siret, "356 000 000 49837", "35600000049837"),  # a post office, which Luhn refuses
        (clean_siret, "35600000000048", "35600000000048"),  # La Poste's seat, which Luhn takes
        (clean_bce, "0403.019.261", "0403019261"),
        (clean_bce, "BE 0403 019 261", "0403019261"),
        (clean_bce, "403.019.261", "0403019261"),
        (clean_register, "Metz, volume 45, folio 12", "Metz 45/12"),
        (clean_register, "Tribunal judiciaire de Strasbourg Vol. 082 Fol. n° 0007", "Strasbourg 82/7"),
        (clean_register, "saverne 12/345", "Saverne 12/345"),
    ],
)
def test_numbers_are_taken_as_people_write_them(clean, typed, kept):
    assert clean(typed) == kept
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("clean", "typed"),
    [
        *((clean_rna, wrong) for wrong in ("", "543001234", "W54300123", "W5430012345", "X543001234", "W54300123٣")),
        *((clean_siren, wrong) for wrong in ("", "775666705", "77566670", "000000000", "77566670A", "٧٧٥٦٦٦٧٠٤")),
        *((clean_siret, wrong) for wrong in ("", "775666704", "77567227234080", "00000000000000", "35600000049838")),
        *((clean_bce, wrong) for wrong in ("", "0403019262", "2403019261", "04030192611", "0000000000")),
        *((clean_register, wrong) for wrong in ("", "Metz", "45/12", "Metz 45", "Metz 99999/1")),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_in_words(clean, typed):
    with pytest.raises(InvalidNumber, match=r".{15,}"):
        clean(typed)


def siren() -> str:
    body = "".join(str(DRAW.randrange(10)) for _ in range(8))
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


def siret() -> str:
    body = siren() + "".join(str(DRAW.randrange(10)) for _ in range(4))
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


def bce() -> str:
    body = f"{DRAW.randrange(10**6, 2 * 10**7):08d}"
    return f"{body}{97 - int(body) % 97:02d}"


@pytest.mark.parametrize(("make", "clean"), [(siren, clean_siren), (siret, clean_siret), (bce, clean_bce)])
def test_one_wrong_digit_or_two_swapped_never_pass(make, clean):
    """Luhn and 97 catch any one digit; 97 any swap of neighbours, Luhn any but 09 and 90."""
    for _ in range(60):
        number = make()
        assert clean(number) == number
        place = DRAW.randrange(len(number))
        digit = DRAW.choice([other for other in "0123456789" if other != number[place]])
        with pytest.raises(InvalidNumber):
            clean(number[:place] + digit + number[place + 1 :])
        place = DRAW.randrange(len(number) - 1)
        pair = number[place : place + 2]
        if pair[0] != pair[1] and set(pair) != {"0", "9"}:
            with pytest.raises(InvalidNumber):
                clean(number[:place] + pair[::-1] + number[place + 2 :])


def test_they_are_shown_as_people_write_them_and_read_back():
    for kind, make in (("siren", siren), ("siret", siret), ("bce", bce)):
        number = make()
        assert CLEANERS[kind](format_number(kind, number)) == number
    assert format_number("siret", "77567227234081") == "775\u202f672\u202f272\u202f34081"
    assert format_number("bce", "0403019261") == "0403.019.261"
    assert format_number("rna", "W543001234") == "W543001234"


def test_each_country_has_its_numbers_and_alsace_and_moselle_no_rna():
    assert kinds_for(country="BE", division="80000") == ("bce",)
    assert kinds_for(country="FR", division="54") == ("rna", "siren", "siret")
    assert kinds_for(country="FR", division="57") == ("register", "siren", "siret")
