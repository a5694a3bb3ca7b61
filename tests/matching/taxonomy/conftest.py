from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation

CATALOGUE = Path(__file__).parents[3] / "matching/locale/fr/LC_MESSAGES/django.po"


@pytest.fixture
def french(tmp_path: Path, settings) -> Iterator[None]:
    """French from the catalogue as it is committed, whatever was last compiled."""
    compiled = tmp_path / "fr/LC_MESSAGES/django.mo"
    compiled.parent.mkdir(parents=True)
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(compiled))
    settings.LOCALE_PATHS = [str(tmp_path)]
    with translation.override("fr"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    """The msgids themselves."""
    with translation.override(None):
        yield
