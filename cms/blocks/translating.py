"""What translators are given of blocks."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from wagtail.blocks import Block
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.types import BaseValue

_extract = StreamFieldSegmentExtractor.handle_block


def _extract_what_is_stored(
    extractor: StreamFieldSegmentExtractor, block_type: Block, block_value: Any, raw_value: Any = None
) -> list[BaseValue]:
    """A block saved before a release gave it one more field holds that field's default there: None, which has nothing
    to translate, or a text that gettext has yet to say. Upstream fails on both."""
    if block_value is None:
        return []
    value = str(block_value) if isinstance(block_value, Promise) else block_value
    found: list[BaseValue] = _extract(extractor, block_type, value, raw_value)
    return found


def take_over() -> None:
    """From now on, every block of every page is read so."""
    StreamFieldSegmentExtractor.handle_block = _extract_what_is_stored
