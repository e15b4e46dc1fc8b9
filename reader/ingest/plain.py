"""An article copied into a text file becomes a Draft.

The text is taken apart into paragraphs, its top is read for what it tells of the article, the furniture of the page it
was copied from is set aside, and what is left is written as Markdown.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from reader.ingest import bylines, composition, excerpt, language, masthead
from reader.ingest.cues import fold
from reader.ingest.furniture import furniture
from reader.ingest.paragraphs import Unit, units
from reader.ingest.typography import set_spaces
from reader.model import Draft
from reader.model.clean import clean, clean_line
from reader.model.url import canonical, site_of
from reader.model.words import count_words

_TITLE_FROM_TEXT = 80
"""Characters of the first sentence that stand in for a title where even a file name is missing."""
_SUFFIX = re.compile(r"\.(?:txt|text|md|asc|log)$", re.IGNORECASE)
_NO_NAMES = ("", "-", "stdin", "<stdin>", "standard input")


def draft(text: str, *, name: str, url: str | None = None, title: str | None = None, is_message: bool = False) -> Draft:
    """Return the article that `text` holds. `url` and `title` stand above what the text says; `name` is the file's,
    the title of last resort. A message tells its facts elsewhere: nothing is looked for at its top."""
    text = clean(text)
    code = language.detect(text)
    pieces = units(text, masthead.stands_alone)
    top = _repeated(pieces, title or "") if is_message else masthead.read(pieces, code)
    address = _canonical(url) or _canonical(top.url)
    body = composition.compose(_article(pieces, top, code), code)
    if not body and not address:  # a line or two, or one line over and over: no less worth keeping
        body = composition.compose(pieces, code)
    return Draft(
        title=clean_line(title or "") or set_spaces(top.title, code) or title_of(name, body, address),
        body=body,
        url=address,
        authors=top.authors,
        site=site_of(address or ""),
        published_at=top.published,
        updated_at=top.updated,
        language=code,
        excerpt=excerpt.of(_past_byline(body, top.authors)),
        source="file",
        words=count_words(body),
    )


def _repeated(pieces: list[Unit], title: str) -> masthead.Masthead:
    """Return a masthead that has nothing but the title of a message once more."""
    return masthead.Masthead(used={0} if pieces and title and fold(pieces[0].text) == fold(title) else set())


def _article(pieces: list[Unit], top: masthead.Masthead, code: str) -> list[Unit]:
    left = [piece for at, piece in enumerate(pieces) if at not in top.used]
    return [piece for piece, drop in zip(left, furniture(left, code), strict=True) if not drop]


def _past_byline(body: str, authors: tuple[str, ...]) -> str:
    """Return the body without a first paragraph that says who wrote it: no excerpt tells less."""
    first, _, rest = body.partition("\n\n")
    byline = bylines.within(first)
    return rest if rest and byline and byline.start == 0 and byline.names == authors else body


def _canonical(url: str | None) -> str | None:
    try:
        return canonical(url) if url else None
    except ValueError:
        return None


def title_of(name: str, body: str, url: str | None = None) -> str:
    """Return the file's name as words, or the beginning of the text where there is no file.

    A file with nothing but an address is called what the address says.
    """
    if url and not body and (words := _words_of(url)):
        return words
    if name.strip().lower() in _NO_NAMES:
        first = excerpt.of(body)
        return (
            first
            if len(first) <= _TITLE_FROM_TEXT
            else f"{first[:_TITLE_FROM_TEXT].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
        )
    stem = _SUFFIX.sub("", PurePath(name).name)
    return clean_line(re.sub(r"[_-]+", " ", stem) if " " not in stem else stem)


def _words_of(url: str) -> str:
    """Return the last part of an address as words, where it has several."""
    parts = [part for part in url.partition("?")[0].rstrip("/").split("/")[3:] if part]
    words = re.sub(r"\.\w{2,5}$", "", parts[-1]).replace("_", "-").split("-") if parts else []
    words = [word for word in words if word and not (word.isdigit() and len(word) > 4)]
    return clean_line(" ".join(words))[:1].upper() + clean_line(" ".join(words))[1:] if len(words) > 1 else ""
