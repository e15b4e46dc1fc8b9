"""Colours of code, as far as they are to be had at once: rules of a language that are not loaded yet are wished for."""

from __future__ import annotations

from reader.text import colouring
from reader.text.document import Run


class Colours:
    """What an open article colours its code by; a thread may fulfil the wishes."""

    def __init__(self) -> None:
        self.wishes: set[str] = set()
        """Languages of code that was drawn without colours."""

    def __call__(self, text: str, language: str, style: int) -> tuple[Run, ...]:
        """Return the runs of code, none as long as its language is not loaded."""
        if colouring.is_ready(language):
            return colouring.coloured(text, language, style)
        self.wishes.add(language)
        return ()

    def fulfil(self) -> None:
        """Load what is wished for; takes a while, and may be done in a thread."""
        while self.wishes:
            colouring.prepare(self.wishes.pop())
