"""The file that `reader config init` writes: every setting with its default, and what it is for."""

from __future__ import annotations

from reader.config.settings import (
    FACTS,
    MARK_HIGHLIGHTS,
    MOST_LEADING,
    MOST_MARGIN,
    MOST_ORIGINALS_MB,
    MOST_PER_DAY,
    NARROWEST_MEASURE,
    ORDERS,
    PICTURES,
    PRESETS,
    THEMES,
    VIEWS,
    WIDEST_MEASURE,
)
from reader.model.colours import COLOUR_NAMES

DEFAULT_TEXT = f"""\
# Reader's settings. Every line that is commented out shows a default; remove the "#" to change it.
# `reader config check` tells whether all is well.

# Colours: {", ".join(f'"{theme}"' for theme in THEMES)}.
# "auto" asks the terminal whether it is dark or light; "terminal" uses its own sixteen colours.
#theme = "auto"

# Columns of text in an article, {NARROWEST_MEASURE} to {WIDEST_MEASURE}.
#measure = 70

# Both edges of the text straight; long words parted at the end of a row, by the rules of the article's language.
#justify = false
#hyphenate = false

# Blank rows between the rows of a paragraph, 0 to {MOST_LEADING}.
#leading = 0

# Columns left free beside the text, at least, 0 to {MOST_MARGIN}; narrow screens have less.
#margin = 4

# How saved pictures are drawn: {", ".join(f'"{way}"' for way in PICTURES)}. "auto" asks the terminal what it can.
#pictures = "auto"

# Whether the pictures of an article are saved with it, as `reader add --pictures` does. Reading never fetches any.
#save_pictures = false

# Whether highlights are also underlined and numbered in the margin, which tells their colours apart without colours:
# {", ".join(f'"{when}"' for when in MARK_HIGHLIGHTS)}. "auto" does so with NO_COLOR and in the themes "high-contrast" and "terminal".
#mark_highlights = "auto"

# Whether an article counts as read when its last words were on the screen; where false, only `r` says so.
#finish_at_end = true

# What the five highlight colours are called, in their order; `colour:` in queries knows the names.
#colour_names = [{", ".join(f'"{name}"' for name in COLOUR_NAMES)}]

# Whether a word that begins with a dot (".later") in the note of a highlight becomes a tag of it.
#note_tags = true

# How many highlights the daily review brings, 1 to {MOST_PER_DAY}.
#review_per_day = 5

# What follows archiving an article that is open: the "next" one, back to the "list", or "stay".
#after_archive = "next"

# The view to begin with: {", ".join(f'"{view}"' for view in VIEWS)}.
#start = "inbox"

# The panels beside the list: "auto" shows what fits, "always", "never"; `B` and `p` change it while you read.
#side_panel = "auto"
#preview = "auto"

# Days in lists: "short" (28 Feb), "iso" (2026-02-28), "age" (3 days).
#dates = "short"

# What stands under a title in the list.
#facts = [{", ".join(f'"{fact}"' for fact in FACTS)}]

# Whether Reader stays away from the network; `--offline` says so for one command.
#offline = false

# The page an article was made from is kept beside it, compressed, so that it can be extracted again; pages larger than
# this many megabytes are not, 0 to {MOST_ORIGINALS_MB}.
#originals_mb = 10

[sort]
# The order of a view until you choose another with `S`: {", ".join(f'"{order}"' for order in ORDERS)}.
#inbox = "saved"
#archive = "opened"

[keys]
# The keymap to start from: {", ".join(f'"{preset}"' for preset in PRESETS)}.
#preset = "default"

# Your own keys, by command id (`?` in the interface lists them): one key, several, or none at all.
#article.archive = "a"
#article.star = ["s", "ctrl+s"]
#article.trash = []
"""
