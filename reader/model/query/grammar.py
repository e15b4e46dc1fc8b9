"""Read a query.

query = [ any ]                       settings (sort: limit:) may stand between terms, outside parentheses
any   = all { "OR" all }
all   = one { [ "AND" ] one }
one   = ( "NOT" | "-" ) one | "(" any ")" | field ":" value | phrase | word | "#" tag
"""

from __future__ import annotations

from reader.model.clean import clean_in_place
from reader.model.folding import needle
from reader.model.query.errors import BadValue, QueryError
from reader.model.query.fields import FIELD_NAMES, SETTINGS, field_named, nearest, read_limit, read_sort
from reader.model.query.lexer import Kind, Token, tokenise
from reader.model.query.query import Query
from reader.model.query.sorting import Sort
from reader.model.query.terms import All, Tagged, Term, Words, all_of, any_of, negated
from reader.model.tags import tag

LONGEST = 4_000
DEEPEST = 50
"""Queries people type are shorter and flatter; longer ones could exhaust the stack."""


def parse(text: str) -> Query:
    """Read a query. No words at all ask for every article that is not in the trash. QueryError where it is wrong."""
    text = clean_in_place(text)
    if len(text) > LONGEST:
        raise QueryError(text, LONGEST, f"a query has at most {LONGEST} characters")
    return _Parser(text).query()


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokenise(text))
        self.at = 0
        self.depth = 0
        self.sort: Sort | None = None
        self.limit: int | None = None

    def query(self) -> Query:
        term: Term = All()
        self._settings()
        if self._next.kind is not Kind.END:
            term = self._any()
        if self._next.kind is Kind.CLOSE:
            raise self._fault("nothing was opened for this parenthesis", "take it out, or open one before")
        return Query(term, self.sort, self.limit)

    def _any(self) -> Term:
        terms = [self._all()]
        while self._take_operator("OR"):
            terms.append(self._all())
        return any_of(terms)

    def _all(self) -> Term:
        terms: list[Term] = []
        noise: Token | None = None
        joined = False
        while True:
            self._settings()
            if self._ends_sequence:
                break
            token = self._next
            if token.kind is Kind.OPERATOR and token.text == "AND":
                if not terms or joined:
                    raise self._missing(token)
                joined = True
                self.at += 1
                continue
            if token.kind in (Kind.WORD, Kind.PHRASE) and not token.text.startswith("#") and needle(token.text) is None:
                noise = noise or token
                self.at += 1
                continue
            terms.append(self._one())
            joined = False
        if joined or not terms:
            if noise and not joined:
                raise self._wordless(noise)
            raise self._missing(self._next)
        return all_of(terms)

    def _one(self) -> Term:
        token = self._next
        if token.kind is Kind.MINUS or (token.kind is Kind.OPERATOR and token.text == "NOT"):
            return self._negation()
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is Kind.FIELD:
            return self._field()
        if token.kind in (Kind.WORD, Kind.PHRASE):
            return self._word()
        raise self._missing(token)

    def _negation(self) -> Term:
        self._deeper()
        self.at += 1
        term = negated(self._one())
        self.depth -= 1
        return term

    def _group(self) -> Term:
        opened = self._next
        self._deeper()
        self.at += 1
        term = self._any()
        if self._next.kind is not Kind.CLOSE:
            raise QueryError(self.text, opened.column, "this parenthesis is never closed", "close it with )")
        self.at += 1
        self.depth -= 1
        return term

    def _word(self) -> Term:
        token = self._next
        self.at += 1
        if token.kind is Kind.WORD and token.text.startswith("#") and (made := tag(token.text)):
            return Tagged(made)
        if needle(token.text) is None:
            raise self._wordless(token)
        return Words(token.text, whole=token.kind is Kind.PHRASE)

    def _field(self) -> Term:
        token = self._next
        self.at += 1
        if token.name.lower() in SETTINGS:
            raise QueryError(
                self.text,
                token.column,
                f"{token.name}: arranges the whole query",
                "put it at the end, outside of all else",
            )
        field = field_named(token.name)
        if field is None:
            near = nearest(token.name, FIELD_NAMES)
            quoted = f'quote it to look for the words: "{token.typed}"'
            raise QueryError(
                self.text,
                token.column,
                f"there is no field {token.name}:",
                f"did you mean {near}:?" if near else quoted,
            )
        if not token.text:
            raise QueryError(
                self.text, token.value_column, f"{field.name}: wants a value", f"for example {field.example}"
            )
        try:
            return field.read(token.text, token.quoted)
        except BadValue as error:
            column = token.value_column + token.quoted + error.offset
            raise QueryError(self.text, column, error.reason, error.hint) from error

    def _settings(self) -> None:
        """Take sort: and limit: where they stand between the terms of the whole query."""
        while self.depth == 0 and self._next.kind is Kind.FIELD and self._next.name.lower() in SETTINGS:
            token = self._next
            name = token.name.lower()
            try:
                if (self.sort if name == "sort" else self.limit) is not None:
                    raise QueryError(self.text, token.column, f"{name}: is said twice", "keep one of them")
                if name == "sort":
                    self.sort = read_sort(token.text)
                else:
                    self.limit = read_limit(token.text)
            except BadValue as error:
                raise QueryError(self.text, token.value_column, error.reason, error.hint) from error
            self.at += 1

    @property
    def _next(self) -> Token:
        return self.tokens[self.at]

    @property
    def _ends_sequence(self) -> bool:
        token = self._next
        return token.kind in (Kind.END, Kind.CLOSE) or (token.kind is Kind.OPERATOR and token.text == "OR")

    def _take_operator(self, word: str) -> bool:
        taken = self._next.kind is Kind.OPERATOR and self._next.text == word
        self.at += taken
        return taken

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._fault("this is nested too deeply", f"use at most {DEEPEST} levels")

    def _missing(self, token: Token) -> QueryError:
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind is Kind.OPERATOR:
            return self._fault(
                f"something is missing before {token.text}", f'to look for the word, say "{token.text.lower()}"'
            )
        if before is not None and before.kind is Kind.OPERATOR:
            return self._fault(
                f"something is missing after {before.text}", f'to look for the word, say "{before.text.lower()}"'
            )
        if token.kind is Kind.CLOSE:
            if self.depth == 0:
                return self._fault("nothing was opened for this parenthesis", "take it out, or open one before")
            return self._fault("there is nothing in these parentheses")
        return self._fault("something is missing here")

    def _wordless(self, token: Token) -> QueryError:
        return QueryError(self.text, token.column, f"there is no word in {token.text!r}", "look for letters or digits")

    def _fault(self, reason: str, hint: str = "") -> QueryError:
        return QueryError(self.text, self._next.column, reason, hint)
