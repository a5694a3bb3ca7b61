"""The brand as a value: what templates, e-mails and error pages see of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlencode

from themes.presets import DEFAULT_PRESET, PRESETS
from themes.tokens import FONT_PAIRS, BrandChoices, Colour, fingerprint, semantic_tokens
from themes.tokens.mesh import VIEW_BOX

#: The query parameter that dresses a page in a draft.
DRAFT = "brand-preview"
#: The house's own brand, worn by the network's portal.
HOUSE_NAME = "Maillage"
HOUSE_CHOICES = BrandChoices("#23415e", "#e8a13a", "character", "medium", "comfortable", "trame")


@dataclass(frozen=True)
class PartnerMark:
    """A partner as pages name it."""

    name: str
    role: str = ""
    url: str = ""
    logo_url: str = ""


@dataclass(frozen=True)
class Identity:
    """A site's brand, picklable. URLs are paths on the site itself.

    `draft` is the token of a brand that only its editor sees: the files that its pages load are asked for with it.
    """

    name: str
    tagline: str = ""
    choices: BrandChoices = field(default=HOUSE_CHOICES)
    logo_path: str = ""
    demo_notice: bool = False
    partners: tuple[PartnerMark, ...] = ()
    co_branded: bool = False
    draft: str = ""

    @property
    def preset(self) -> str:
        return self.choices.preset if self.choices.preset in PRESETS else DEFAULT_PRESET

    @property
    def hash(self) -> str:
        return fingerprint(self.choices)

    @property
    def theme_url(self) -> str:
        return self._address(f"/theme-{self.hash}.css")

    @property
    def version(self) -> str:
        """Changes with whatever a picture of the brand shows."""
        shown = "\n".join((self.hash, self.name, self.tagline, self.logo_path))
        return hashlib.sha256(shown.encode()).hexdigest()[:12]

    @property
    def favicon_url(self) -> str:
        return self._address("/favicon.svg", v=self.version)

    @property
    def icon_url(self) -> str:
        """For browsers that show no SVG."""
        return self._address("/icon-48.png", v=self.version)

    @property
    def touch_icon_url(self) -> str:
        """For the home screen of a phone."""
        return self._address("/icon-180.png", v=self.version)

    @property
    def social_url(self) -> str:
        """The picture shown with a link to the site, 1200 by 630 pixels."""
        return self._address("/social.png", v=self.version)

    @property
    def mesh_url(self) -> str:
        return "/mesh.svg"

    @property
    def mesh_view_box(self) -> str:
        return VIEW_BOX

    @property
    def logo_url(self) -> str:
        """The territory's own logo, else the mark made of its mesh."""
        return self.logo_path or self._address("/mark.svg", v=self.version)

    @property
    def primary(self) -> str:
        return self.choices.primary

    @property
    def accent(self) -> str:
        return self.choices.accent

    @property
    def theme_colour(self) -> str:
        """The browser's own frame, in light mode."""
        return self._token("brand" if self.preset == "place" else "canvas")

    @property
    def theme_colour_dark(self) -> str:
        tokens = semantic_tokens(self.choices.primary_colour, self.choices.accent_colour, "dark")
        return tokens["canvas"].hex

    @property
    def tokens(self) -> dict[str, str]:
        """Light colours as `{token_with_underscores: "#rrggbb"}`, for e-mails, which know no custom
        properties."""
        tokens = semantic_tokens(self.choices.primary_colour, self.choices.accent_colour)
        return {name.replace("-", "_"): colour.hex for name, colour in tokens.items()}

    @property
    def dark_tokens(self) -> dict[str, str]:
        """The same for readers in the dark."""
        tokens = semantic_tokens(self.choices.primary_colour, self.choices.accent_colour, "dark")
        return {name.replace("-", "_"): colour.hex for name, colour in tokens.items()}

    @property
    def email_font(self) -> str:
        """Fonts of an e-mail: the brand's, then what every reader has."""
        return f"'{FONT_PAIRS[self.choices.font_pair].body}', Arial, Helvetica, sans-serif"

    def _address(self, path: str, **query: str) -> str:
        if self.draft:
            query[DRAFT] = self.draft
        return f"{path}?{urlencode(query)}" if query else path

    def _token(self, name: str) -> str:
        colour: Colour = semantic_tokens(self.choices.primary_colour, self.choices.accent_colour)[name]
        return colour.hex
