"""Do to a page what a rule for its site says; runs in the sandbox's process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.ingest import bylines, dates
from reader.ingest.facts import Facts
from reader.ingest.rules import Rule
from reader.ingest.tree import Element, drop, text_of
from reader.model.clean import clean_line

LONGEST_FACT = 500
MOST_AUTHORS = 20


def facts(root: Element, rule: Rule, known: Facts) -> Facts:
    """Return the facts of a page, with those the rule finds in the place of the others."""
    title = next(_told(root, rule.title), "") or known.title
    names = [name for told in _told(root, rule.author) for name in bylines.authors(told, "") or (told,)][:MOST_AUTHORS]
    date = next((day for told in _told(root, rule.date) if (day := dates.parse(told, known.language))), None)
    return replace(
        known,
        title=title,
        authors=tuple(dict.fromkeys(names)) or known.authors,
        published_at=date or known.published_at,
    )


def take(root: Element, rule: Rule) -> Element | None:
    """Drop what the rule drops; return the page's body with only what it takes, None where it takes nothing."""
    for selector in rule.drop:
        for element in select(root, selector):
            if element.getparent() is not None and element.tag not in ("html", "body"):
                drop(element)
    body = next(root.iter("body"), None)
    if body is None:
        return None
    chosen = {element for selector in rule.take for element in select(root, selector)}
    outermost = [
        one for one in root.iter() if one in chosen and not any(above in chosen for above in one.iterancestors())
    ]
    if not outermost:
        return None
    if body in outermost or root in outermost:
        return body
    for element in outermost:
        element.tail = None
        element.getparent().remove(element)
    body.clear()
    body.extend(outermost)
    return body


def counts(root: Element, rule: Rule) -> list[tuple[str, str, int]]:
    """Return each selector of a rule with its key and how much of the page it selects."""
    told = [("take", one) for one in rule.take] + [("drop", one) for one in rule.drop]
    told += [(key, value) for key in ("title", "author", "date") if (value := getattr(rule, key))]
    return [(key, selector, len(select(root, selector))) for key, selector in told]


def select(root: Element, selector: str) -> list[Element]:
    """Return the elements that a selector of CSS selects, in the page's order."""
    from lxml.cssselect import CSSSelector

    return list(CSSSelector(selector, translator="html")(root))


def _told(root: Element, selector: str) -> Iterator[str]:
    for element in select(root, selector) if selector else ():
        told = element.get("content") or element.get("datetime") or text_of(element)
        if line := clean_line(told)[:LONGEST_FACT]:
            yield line
