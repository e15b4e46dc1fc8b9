"""What keeping a note on a highlight changes: the note, and tags that are written into it."""

from __future__ import annotations

import re

from reader.model import HighlightEdit

_TAG = re.compile(r"(?<!\S)\.([^\W\d][\w/-]*)")


def noted(note: str, *, note_tags: bool) -> HighlightEdit:
    """Return the edit that keeps a note; with `note_tags`, a word in it that begins with a dot becomes a tag."""
    return HighlightEdit(note=note, add_tags=tuple(_TAG.findall(note)) if note_tags else ())
