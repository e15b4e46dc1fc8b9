"""The sample library: what a newcomer meets first, whole and true."""

from __future__ import annotations

import doctest
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.model import Article, State
from reader.model.url import identity
from reader.model.words import count_words
from reader.store import Library
from reader.text.blocks import parse
from reader.text.document import Document, Kind
from reader.tui.commands import COMMANDS, shown_keys
from tests import make_sample
from tests.make_sample import ROOT

MINUTES_FOR_A_NEWCOMER = 5
LONG = 5_000
LANGUAGES = {"en", "fr", "de", "ja", "ar"}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Give a copy of the sample library as it is in version control: the one here may be in use."""
    listed = _git("ls-files", "library.json", "library").splitlines()
    if listed:
        _git("checkout-index", f"--prefix={tmp_path}/", "--", *listed)
    else:
        shutil.copyfile(ROOT / "library.json", tmp_path / "library.json")
        shutil.copytree(ROOT / "library", tmp_path / "library")
    return tmp_path / "library.json"


@pytest.fixture
def library(sample: Path) -> Library:
    return Library.open(sample)


def test_it_opens_without_a_word(library):
    assert library.notices() == []
    assert not library.read_only
    assert len(library.articles()) == len(make_sample.PIECES)


def test_looking_at_it_leaves_every_file_as_it_was(sample):
    before = _files(sample.parent)
    with Library.open(sample) as library:
        for article in library.articles():
            library.body(article.id)
            library.highlights(article.id)
        library.refresh()
    assert _files(sample.parent) == before


def test_listing_it_on_the_command_line_leaves_every_file_as_it_was(sample, tmp_path_factory):
    before = _files(sample.parent)
    done = _reader("--library", str(sample), "list", home=tmp_path_factory.mktemp("home"))
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(make_sample.PIECES)
    assert _files(sample.parent) == before


def test_the_doctor_finds_it_well(sample, tmp_path_factory):
    done = _reader("--library", str(sample), "doctor", home=tmp_path_factory.mktemp("home"))
    assert done.returncode == 0, done.stdout


def test_it_is_what_the_store_makes_of_the_sources(sample, tmp_path_factory):
    made = make_sample.make(tmp_path_factory.mktemp("made"))
    assert made.read_bytes() == sample.read_bytes(), "run: python -m tests.make_sample"
    for body in sample.parent.glob("library/articles/*"):
        assert (made.parent / body.relative_to(sample.parent)).read_bytes() == body.read_bytes()


def test_a_body_stands_beside_each_record_and_there_is_no_other_file(sample, library):
    wanted = {f"library/articles/{article.id}.md" for article in library.articles()}
    assert set(_files(sample.parent)) == {"library.json", *wanted}


def test_nothing_in_it_is_left_to_undo(library):
    assert library.acts(10) == []


def test_it_is_written_in_five_languages(library):
    assert {article.language for article in library.articles()} == LANGUAGES


def test_it_counts_words_truly(library):
    for article in library.articles():
        assert article.words == count_words(_document(library, article).plain), article.title


def test_excerpts_are_one_line_of_the_beginning(library):
    for article in library.articles():
        assert 40 <= len(article.excerpt) <= 281, article.title
        assert "\n" not in article.excerpt


def test_it_shows_every_state_an_article_can_be_in(library):
    articles = library.articles()
    assert [article.state for article in articles].count(State.ARCHIVED) == 1
    assert any(article.starred for article in articles)
    assert any(article.note for article in articles)
    assert any(0.2 < article.progress.fraction < 0.8 and not article.read for article in articles)
    assert any("/" in tag for article in articles for tag in article.tags)
    assert any(len(article.authors) > 1 for article in articles)


def test_the_newest_is_for_the_newcomer_and_takes_five_minutes(library):
    first = library.articles()[0]
    assert first.title == "How to use Reader"
    assert first.state is State.INBOX
    assert not first.read
    assert not first.tags
    assert not first.note
    assert first.minutes <= MINUTES_FOR_A_NEWCOMER


def test_the_newcomer_is_told_only_keys_that_there_are(library):
    told = set(re.findall(r"`([^`\n]+)`", library.body(library.articles()[0].id)))
    typed = {"light", "storm", "first-steps", "-first-steps", "/pencil"}
    elsewhere = {"g", "hh", "Enter", "Esc", "Tab", "Ctrl+X", "1", "5"}
    keys = {shown_keys(sequence) for command in COMMANDS for sequence in command.keys}
    outside = {"make run", ".venv/bin/reader", "library.json", "library/"}
    known = keys | typed | elsewhere | outside
    assert {words for words in told if words.lstrip("3") not in known and not words.startswith("reader ")} == set()


def test_one_is_long(library):
    assert max(article.words for article in library.articles()) > LONG


def test_there_is_something_of_every_kind_to_set(library):
    documents = [_document(library, article) for article in library.articles()]
    kinds = {block.kind for document in documents for block in document.blocks()}
    assert kinds >= {Kind.PARAGRAPH, Kind.HEADING, Kind.CODE, Kind.TABLE, Kind.IMAGE}
    frames = {frame.kind for document in documents for block in document.blocks() for frame in block.frames}
    assert frames >= {"quote", "item"}
    assert max(len(document.links) for document in documents) >= 30
    assert any(len(document.footnotes) >= 3 for document in documents)


def test_footnotes_are_all_referred_to_and_all_there(library):
    for article in library.articles():
        for note in _document(library, article).footnotes:
            assert note.refs, f"{article.title}: nothing points to note {note.label}"
            assert note.note, f"{article.title}: note {note.label} is missing"


def test_links_to_other_samples_lead_to_them(library):
    own = [
        link.href
        for article in library.articles()
        for link in _document(library, article).links
        if identity(link.href).startswith("example.org/")
    ]
    assert len(own) >= 5
    for href in own:
        assert library.find_article(href).url == href


def test_all_its_own_addresses_are_reserved_for_examples(library):
    assert all((article.url or "").startswith("https://example.org/") for article in library.articles())


def test_reading_places_are_where_their_words_are(library):
    placed = [article for article in library.articles() if article.progress.at]
    assert len(placed) >= 4
    for article in placed:
        place, plain = article.progress, _document(library, article).plain
        found = place.quote.find(plain, near=place.offset)
        assert found, article.title
        assert found.start == place.offset
        assert place.fraction == 1.0 or place.fraction == pytest.approx(
            count_words(plain[: place.offset]) / article.words, abs=0.01
        )


def test_highlights_stand_exactly_where_they_were_made(library):
    highlights = library.highlights()
    assert len(highlights) >= 4
    assert any(highlight.note for highlight in highlights)
    assert len({highlight.article_id for highlight in highlights}) >= 3
    for highlight in highlights:
        plain = _document(library, library.article(highlight.article_id)).plain
        assert highlight.span.of(plain) == highlight.quote.exact
        assert highlight.quote.find(plain, near=highlight.span.start) == highlight.span


def test_the_code_in_it_runs_and_says_what_the_text_says(library):
    body = next(library.body(article.id) for article in library.articles() if "code/python" in article.tags)
    names: dict[str, object] = {}
    for source in re.findall(r"```python\n(.*?)```", body, re.DOTALL):
        exec(source, names)  # noqa: S102 — our own text
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", body, re.DOTALL))
    ran = doctest.DocTestRunner(verbose=False).run(
        doctest.DocTestParser().get_doctest(examples, names, "calendar", None, None), clear_globs=False
    )
    assert ran.attempted >= 4
    assert ran.failed == 0


def test_french_marks_have_their_spaces(library):
    for article in library.articles():
        if article.language == "fr":
            plain = _document(library, article).plain
            assert not re.findall(r"[^\u202f][;!?]", plain)
            assert not re.findall("(?<![\u00a0\\d]):|«(?!\u00a0)|(?<!\u00a0)»|'", plain)


def test_it_says_nothing_of_the_machine_it_was_made_on(sample):
    text = sample.read_text(encoding="utf-8")
    assert set(re.findall(r'"\d{17}-([^"]+)"', text)) == {make_sample.MACHINE}
    assert str(ROOT) not in text
    assert f"{Path.home()}/" not in text


def _document(library: Library, article: Article) -> Document:
    return parse(library.body(article.id))


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _reader(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        cwd=home,
    )


def _git(*arguments: str) -> str:
    """Return what git says, nothing where this is no checkout."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""
