"""Tell program text from prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CODE_LINE = re.compile(
    r"""\s*(?:
        \$\s+[a-z./~][\w./~-]* | >>>\s | \.\.\.\s{2,}\S | \#!/ | \#include\b | <\?(?:php|xml)\b | <!-- | //\s?\S | /\*
      | (?:def|class)\s+\w+\s*[(:] | (?:import|from)\s+[\w.]+(?:\s+import\s.+|\s+as\s+\w+|;)?$ | (?:return|throw|raise)\b.*[;()'"\d]$
      | (?:if|elif|for|while|with|except|else|try|switch|catch)\b.*[:{]$ | (?:const|let|var|int|float|char|void|auto|local)\s+\w+\s*[=;(:]
      | (?:public|private|static|export|function|func|fn|fun|async)\s+[\w<>\s]+[({=].* | (?:SELECT|INSERT\sINTO|UPDATE|DELETE\sFROM|CREATE\sTABLE)\s.+
      | (?:sudo|pip3?|npm|npx|git|apt(?:-get)?|brew|docker|curl|wget|cd|mkdir|chmod|python3?|cargo|make)\s+-{0,2}[a-z./~][\w./~:@=-]*(?:\s+\S+){0,12}$
      | </?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>.*[>]$ | </?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>$
      | [\w.\[\]"'$@]+\s*(?::=|[+*/-]?=(?!=))\s*\S.* | [}\])]+[;,]?\s*(?://.*)?$ | ["'][\w-]+["']\s*:\s*\S.*
      | [\w.]+\([^()]*\)\s*[;:{]?$
    )""",
    re.VERBOSE,
)
_CODE_END = re.compile(r"[{}]\s*$|\)\s*;\s*$|[\w\])\"'];\s*$|=>\s*$")
_COMMAND = re.compile(r"\s*(?:\$\s+[a-z]|>>>\s)")
LOOKED_AT = 400
"""Lines; a longer piece is judged by its beginning."""


def could_be_code(line: str) -> bool:
    """Say whether a single line has the form of program text; beside surer code it is."""
    return len(line) <= 300 and bool(_CODE_LINE.match(line) or _CODE_END.search(line))


def is_code(lines: Sequence[str]) -> bool:
    """Say whether a group of lines, indents kept, is surely program text; what may be prose or verse is not."""
    lines = lines[:LOOKED_AT]
    if any(len(line) > 300 for line in lines):
        return False
    like = sum(could_be_code(line) for line in lines)
    if len(lines) == 1:
        return bool(_COMMAND.match(lines[0]))
    inset = all(line.startswith(("    ", "\t")) for line in lines)
    staggered = any(line.startswith(("  ", "\t")) for line in lines)
    return like >= (0.4 if inset else 0.5 if staggered else 0.7) * len(lines) and like >= (1 if inset else 2)
