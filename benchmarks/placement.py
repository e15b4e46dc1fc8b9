"""Finding highlights again: how many are found, how many wrongly, and how long it takes."""

from __future__ import annotations

import gc
from collections import Counter
from time import process_time

from reader.model.doubles import quote_passage
from reader.model.placement import place_all
from tests.model.mutations import CHANGES, HARDER, WORDS, Author, Plain, verdict

ROUNDS = 12
REWRITTEN = "everything rewritten"


def run() -> None:
    """Print the law's figures by kind of change and by language, then the cost."""
    by_language: dict[str, Counter[str]] = {language: Counter() for language in WORDS}
    for name in (*CHANGES, *HARDER):
        found: Counter[str] = Counter()
        for language in WORDS:
            for seed in range(ROUNDS):
                counted = tried(name, seed, language)
                found += counted
                if name in CHANGES:
                    by_language[language] += counted
        print(f"{name:30} {told(found)}")
    print()
    for language, counted in by_language.items():
        print(f"{language:30} {told(counted)}")
    print()
    cost()


def tried(name: str, seed: int, language: str, paragraphs: int = 40, marks: int = 60) -> Counter[str]:
    """Make a text, change it, place its highlights; count the verdicts."""
    author = Author(seed, language)
    case = author.case(paragraphs, marks)
    before = Plain.of(case.before)
    case.after = list(case.before)
    case.after = (CHANGES | HARDER)[name](author, case)
    after = Plain.of(case.after)
    kept = [(quote_passage(before.text, before.span(mark)), before.span(mark)) for mark in case.marks]
    placed = zip(case.marks, place_all(kept, after.text), kept, strict=True)
    return Counter(verdict(mark, each, after, quote) for mark, each, (quote, _) in placed)


def told(found: Counter[str]) -> str:
    """Word the verdicts."""
    asked = found["right"] + found["wrong"] + found["orphan"]
    return (
        f"{found.total():6} highlights  {found['right'] / asked:8.3%} right  {found['wrong']:3} wrong  {found['orphan']:4} lost  "
        f"{found['same']:4} left because two places are the same  {found['gone']:4} whose words are gone"
    )


def cost() -> None:
    """Print what 1,000 highlights over a changed megabyte take."""
    for name in (*CHANGES, "a tenth of all words", REWRITTEN):
        author = Author(1, "en")
        case = author.case(3_100, 1_000)
        before = Plain.of(case.before)
        case.after = list(case.before)
        if name == REWRITTEN:
            case.after = Author(2, "en").write(3_100)
        else:
            case.after = (CHANGES | HARDER)[name](author, case)
        after = Plain.of(case.after)
        kept = [(quote_passage(before.text, before.span(mark)), before.span(mark)) for mark in case.marks]
        gc.collect()
        gc.freeze()  # the words of the author are not looked through while the clock runs
        began = process_time()
        place_all(kept, after.text)
        print(
            f"1,000 highlights over {len(after.text):,} characters, {name}: {process_time() - began:.2f} s of processor time"
        )
    after = before
    spans = [after.span(mark) for mark in case.marks if mark[0] in after.places and mark[1] in after.places]
    began = process_time()
    kept = [(quote_passage(after.text, span), span) for span in spans]
    print(f"quoting one of them: {(process_time() - began) / len(kept) * 1000:.2f} ms")
    began = process_time()
    place_all(kept, after.text)
    print(f"the same, unchanged: {process_time() - began:.4f} s")
