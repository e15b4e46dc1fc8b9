"""Make the sample library: `python -m tests.make_sample` writes library.json anew from the bodies in library/articles.

The bodies are the sources and are written by hand; what is known about each stands here. The record file is the store's
own checkpoint, made with a clock of its own, so that the same sources always give the same bytes.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reader.ingest import excerpt
from reader.model import Draft, Progress, Span, State, TextQuote
from reader.model.words import count_words
from reader.store import Library
from reader.text.blocks import parse

ROOT = Path(__file__).resolve().parent.parent
BODIES = ROOT / "library" / "articles"
MACHINE = "sample"


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight of the sample, told by its words, which stand once in the text."""

    exact: str
    note: str = ""
    colour: int = 1
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is known about an article of the sample besides its body."""

    id: str
    title: str
    path: str
    """Below https://example.org/, which is reserved for examples."""
    site: str
    language: str = "en"
    authors: tuple[str, ...] = ()
    """The names that each language keeps for nobody in particular."""
    published_at: date | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    state: State = State.INBOX
    starred: bool = False
    read: bool = False
    stopped_at: str = ""
    """The first words of the paragraph at which its reader stopped; empty where it was not opened."""
    marks: tuple[Mark, ...] = ()

    @property
    def saved_at(self) -> datetime:
        """When it was saved: its id says so."""
        return datetime.fromtimestamp(int(self.id[:13]) / 1000, UTC)

    @property
    def body(self) -> str:
        """Its Markdown, as it stands in the library."""
        return (BODIES / f"{self.id}.md").read_text(encoding="utf-8")

    def draft(self) -> Draft:
        """Return it as it comes into the library."""
        return Draft(
            title=self.title,
            body=self.body,
            url=f"https://example.org/{self.path}",
            authors=self.authors,
            site=self.site,
            published_at=self.published_at,
            language=self.language,
            excerpt=excerpt.of(self.body),
            image=self.image,
            source="sample",
            words=count_words(parse(self.body).plain),
            tags=self.tags,
            note=self.note,
            state=self.state,
            starred=self.starred,
            read=self.read,
        )


