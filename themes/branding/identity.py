"""The brand as a value: what templates, e-mails and error pages see of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from themes.presets import DEFAULT_PRESET, PRESETS
from themes.tokens import FONT_PAIRS, BrandChoices, Colour, fingerprint, semantic_tokens
from themes.tokens.mesh import VIEW_BOX

#: The house's own brand, worn by the network's portal.
HOUSE_NAME = "Maillage"
HOUSE_CHOICES = BrandChoices("#23415e", "#e8a13a", "character", "medium", "comfortable", "trame")


@dataclass(frozen=True)
class Identity:
    """A site's brand, picklable. URLs are paths on the site itself."""

    name: str
    tagline: str = ""
    choices: BrandChoices = field(default=HOUSE_CHOICES)
    logo_path: str = ""
    demo_notice: bool = False

    @property
    def preset(self) -> str:
        return self.choices.preset if self.choices.preset in PRESETS else DEFAULT_PRESET

    @property
    def hash(self) -> str:
        return fingerprint(self.choices)

    @property
    def theme_url(self) -> str:
        return f"/theme-{self.hash}.css"

    @property
    def favicon_url(self) -> str:
        return f"/favicon.svg?v={self.hash[:6]}"

    @property
    def mesh_url(self) -> str:
        return "/mesh.svg"

    @property
    def mesh_view_box(self) -> str:
        return VIEW_BOX

    @property
    def logo_url(self) -> str:
        """The territory's own logo, else the mark made of its mesh."""
        return self.logo_path or self.favicon_url

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

    def _token(self, name: str) -> str:
        colour: Colour = semantic_tokens(self.choices.primary_colour, self.choices.accent_colour)[name]
        return colour.hex
