"""Where the text of an article comes from, and the texts it had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reader.model.article import Validators


class Made(StrEnum):
    """How a text came to be."""

    SAVED = "saved"
    """With the article."""
    FETCHED = "fetched"
    """Anew, from the web."""
    EXTRACTED = "extracted"
    """Anew, from the page that was kept."""
    EDITED = "edited"
    """By hand. Such a text is never replaced unasked."""


MADE = {
    Made.SAVED: "as saved",
    Made.FETCHED: "fetched again",
    Made.EXTRACTED: "extracted again",
    Made.EDITED: "edited by hand",
}
"""The same in words."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had."""

    number: int
    """From 1, in the order in which they were replaced; never given twice."""
    made: Made
    replaced_at: datetime | None
    words: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of an article's text."""

    made: Made = Made.SAVED
    fetched_at: datetime | None = None
    """When the page was had from the web last; None where it never was."""
    validators: Validators = Validators()
    versions: tuple[Version, ...] = ()
    """Oldest first."""

    @property
    def is_by_hand(self) -> bool:
        """Whether the text was edited by hand."""
        return self.made is Made.EDITED
