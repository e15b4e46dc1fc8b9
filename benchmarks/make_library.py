"""Write a library of generated articles, quickly: `python -m benchmarks.make_library 100000 build/library-100k`.

The words follow the distribution of real texts (few are common, most are rare); titles, dates, tags, states, places and
notes are spread as in a library used for years. The same number makes the same library. Nothing is synced: it is made
for measuring, and can be made again.
"""

from __future__ import annotations

import random
import re
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from reader.model import Draft, Progress, Span, State, TextQuote
from reader.store.bodies import body_name, digest
from reader.store.checkpoint import Meta, compose
from reader.store.codec import draft_to_document, highlight_to_document, progress_to_document
from reader.store.record import Record
from reader.store.records import Records

BODY_CHARACTERS = 6_000
NEWEST = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
_VOCABULARY = 30_000
_SENTENCES = 20_000
_TAGS = ("python", "essay", "history", "reading/slow", "reading/tools", "design", "memory", "systems", "music", "français",
         "science/physics", "science/biology", "food", "cities", "language", "mathematics", "tools", "work")  # fmt: skip
_SITES = ("Marginalia", "The Long View", "Field Notes", "Atelier", "Notebook", "Open Desk", "Slow Press", "Études")
_PLAIN_WORDS = re.compile(r"[a-zé]+(?: [a-zé]+){4,9}")
_NAMES = ("Ada Example", "Jo Bloggs", "María Ejemplo", "Søren Prøve", "花子 例", "Max Mustermann", "Émile Exemple")
_JAPANESE = "静かな行為として本を読む人は図書館で東京の歴史を学び書物の余白に言葉を残す。"


def make(count: int, folder: Path) -> Path:
    """Write `count` articles into `folder`, and return the library's file. Raises FileExistsError where there is one."""
    chance = random.Random(count)
    library = folder / "library.json"
    if library.exists():
        raise FileExistsError(f"{library} is there already; remove {folder} first")
    bodies = folder / "library" / "articles"
    bodies.mkdir(parents=True, exist_ok=True)
    sentences = _sentences(chance)
    records = Records()
    articles = records.there.setdefault("articles", {})
    highlights = records.there.setdefault("highlights", {})
    stamp = _stamp(NEWEST, 9_999)
    for number in range(count):
        saved_at = NEWEST - timedelta(minutes=37 * number + chance.randrange(37))
        id = _stamp(saved_at, number % 10_000)
        body = _body(chance, sentences)
        document = draft_to_document(_draft(chance, number, body, sentences, saved_at), saved_at)
        data = body.encode()
        (bodies / body_name(id)).write_bytes(data)
        document["body"] = {"name": body_name(id), "digest": digest(data)}
        if number % 4 == 0:
            document["progress"] = progress_to_document(_progress(chance, saved_at))
        articles[id] = Record(document, {"": f"{stamp}-made"}, there=True)
        if number % 20 == 0:
            highlights[_stamp(saved_at, (number + 1) % 10_000)] = Record(
                _highlight(id, body, chance.choice(sentences) if number % 40 == 0 else "", saved_at),
                {"": f"{stamp}-made"},
                there=True,
            )
    library.write_bytes(compose(records, Meta(seen={"made": stamp}))[0])
    return library


def words(count: int) -> list[str]:
    """Return the vocabulary of a library, commonest first: for asking it."""
    return _vocabulary(random.Random(count))


def _stamp(at: datetime, number: int) -> str:
    return f"{int(at.timestamp() * 1000):013d}{number:04d}"


def _vocabulary(chance: random.Random) -> list[str]:
    onsets = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "st", "tr", "pl", "")
    rhymes = ("a", "e", "i", "o", "u", "an", "er", "in", "or", "un", "al", "et", "is", "ou", "é")
    made: dict[str, None] = {}
    while len(made) < _VOCABULARY:
        syllables = 1 + min(len(made) * 4 // _VOCABULARY, 3) + chance.randrange(2)
        made["".join(chance.choice(onsets) + chance.choice(rhymes) for _ in range(syllables))] = None
    return list(made)


def _sentences(chance: random.Random) -> list[str]:
    vocabulary = _vocabulary(chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    made = []
    for number in range(_SENTENCES):
        line = " ".join(chance.choices(vocabulary, cum_weights=weights, k=chance.randint(6, 24)))
        if number % 9 == 0:
            first, _, rest = line.partition(" ")
            line = f"[{first}](https://example.org/{number}) {rest}"
        elif number % 7 == 0:
            line = f"*{line.split(' ')[0]}* {line}"
        elif number % 50 == 1:
            line = "".join(chance.choices(_JAPANESE, k=30))
        made.append(line[0].upper() + line[1:] + chance.choice((".", ".", ".", "?", " — so it is.")))
    return made


def _body(chance: random.Random, sentences: list[str]) -> str:
    wanted = int(BODY_CHARACTERS * chance.lognormvariate(-0.1, 0.45))
    paragraphs: list[str] = []
    size = 0
    while size < wanted:
        paragraph = " ".join(chance.choices(sentences, k=5))
        if len(paragraphs) % 6 == 5:
            paragraph = f"## {paragraph.split('. ')[0][:60]}"
        elif len(paragraphs) % 11 == 7:
            paragraph = f"> {paragraph}"
        paragraphs.append(paragraph)
        size += len(paragraph) + 2
    if chance.random() < 0.05:
        paragraphs.append("```python\nprint('measured')\n```")
    return "\n\n".join(paragraphs) + "\n"


def _draft(chance: random.Random, number: int, body: str, sentences: list[str], saved_at: datetime) -> Draft:
    title = " ".join(chance.choice(sentences).replace("*", "").split()[: chance.randint(3, 9)])
    return Draft(
        title=title.strip(".?[]—") if not title.startswith("[") else f"On {number}",
        body="",
        url=f"https://{chance.choice(_SITES).split()[-1].lower().replace('é', 'e')}.example.org/{saved_at.year}/{number}",
        authors=(chance.choice(_NAMES),),
        site=chance.choice(_SITES),
        published_at=date(saved_at.year, saved_at.month, 1) if number % 10 else None,
        language="fr" if number % 12 == 0 else "en",
        excerpt=body[:240].split("\n")[0],
        source="web" if number % 5 else "file",
        words=body.count(" ") + 1,
        state=State.ARCHIVED if number % 3 == 1 else State.TRASHED if number % 50 == 0 else State.INBOX,
        starred=number % 25 == 0,
        read=number % 3 == 1,
        tags=tuple(chance.sample(_TAGS, chance.choice((0, 1, 1, 2, 3)))),
        note=chance.choice(sentences) if number % 15 == 0 else "",
    )


def _progress(chance: random.Random, saved_at: datetime) -> Progress:
    return Progress(
        chance.random(),
        chance.randrange(2_000),
        TextQuote(""),
        min(NEWEST, saved_at + timedelta(days=chance.randrange(90))),
    )


def _highlight(article_id: str, body: str, note: str, saved_at: datetime) -> dict[str, object]:
    match = _PLAIN_WORDS.search(body)
    exact = match[0] if match else ""
    start = match.start() if match else 0
    return highlight_to_document(article_id, TextQuote(exact), Span(start, start + len(exact)), saved_at, 1, note, ())


def main() -> None:
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("usage: python -m benchmarks.make_library COUNT FOLDER")
    print(make(int(sys.argv[1]), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
