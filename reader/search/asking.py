"""Put a query of the language into the words of the index."""

from __future__ import annotations

from reader.model.folding import needle
from reader.model.query import Query, Words
from reader.model.query.terms import All, AnyOf, Not, Term, all_of

_COLUMNS = {"title": "title", "author": "author", "site": "site", "note": "note"}


def is_indexed(words: Words) -> bool:
    """Say whether the index can answer for these words."""
    return not words.field or words.field in _COLUMNS


def expression(words: Words) -> str:
    """Return words as an FTS5 expression. Every token is quoted: nothing anybody types is an operator."""
    wanted = needle(words.text, whole=words.whole)
    assert wanted is not None, "queries hold no words without letters"
    column = f"{_COLUMNS[words.field]} : " if words.field else ""
    return f'{column}"{wanted.strip()}"{"" if wanted.endswith(" ") else " *"}'


def divided(query: Query) -> tuple[str, Query]:
    """Return the part of a query that the index alone can answer, as an expression ("" for none), and the rest."""
    positive: list[str] = []
    negative: list[str] = []
    rest: list[Term] = []
    for term in query.term.terms if isinstance(query.term, All) else (query.term,):
        if (made := _expressed(term)) is not None:
            positive.append(made)
        elif isinstance(term, Not) and (made := _expressed(term.term)) is not None:
            negative.append(made)
        else:
            rest.append(term)
    if not positive:
        return "", query
    made = " AND ".join(positive)
    for each in negative:
        made = f"({made}) NOT {each}"
    return made, Query(all_of(rest), query.sort, query.limit)


def _expressed(term: Term) -> str | None:
    if isinstance(term, Words):
        return expression(term) if is_indexed(term) else None
    if isinstance(term, All | AnyOf) and term.terms:
        parts = [_expressed(inner) for inner in term.terms]
        if all(part is not None for part in parts):
            return f"({(' AND ' if isinstance(term, All) else ' OR ').join(part for part in parts if part)})"
    return None
