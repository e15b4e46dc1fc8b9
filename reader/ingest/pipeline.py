"""From an address, a file or bytes to Drafts: told by content, read by kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.errors import BadInput, FetchFailed
from reader.ingest import epub, excerpt, feed, language, mail, markdown, mhtml, pdf, plain, singlefile, sniff
from reader.ingest.following import follow
from reader.ingest.given import Given, canonical_or_none
from reader.ingest.hosts import names_private
from reader.ingest.request import Fetch, Page, without_credentials
from reader.model import Draft, Validators
from reader.model import url as urls
from reader.model.clean import clean_line
from reader.model.direction import direction_of
from reader.model.words import count_words

LARGEST_FILE = 50_000_000
"""Bytes; beyond this a file is no article."""
LARGEST_TEXT = 20_000_000
"""Characters of plain text, which takes a second for each million."""
EXCERPTED = 6_000
"""Characters of a body that are looked at for its first sentences."""


def ingest(source: str, *, fetch: Fetch, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article at the web address `source`, got by `fetch`.

    `url` and `title` overrule what the page says. A page without an article becomes a Draft without body. Raises
    FetchFailed, and BadInput for what came but is no page (a picture, a program).
    """
    return ingest_address(source, Given(name=source, url=url, title=title), fetch=fetch)[0]


