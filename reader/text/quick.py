"""The ways most paragraphs are marked up, read at a glance: the same result as the parser's, many times as fast.

What is understood: words, `code`, *emphasis* and **strong** words that begin and end at the edges of words,
[links](https://example.org) and ![pictures](a.png) with plain words in them, and escaped signs. Anything that could mean
something else is left to the parser.
"""

from __future__ import annotations

import re

from reader.text.document import Run
from reader.text.safe import safe
from reader.text.style import Style
from reader.text.words import FoundImage, FoundLink, Words, joined_lines

_WORDS = r"(?:[^\\`*_~\[\]<&$!^:\n]++|[!^](?!\[)|:(?!//))"
_ADDRESS = r"[A-Za-z0-9/:.?=#+,;@_-]+"
_EDGE = r"\s.,;:!?)”’»\"'…—–-"
_TOKEN = re.compile(
    rf"(?P<text>{_WORDS})"
    # Emphasis opens behind a space or a bracket and before a letter, and closes behind a letter or stop:
    # there neither sign could also be read the other way round.
    rf"|(?<![^\s(“‘«\"'—–-])(?P<mark>\*\*|\*|__|_)(?=[^\W_])(?P<inner>{_WORDS}++)"
    rf"(?:(?<=[^\W_])(?P=mark)(?=[{_EDGE}]|$)|(?<=[.,;:!?”’»…)])(?P=mark)(?=\s|$))"
    rf"|\[(?P<link>(?! ){_WORDS}++)(?<! )\]\((?P<href>{_ADDRESS})(?: \"(?P<title>[^\"\\&\n]*)\")?\)"
    r"|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|\\(?P<sign>[-.*_#+()\[\]!<>&~|`])"
    rf"|!\[(?P<alt>(?! ){_WORDS}++)(?<! )\]\((?P<src>{_ADDRESS})(?: \"(?P<caption>[^\"\\&\n]*)\")?\)(?!!\[)"
)
_STYLES = {"*": Style.EMPHASIS, "_": Style.EMPHASIS, "**": Style.STRONG, "__": Style.STRONG}


def quick_words(content: str, base: int) -> Words | None:
    """Return what a stretch of inline Markdown says, or None where that takes the parser.

    `base` is the style of the block, which runs of style include.
    """
    if "  " in content or "\t" in content or "\u200c" in content or "\u200d" in content:
        return None
    if "`" in content and (" \n" in content or "\n " in content):
        return None  # code keeps its spaces
    source = joined_lines(content)
    parts: list[str] = []
    runs: list[Run] = []
    links: list[FoundLink] = []
    images: list[FoundImage] = []
    at = length = 0
    match_at = _TOKEN.match
    while at < len(source):
        match = match_at(source, at)
        if match is None:
            return None
        at = match.end()
        kind = match.lastgroup
        if kind == "text":
            parts.append(match[0])
            length += at - match.start()
            continue
        if kind == "sign":
            parts.append(match["sign"])
            length += 1
            continue
        text, style = _marked(match)
        if kind in ("href", "title"):
            links.append(FoundLink(length, length + len(text), match["href"], match["title"] or ""))
        if match["src"]:
            caption = safe(match["caption"] or "").strip()
            images.append(FoundImage(length, length + len(text), match["src"], text, caption))
        runs.append(Run(length, length + len(text), style | base))
        parts.append(text)
        length += len(text)
    text = safe("".join(parts))
    if "  " in text or text != text.strip():
        return None
    return Words(text, tuple(runs), tuple(links), tuple(images))


def _marked(match: re.Match[str]) -> tuple[str, int]:
    """Return the words of marked text and what the marks mean."""
    if match["link"]:
        return match["link"], int(Style.LINK)
    if match["alt"]:
        return match["alt"], int(Style.IMAGE)
    if match["mark"]:
        return match["inner"], int(_STYLES[match["mark"]])
    code: str = match["code"]
    if code[0] == code[-1] == " " and code.strip():
        code = code[1:-1]
    return code, int(Style.CODE)