PIECES = (
    Piece(
        id="17923645200000355",
        title="Why the night is dark",
        path="essays/why-the-night-is-dark",
        site="Essays",
        authors=("Joe Bloggs",),
        published_at=date(2026, 6, 21),
        tags=("science/astronomy",),
        note="To tell at supper: begin with the forest, end with the pigeons.",
        state=State.ARCHIVED,
        read=True,
        stopped_at="So the old argument was right.",
        marks=(
            Mark("The forest may be endless, but we stand in a mist, and the mist is made of time.", colour=3),
            Mark("We have been born too late to see it.", "The best last line I know about the sky."),
        ),
    ),
    Piece(
        id="17929533600000355",
        title="رجل كان يبيت في دكاكين الكتب",
        path="qiraat/al-jahiz",
        site="قراءات",
        language="ar",
        authors=("فلان الفلاني",),
        published_at=date(2026, 4, 23),
        tags=("books",),
    ),
    Piece(
        id="17933644200000355",
        title="Lichtenbergs Papier",
        path="lesestuecke/lichtenbergs-papier",
        site="Lesestücke",
        language="de",
        authors=("Erika Mustermann",),
        published_at=date(2026, 8, 18),
        tags=("notes", "paper"),
        note="Die drei Bücher ausprobieren: *Sudelbuch*, *Journal*, *Hauptbuch*. Sonntags das Journal.",
        read=True,
        stopped_at="Ordnung muss dabei nicht sein",
    ),
    Piece(
        id="17938302600000355",
        title="后の位も何にかはせむ",
        path="yomimono/sarashina",
        site="読みもの",
        language="ja",
        authors=("山田花子",),
        published_at=date(2025, 11, 3),
        tags=("books",),
        starred=True,
        marks=(Mark("千年たっても、人のすることは変わらない。", "寝ころんで読んでいる私も。", 2),),
    ),
    Piece(
        id="17941334400000355",
        title="La librairie de Montaigne",
        path="lectures/la-librairie-de-montaigne",
        site="Lectures",
        language="fr",
        authors=("Camille Dupont",),
        published_at=date(2026, 2, 28),
        tags=("books", "notes"),
        stopped_at="Comment lisait-il",
        marks=(
            Mark(
                "C’est peut-être la meilleure définition d’une bibliothèque\u00a0: l’endroit où l’on ne nous trouve pas.",
                "À copier au-dessus de la porte.",
                tags=("quotations",),
            ),
        ),
    ),
    Piece(
        id="17943462000000355",
        title="Addresses that last",
        path="essays/addresses-that-last",
        site="Essays",
        authors=("A. N. Other",),
        tags=("web",),
    ),
    Piece(
        id="17944678800000355",
        title="Ten days that never were",
        path="almanac/ten-days-that-never-were",
        site="Almanac",
        authors=("Jane Roe", "Joe Bloggs"),
        published_at=date(2024, 2, 29),
        tags=("code/python", "history"),
    ),
    Piece(
        id="17947587000000355",
        title="Four lights on the Eddystone",
        path="almanac/four-lights-on-the-eddystone",
        site="Almanac",
        authors=("Jane Roe",),
        published_at=date(2025, 12, 2),
        image="https://example.org/lighthouses/four-towers.png",
        tags=("history", "sea"),
        stopped_at="The next man, John Rudyerd",
    ),
    Piece(
        id="17949445200000355",
        title="How the page learned to be read",
        path="essays/how-the-page-learned-to-be-read",
        site="Essays",
        authors=("A. N. Other",),
        published_at=date(2026, 9, 14),
        tags=("books", "history"),
        stopped_at="Augustine even wonders why.",
        marks=(
            Mark(
                "A system of punctuation is a bargain between writer and reader, and neither had been asked.",
                "True of most standards.",
                4,
            ),
        ),
    ),
    Piece(
        id="17951616000000355",
        title="How to use Reader",
        path="reader/how-to-use-reader",
        site="Reader",
    ),
)
"""In the order in which they were saved: the newest last."""


class _Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = PIECES[0].saved_at

    def __call__(self) -> datetime:
        return self.now


def make(folder: Path) -> Path:
    """Make the sample library in an empty folder; return its library.json, beside which the bodies stand."""
    path = folder / "library.json"
    clock = _Clock()
    with Library.open(path, clock=clock, machine=MACHINE) as library:
        for piece in PIECES:
            clock.now = piece.saved_at
            article = library.add(piece.draft()).article
            if article.id != piece.id:
                raise SystemExit(f"the library calls it {article.id}, its body is {piece.id}.md: {piece.title}")
            clock.now += timedelta(minutes=20)
            _read(library, piece, clock.now)
    return path


def _read(library: Library, piece: Piece, at: datetime) -> None:
    """Leave the traces of a reader."""
    plain = parse(piece.body).plain
    for mark in piece.marks:
        span = Span(start := _only(plain, mark.exact), start + len(mark.exact))
        quote = TextQuote.of(plain, span)
        library.add_highlight(piece.id, quote, span, colour=mark.colour, note=mark.note, tags=mark.tags)
    if piece.stopped_at:
        offset = _only(plain, piece.stopped_at)
        words = count_words(plain[:offset]) / count_words(plain)
        quote = TextQuote.of(plain, Span(offset, offset + len(piece.stopped_at)))
        library.keep_place(piece.id, Progress(1.0 if piece.read else round(words, 4), offset, quote, at))


def _only(text: str, words: str) -> int:
    if text.count(words) != 1:
        raise SystemExit(f"found {text.count(words)} times: {words}")
    return text.index(words)


def main() -> None:
    """Put the library file of a sample made anew in the place of the committed one; the bodies stay."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(make(Path(folder)), ROOT / "library.json")


if __name__ == "__main__":
    main()
