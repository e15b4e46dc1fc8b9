"""How this user's things come in: through which network, by which rules, with how much kept. Both faces go through here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from reader.errors import BadInput
from reader.ingest import rules
from reader.ingest.given import Given
from reader.ingest.hosts import names_private
from reader.ingest.request import Fetch, Limits, Page, Request
from reader.ingest.request_log import RequestLog, default_path
from reader.ingest.rules import EXTRACTORS, Rules
from reader.model import Draft, Validators
from reader.model.url import is_web_address

NO_ARTICLE = "no article was found on this page; it is kept as a link without text"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is wanted of a source that holds several articles."""

    per_chapter: bool = False
    entry: int | None = None
    limit: int | None = None


ALL = Parts()


@dataclass(frozen=True)
class Intake:
    """Turns sources into drafts as the settings say. Slow, and heavy to load: the interface calls it in a thread."""

    offline: bool = False
    record: Callable[[Request], None] | None = None
    """Told of every request."""
    load_rules: Callable[[], Rules] = Rules
    """Called when the first page is read; raises ConfigError."""
    largest_original: int = 10_000_000
    """Bytes; larger originals are not kept."""

    @classmethod
    def configured(
        cls, *, offline: bool = False, originals_mb: int = 10, rules_path: Path | None = None, log: Path | None = None
    ) -> Intake:
        """Return the intake of a user's settings; files not named are in the platform's places."""
        return cls(
            offline,
            RequestLog(log or default_path()),
            partial(rules.load, rules_path or rules.default_path()),
            originals_mb * 1_000_000,
        )

    def telling(self, tell: Callable[[str], object]) -> Intake:
        """Return the same, but of rules that have faults it tells, and goes on without them."""
        return replace(self, load_rules=partial(rules.sound, self.load_rules, tell))

    @property
    def fetch(self) -> Fetch:
        """What has a page from the web."""
        from reader.ingest.fetch import fetch

        return partial(fetch, limits=Limits(offline=self.offline), log=self.record)

    @property
    def fetch_picture(self) -> Fetch:
        """What has a picture from the web."""
        from reader.ingest.fetch import fetch
        from reader.ingest.pictures import WEB_LIMITS

        return partial(fetch, limits=replace(WEB_LIMITS, offline=self.offline), log=self.record)

    @cached_property
    def rules(self) -> Rules:
        """The rules for sites. Raises ConfigError."""
        return self.load_rules()

    def drafts(
        self,
        source: str,
        *,
        url: str | None = None,
        title: str | None = None,
        parts: Parts = ALL,
        linked_from: str | None = None,
    ) -> list[Draft]:
        """Return the articles at a web address or in a file. Raises FetchFailed, BadInput, ConfigError.

        `linked_from` is the address of the article that links there, "" for one without address: then the user chose
        a link, and named no private address.
        """
        from reader.ingest import pipeline

        given = self._given(source, url, title, parts)
        if is_web_address(source):
            fetch = self.fetch if linked_from is None else partial(self.fetch, sent_by=_page_at(linked_from))
            return self._kept(pipeline.ingest_address(source, given, fetch=fetch))
        path = path_of(source)
        data = pipeline.file_data(path)
        try:
            return self._kept(pipeline.ingest_data(data, replace(given, name=path.name)))
        except BadInput as error:
            if error.what not in (path.name, path.stem):
                raise
            raise BadInput(source, error.reason) from error

    def drafts_in(
        self, data: bytes, name: str, *, url: str | None = None, title: str | None = None, parts: Parts = ALL
    ) -> list[Draft]:
        """Return the articles in some bytes. Raises BadInput, ConfigError."""
        from reader.ingest import pipeline

        return self._kept(pipeline.ingest_data(data, self._given(name, url, title, parts)))

    def again(self, url: str, since: Validators, *, is_named: bool) -> Draft | Validators:
        """Return the article at an address as it is now; where its server says that nothing changed since, how it marks
        the page now.

        `is_named` says whether the user named the address; one that a file told of itself may not be a private one.
        """
        from reader.ingest import pipeline

        given = self._given(url, url, None, ALL)
        fetch = self.fetch if is_named else _Sent(self.fetch)
        found = pipeline.ingest_again(url, given, fetch=fetch, since=since)
        return found if isinstance(found, Validators) else self._kept([found])[0]

    def extracted(self, original: bytes, url: str | None, with_: str) -> Draft:
        """Return the article that an extractor, one of EXTRACTORS, finds in a page that was kept; "" asks as at saving."""
        from reader.ingest import pipeline

        assert not with_ or with_ in EXTRACTORS
        return pipeline.ingest_data(original, self._given("page.html", url, None, ALL, with_))[0]

    def _given(self, name: str, url: str | None, title: str | None, parts: Parts, extractor: str = "") -> Given:
        return Given(
            name=name,
            url=url,
            title=title,
            rules=self.rules,
            extractor=extractor,
            per_chapter=parts.per_chapter,
            entry=parts.entry,
            limit=parts.limit,
        )

    def _kept(self, drafts: list[Draft]) -> list[Draft]:
        """Leave the originals out that are larger than is to be kept."""
        return [
            replace(draft, original=None) if len(draft.original or b"") > self.largest_original else draft
            for draft in drafts
        ]


@dataclass(frozen=True)
class _Sent:
    """A fetch whose addresses come from somebody unknown, who stands for a page of the world."""

    fetch: Fetch

    def __call__(self, url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        return self.fetch(url, sent_by=sent_by or _page_at(""), since=since)


def path_of(source: str) -> Path:
    """Return the file that is meant. Raises BadInput where there is none, with what may have been meant."""
    try:
        path = Path(source).expanduser()
        if source and path.is_dir():
            raise BadInput(source, "this is a folder; name the files in it")
        if source and path.exists():
            return path
    except (OSError, ValueError, RuntimeError):  # too long for a name, or the home of nobody: not a file
        pass
    raise BadInput((source or "an empty name") if len(source) <= 200 else f"{source[:200]}…", _neither(source))


def is_book(source: str) -> bool:
    """Say whether a source is a file that may become an article for each of its chapters."""
    if is_web_address(source):
        return False
    try:
        with path_of(source).open("rb") as file:
            head = file.read(200)
    except (BadInput, OSError):
        return False
    return head.startswith(b"PK\x03\x04") and (b"application/epub+zip" in head or source.lower().endswith(".epub"))


def _page_at(url: str) -> Page:
    """Return what stands for the page that links somewhere."""
    return Page(url, b"", is_private=names_private(url))


def _neither(source: str) -> str:
    guess = f"https://{source}"
    meant = "." in source.split("/")[0].strip(".") and " " not in source and is_web_address(guess)
    return "neither an existing file nor a web address" + (
        f"; did you mean {guess}?" if meant else " (http:// or https://)"
    )
