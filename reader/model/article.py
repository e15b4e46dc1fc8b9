"""What a saved article is, before (`Draft`) and after (`Article`) it is in a library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from reader.model.selector import TextQuote

WORDS_PER_MINUTE = 230
"""Silent reading of non-fiction in English: 238 words a minute on average (Brysbaert 2019), rounded down."""


class State(StrEnum):
    """Where an article stands. Starred and read are facts of their own."""

    INBOX = "inbox"
    ARCHIVED = "archived"
    TRASHED = "trashed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article was read, and where its reader stopped."""

    fraction: float = 0.0
    """Part of the words read, 0 to 1; what was jumped over is left out, looking back loses nothing."""
    offset: int = 0
    """First code point on screen, in `Document.plain`: the reading place."""
    quote: TextQuote = TextQuote("")
    """The words at the reading place, to find it again after the body changed."""
    at: datetime | None = None
    """When the place was last kept; None while the article was never opened."""

    @property
    def percent(self) -> int:
        """Whole percent; 100 only when all words were read."""
        return int(self.fraction * 100)


@dataclass(frozen=True, slots=True)
class Validators:
    """How a server marked a page (the word is HTTP's): sent back, they ask for the page only if it has changed."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article on its way into a library: all that ingest and importers know of it."""

    title: str
    """One line; empty where the source has none."""
    body: str
    """Markdown; may be empty for a link without text."""
    url: str | None = None
    """The canonical address (`model.url.canonical`): what makes it the same article."""
    authors: tuple[str, ...] = ()
    site: str = ""
    published_at: date | None = None
    """A calendar day, as the publisher printed it (in their own time zone)."""
    updated_at: date | None = None
    language: str = ""
    """Primary language subtag of BCP 47, lower case ("fr"); empty where it could not be told."""
    direction: str = ""
    """Which way it runs, "ltr" or "rtl"; empty where it is to be told from language and words."""
    excerpt: str = ""
    """The first sentences, one line of plain text, at most about 280 characters."""
    image: str | None = None
    """Address of the lead image; never fetched while reading."""
    source: str = ""
    """Where it came from: "web", "file", "stdin", or the name of an importer."""
    words: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""
    state: State = State.INBOX
    starred: bool = False
    read: bool = False
    saved_at: datetime | None = None
    """For importers; None means now."""
    original: bytes | None = field(default=None, repr=False)
    """The page as fetched (HTML), kept compressed beside the body so that it can be extracted again."""
    validators: Validators = Validators()
    """Of a page that came from the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A saved article without its body, which the library hands out separately."""

    id: str
    """Decimal digits, sortable by time of saving, unique across machines (plain TinyDB reads such ids too)."""
    title: str
    saved_at: datetime
    url: str | None = None
    authors: tuple[str, ...] = ()
    site: str = ""
    published_at: date | None = None
    updated_at: date | None = None
    language: str = ""
    direction: str = ""
    """"ltr" or "rtl"; empty where nothing tells."""
    excerpt: str = ""
    image: str | None = None
    source: str = ""
    words: int = 0
    state: State = State.INBOX
    starred: bool = False
    read: bool = False
    """Finished, not opened."""
    tags: tuple[str, ...] = ()
    """Sorted, without duplicates."""
    note: str = ""
    """Markdown, about the article as a whole."""
    progress: Progress = Progress()
    highlights: int = 0
    """How many highlights it has; kept by the library, never set by hand."""

    @property
    def minutes(self) -> int:
        """Minutes to read all of it, at least 1."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def minutes_left(self) -> int:
        """Minutes to read what is left; 0 when read."""
        if self.read:
            return 0
        return max(1, round(self.words * (1 - self.progress.fraction) / WORDS_PER_MINUTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one act changes in an article; None leaves a field as it is. Tags change by element, so edits merge."""

    title: str | None = None
    authors: tuple[str, ...] | None = None
    site: str | None = None
    language: str | None = None
    published_at: date | None = None
    state: State | None = None
    starred: bool | None = None
    read: bool | None = None
    note: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """The answer to saving: the article, and whether it is new or was already there."""

    article: Article
    is_new: bool
