"""A film of another site, of which nothing is asked before the visitor agrees."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

#: Sites whose player we may show: the pattern of a film's address, the player's, and the site's name.
_SITES = (
    (
        re.compile(r"https://(?:www\.)?(?:youtube\.com/watch\?v=|youtu\.be/)([\w-]{11})(?:[&?].*)?"),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
        "YouTube",
    ),
    (
        re.compile(r"https://(?:www\.)?vimeo\.com/(\d+)(?:[/?].*)?"),
        "https://player.vimeo.com/video/{}?dnt=1&autoplay=1",
        "Vimeo",
    ),
    (
        re.compile(r"https://(?:www\.)?dailymotion\.com/video/(\w+)(?:[?].*)?"),
        "https://geo.dailymotion.com/player.html?video={}",
        "Dailymotion",
    ),
)


class VideoValue(blocks.StructValue):
    @property
    def player(self) -> str:
        """Address of the player, or an empty string when the film is watched on its own site only."""
        for pattern, player, _name in _SITES:
            if found := pattern.fullmatch(self.get("url") or ""):
                return player.format(found[1])
        return ""

    @property
    def site(self) -> str:
        """The name of the site that shows the film, as the visitor is asked about it."""
        for pattern, _player, name in _SITES:
            if pattern.fullmatch(self.get("url") or ""):
                return name
        return urlsplit(self.get("url") or "").hostname or ""


class VideoBlock(blocks.StructBlock):
    """The visitor sees what it is and where it is; the player comes once she has agreed, and a link does without it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(
        label=_("Address of the film"),
        help_text=_("From YouTube, Vimeo or Dailymotion. Films of other sites open there."),
    )
    about = blocks.TextBlock(
        label=_("What one sees and hears"),
        max_length=1200,
        rows=4,
        help_text=_("For those who cannot see or hear the film, or do not wish to load it."),
    )

    class Meta:
        label = _("Film")
        icon = "media"
        group = _("Words and pictures")
        template = "blocks/video.html"
        description = _("A film of another site. Nothing is loaded from there before the visitor agrees.")
        value_class = VideoValue
        preview_value = {
            "title": "Une journée avec les bénévoles",
            "url": "https://vimeo.com/1",
            "about": "On suit trois bénévoles, du tri des dons à la distribution.",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["url"].startswith("https://"):
            wrong = ValidationError(_("The address begins with https://"))
            raise StructBlockValidationError(block_errors={"url": wrong})
        return cleaned
