"""Long articles for measuring: prose with links, emphasis, lists, quotes, code and a table now and then."""

from __future__ import annotations

SENTENCES = (
    "The quiet pleasure of reading in a terminal is that nothing moves unless you ask it to.",
    "Lines are short, margins are wide, and the eye returns to the same place each time.",
    "Most pages are built to [hold attention](https://example.org/attention) rather than to *reward* it.",
    "A well-set paragraph has no rivers and no dark clots — it is an even grey, when you half close your eyes.",
    "An article saved for later is a small act of **resistance** against that design.",
    "Whoever wrote “less is more” had not yet seen what remains when the advertising is gone.",
    "It is usually much shorter than you remember, and often much better.",
    "Type designers speak of colour, and mean the texture of the page.",
)


def article(characters: int) -> str:
    """Return Markdown of about so many characters."""
    parts: list[str] = []
    size = number = 0
    while size < characters:
        part = _part(number)
        parts.append(part)
        size += len(part) + 2
        number += 1
    return "\n\n".join(parts)


def _part(number: int) -> str:
    if number % 12 == 0:
        return f"## Chapter {number // 12 + 1}"
    if number % 12 == 5:
        return "\n".join(f"- {SENTENCES[(number + i) % 8]}" for i in range(4))
    if number % 12 == 8:
        return "> " + " ".join(SENTENCES[(number + i) % 8] for i in range(3))
    if number % 36 == 10:
        return '```python\ndef greet(name: str) -> str:\n    """Say hello."""\n    return f"Hello, {name}!"\n```'
    if number % 36 == 22:
        return "| name | words | note |\n|---|--:|---|\n" + "\n".join(
            f"| row {i} | {i * 37} | {SENTENCES[i][:40]} |" for i in range(5)
        )
    return " ".join(SENTENCES[(number * 3 + i) % 8] for i in range(5))
