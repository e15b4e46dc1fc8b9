"""The colours of the interface: one palette a theme, semantic names, and what Textual needs of them.

Contrast against the background, by WCAG 2: text about 11.5:1, muted about 5:1, never pure black or white.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Every colour that is drawn, as "#rrggbb" (or an ANSI name in the terminal's own theme)."""

    name: str
    dark: bool
    background: str
    raised: str
    """One shade off the background: cursor rows, prompts, the status line."""
    sunken: str
    """Code blocks."""
    line: str
    """The one thin line between panes, quote bars, table rules."""
    text: str
    strong: str
    """Titles and unread articles: the brightest ink."""
    muted: str
    faint: str
    accent: str
    link: str
    saved_link: str
    """A link whose target is in the library."""
    code: str
    error: str
    match: str
    """Background of what a search found."""
    match_text: str
    selection: str
    highlights: tuple[str, str, str, str, str]
    """Backgrounds of the five highlight colours, mixed at 25-30 % so that text keeps its full strength."""
    highlight_text: str = ""
    """Ink on highlights; empty where the text keeps its own."""
    on_accent: str = ""
    """Ink on the accent; empty for the background's colour."""
    highlight_bars: tuple[str, str, str, str, str]
    """The same colours in full, for bars and ticks."""
    syntax_keyword: str
    syntax_string: str
    syntax_number: str
    syntax_name: str
    syntax_comment: str
    cues: bool = False
    """Whether highlights are told apart by lines and numbers too, not by their colours alone."""

    @property
    def paper(self) -> str:
        """The background as "#rrggbb", as far as it is known."""
        return self.background if self.is_known else "#000000" if self.dark else "#ffffff"

    @property
    def is_known(self) -> bool:
        """Whether the colours are known, so that others can be mixed from them; the terminal's own are not."""
        return self.background.startswith("#")

    @property
    def lit(self) -> str:
        """Background of the row under the cursor in a panel; where colours are not known, the bar at its left is enough."""
        return self.line if self.is_known else self.raised


DARK = Palette(
    name="dark",
    dark=True,
    background="#17181c",
    raised="#212329",
    sunken="#1d1f24",
    line="#33363e",
    text="#c9c5bc",
    strong="#f2efe8",
    muted="#8f8d88",
    faint="#6f6e70",
    accent="#dfae5d",
    link="#86aee0",
    saved_link="#8cc7a1",
    code="#d9bf97",
    error="#e5786d",
    match="#6b5416",
    match_text="#fff4d6",
    selection="#3a4a63",
    highlights=("#4f4016", "#1f4a36", "#1f3f63", "#5a2640", "#43336b"),
    highlight_bars=("#d9b23c", "#5cc795", "#5fa3e6", "#dd7aa6", "#a58be8"),
    syntax_keyword="#d08fb5",
    syntax_string="#98bd7f",
    syntax_number="#d9a06a",
    syntax_name="#86aee0",
    syntax_comment="#7d7b76",
)

LIGHT = Palette(
    name="light",
    dark=False,
    background="#faf7f0",
    raised="#f0ebdf",
    sunken="#f4f0e6",
    line="#ddd6c6",
    text="#35322c",
    strong="#100f0d",
    muted="#6f6a60",
    faint="#8f8878",
    accent="#a2511b",
    link="#1e5f99",
    saved_link="#1e7048",
    code="#7c4a1d",
    error="#b3261e",
    match="#f5dd7a",
    match_text="#221c00",
    selection="#cfdef2",
    highlights=("#f8e8a8", "#cdeed8", "#cfe3f8", "#f8d6e4", "#e2d8f8"),
    highlight_bars=("#c79a12", "#2f9b64", "#2f78c4", "#c44a80", "#7754cc"),
    syntax_keyword="#93306b",
    syntax_string="#3d7021",
    syntax_number="#9a5200",
    syntax_name="#1e5f99",
    syntax_comment="#7d776b",
)

HIGH_CONTRAST = replace(
    DARK,
    name="high-contrast",
    background="#000000",
    raised="#262626",
    sunken="#101010",
    line="#8a8a8a",
    text="#f4f4f4",
    strong="#ffffff",
    muted="#c8c8c8",
    faint="#9a9a9a",
    accent="#ffd75f",
    link="#87d7ff",
    saved_link="#87ffaf",
    code="#ffd7af",
    error="#ff8787",
    match="#ffff00",
    match_text="#000000",
    selection="#005f87",
    highlights=("#6b5600", "#00552e", "#004a87", "#7a1a4c", "#4b2f96"),
    highlight_bars=("#ffd700", "#00ff87", "#5fafff", "#ff87d7", "#af87ff"),
    syntax_comment="#b0b0b0",
    cues=True,
)

TERMINAL = Palette(
    name="terminal",
    dark=True,
    background="default",
    raised="default",
    sunken="default",
    line="bright_black",
    text="default",
    strong="default",
    muted="bright_black",
    faint="bright_black",
    accent="yellow",
    link="blue",
    saved_link="green",
    code="cyan",
    error="red",
    match="yellow",
    match_text="black",
    selection="blue",
    highlights=("yellow", "green", "cyan", "magenta", "blue"),
    highlight_text="black",
    on_accent="black",
    highlight_bars=("yellow", "green", "cyan", "magenta", "blue"),
    syntax_keyword="magenta",
    syntax_string="green",
    syntax_number="yellow",
    syntax_name="blue",
    syntax_comment="bright_black",
    cues=True,
)
"""The sixteen colours of the terminal itself, whatever its user made them."""

PALETTES = {palette.name: palette for palette in (DARK, LIGHT, HIGH_CONTRAST, TERMINAL)}


def dressed(palette: Palette, mark_highlights: str, *, no_colour: bool = False) -> Palette:
    """Return a palette that marks highlights as the setting of that name says: "auto", "always" or "never"."""
    usual = PALETTES.get(palette.name, palette).cues or no_colour
    return replace(palette, cues={"always": True, "never": False}.get(mark_highlights, usual))


def palette_of(theme: str, *, is_dark: bool) -> Palette:
    """Return the palette of the settings' theme; "auto" is as dark as the terminal."""
    if theme == "auto":
        return DARK if is_dark else LIGHT
    return PALETTES.get(theme, DARK)


def theme_of(palette: Palette) -> Theme:
    """Return the Textual theme that carries a palette; every palette defines the same CSS variables."""
    css = _css_name if palette is TERMINAL else str
    return Theme(
        name=palette.name,
        dark=palette.dark,
        ansi=palette is TERMINAL,
        primary=css(palette.accent),
        secondary=css(palette.link),
        accent=css(palette.accent),
        warning=css(palette.accent),
        error=css(palette.error),
        success=css(palette.saved_link),
        foreground=css(palette.text),
        background=css(palette.background),
        surface=css(palette.background),
        panel=css(palette.raised),
        variables={
            "raised": css(palette.raised),
            "sunken": css(palette.sunken),
            "line": css(palette.line),
            "strong": css(palette.strong),
            "muted": css(palette.muted),
            "faint": css(palette.faint),
            "selection": css(palette.selection),
            "ansi-background": css(palette.background),
            "ansi-foreground": css(palette.text),
            "input-cursor-background": css(palette.text),
            "input-cursor-foreground": css(palette.background),
            "input-selection-background": css(palette.selection),
        },
    )


def _css_name(colour: str) -> str:
    """Textual's stylesheets say "ansi_yellow" where Rich says "yellow"."""
    return f"ansi_{colour}"
