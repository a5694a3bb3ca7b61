"""The two sets of blocks: for the home page, in full width, and for a page that is read."""

from __future__ import annotations

from typing import Any

from cms.blocks import live, text, video


def reading_blocks() -> list[tuple[str, Any]]:
    """Blocks of a content page or an article."""
    return [
        ("text", text.TextBlock()),
        ("picture", text.PictureBlock()),
        ("columns", text.ColumnsBlock()),
        ("steps", text.StepsBlock()),
        ("faq", text.FaqBlock()),
        ("quote", text.QuoteBlock()),
        ("call_to_action", text.CallToActionBlock()),
        ("documents", text.DocumentsBlock()),
        ("video", video.VideoBlock()),
        ("missions", live.MissionsBlock()),
        ("associations", live.AssociationsBlock()),
        ("agenda", live.AgendaBlock()),
        ("map", live.MapBlock()),
        ("offers", live.OffersBlock()),
        ("testimonials", live.TestimonialsBlock()),
        ("key_figures", live.KeyFiguresBlock()),
        ("partners", text.PartnersBlock()),
    ]


def home_blocks() -> list[tuple[str, Any]]:
    """Blocks of the home page: the same, and those that lead on into the site."""
    return [
        ("hero", text.HeroBlock()),
        ("causes", live.CausesBlock()),
        *reading_blocks(),
        ("news", live.NewsBlock()),
    ]
