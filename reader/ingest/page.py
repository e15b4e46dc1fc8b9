"""Turn one HTML page into the text and the facts of its article; runs in the sandbox's process."""

from __future__ import annotations

from reader.ingest import convert, embedded, extract, jumps, maths, media, notes, prepare, programs, ruling, tree
from reader.ingest.facts import facts
from reader.ingest.reading import Reading
from reader.ingest.rules import Rule
from reader.model.clean import clean


def read(html: str, url: str | None, with_: str = extract.VOTE, rule: Rule | None = None) -> Reading:
    """Return the article of the page `html` that came from `url`; `with_` names the extractor.

    A `rule` for its site goes before that: the extractor is asked where the rule takes nothing.
    """
    root = tree.parse(html)
    known = facts(root, url)
    if rule is not None:
        known = ruling.facts(root, rule, known)
    base = tree.base_of(root, url)
    programs.tidy(root)
    media.rescue_noscript(root)
    maths.mark_source(root)
    found = notes.find(root)
    article = None if rule is None else ruling.take(root, rule)
    if article is None:
        article = extract.article(root, html, known, (rule and rule.extractor) or with_)
    if rule is None and (better := embedded.article(root, known, article)):
        article, known = better
    if article is None:
        return Reading("", known)
    jumps.mark(article, url, known.url)
    prepared = prepare.prepare(article, base=base, language=known.language, notes=found)
    extract.without_title(prepared, known.title)
    return Reading(jumps.written(prepared, lambda tree: clean(convert.markdown(tree))), known)