def ingest_file(path: Path, *, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article in a file of HTML, Markdown or plain text. Raises BadInput."""
    return ingest_data(file_data(path), Given(name=path.name, url=url, title=title))[0]


def ingest_bytes(data: bytes, *, name: str, url: str | None = None, title: str | None = None) -> Draft:
    """Return the article in `data`, told apart by content; `name` is its file's, or says where it came from. Raises BadInput."""
    return ingest_data(data, Given(name=name, url=url, title=title))[0]


def ingest_address(source: str, given: Given, *, fetch: Fetch) -> list[Draft]:
    """Return the articles at a web address: one, but for feeds and books. Raises FetchFailed, BadInput."""
    return _from_page(follow(fetch(_web_address(source)), fetch), given)


def ingest_again(source: str, given: Given, *, fetch: Fetch, since: Validators) -> Draft | Validators:
    """Return the article at a web address as it is now; where its server says it is as it was at `since`, how it marks
    the page now."""
    page = fetch(_web_address(source), since=since)
    return page.validators if page.is_unchanged else _from_page(follow(page, fetch), given)[0]


def file_data(path: Path) -> bytes:
    """Return what is in a file, at most a byte more than is read. Raises BadInput."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadInput(str(path), error.strerror or "cannot be read") from error


def ingest_data(data: bytes, given: Given) -> list[Draft]:
    """Return the articles in some bytes, told apart by content. Raises BadInput."""
    return [
        replace(draft, direction=draft.direction or direction_of(draft.language, draft.title + draft.body[:EXCERPTED]))
        for draft in _drafts(data, given)
    ]


def _drafts(data: bytes, given: Given) -> list[Draft]:
    if len(data) > LARGEST_FILE:
        raise BadInput(given.name, f"larger than {LARGEST_FILE // 1_000_000} MB")
    name, stem, address = given.name, given.stem, given.address
    match sniff.kind(data, name):
        case sniff.Kind.HTML:
            return [_from_html(data, given)]
        case sniff.Kind.MARKDOWN:
            return [markdown.draft(sniff.decode(data, given.charset), name=stem, url=address, title=given.title)]
        case sniff.Kind.TEXT:
            return [_from_text(sniff.decode(data, given.charset), given)]
        case sniff.Kind.PDF:
            return [pdf.draft(data, name=stem, url=address, title=given.title)]
        case sniff.Kind.EPUB:
            if given.per_chapter:
                return epub.drafts(data, name=stem)
            return [epub.draft(data, name=stem, url=address, title=given.title)]
        case sniff.Kind.MHTML:
            page = mhtml.page(data, name)
            return [_from_html(page.html, replace(given, charset=page.charset, came_from=page.url or given.came_from))]
        case sniff.Kind.FEED:
            return _from_feed(data, given)
        case sniff.Kind.MAIL:
            return [_from_mail(data, given)]
        case _:
            raise BadInput(name, "neither HTML nor Markdown nor text")


def _web_address(source: str) -> str:
    if not urls.is_web_address(source):
        raise FetchFailed(without_credentials(source)[:200], "not a web address")
    return source


def _from_page(page: Page, given: Given) -> list[Draft]:
    found = ingest_data(page.data, replace(given, name=page.url, came_from=page.url, charset=page.charset))
    return [
        replace(
            draft,
            source="web" if draft.source == "file" else draft.source,
            validators=page.validators,
            url=_its_own(draft, page),
        )
        for draft in found
    ]


def _its_own(draft: Draft, page: Page) -> str | None:
    """Return the address of a draft; what the world sends stands at none of one's own network, whatever it says of itself."""
    if page.is_private or names_private(page.url) or not names_private(draft.url or ""):
        return draft.url
    return None if draft.source == "feed" else canonical_or_none(page.url)


def _from_html(data: bytes, given: Given) -> Draft:
    from reader.ingest import sandbox

    html = singlefile.without_data(sniff.decode(data, given.charset))
    saved = singlefile.saved(html)
    came_from = given.came_from or (saved.url if saved else None)
    base = given.url or came_from
    rule = None if given.extractor else given.rules.of(base)
    reading = sandbox.read(html, base, given.extractor or "vote", rule)
    known, body = reading.facts, reading.body
    told = given.title or known.title or ("" if came_from else given.stem)
    words = language.detect(body)
    return Draft(
        title=clean_line(told),
        body=body,
        url=canonical_or_none(given.url or known.url or came_from),
        authors=known.authors,
        site=known.site,
        published_at=known.published_at,
        updated_at=known.updated_at,
        language=words or known.language,
        direction="" if words else known.direction,  # what the words tell of themselves is surer than the page around
        excerpt=excerpt.of(body[:EXCERPTED]) or known.description[:280],
        image=known.image,
        source="file",
        words=count_words(body),
        saved_at=saved.at if saved else None,
        original=data,
    )


def _from_text(text: str, given: Given, *, is_message: bool = False) -> Draft:
    if not text.strip():
        raise BadInput(given.name, "it is empty")
    if len(text) > LARGEST_TEXT:
        raise BadInput(given.name, f"larger than {LARGEST_TEXT // 1_000_000} MB of text")
    return plain.draft(text, name=given.stem, url=given.address, title=given.title, is_message=is_message)


def _from_feed(data: bytes, given: Given) -> list[Draft]:
    found = feed.read(data, given.name, given.came_from or given.url)
    chosen = found.entries
    if given.entry is not None:
        if not 1 <= given.entry <= len(chosen):
            raise BadInput(given.name, f"a feed of {len(chosen)} entries; there is no entry {given.entry}")
        chosen = chosen[given.entry - 1 : given.entry]
    made = feed.drafts(replace(found, entries=chosen[: given.limit]))
    return [replace(draft, title=given.title or draft.title) for draft in made] if len(made) == 1 else made


def _from_mail(data: bytes, given: Given) -> Draft:
    found = mail.read(data, given.name)
    about = replace(
        given, charset=found.charset, came_from=found.url or given.came_from, title=given.title or found.subject
    )
    if found.is_html or sniff.kind(found.data, "") is sniff.Kind.HTML:
        draft = _from_html(found.data, about)
        if not draft.body.strip():
            draft = _from_html(found.data, replace(about, extractor="whole"))
    else:
        draft = _from_text(sniff.decode(found.data, found.charset), about, is_message=bool(found.subject))
    return replace(
        draft,
        authors=draft.authors or ((found.author,) if found.author else ()),
        published_at=draft.published_at or found.sent,
    )
