"""What keys are called in the settings: a printable character is itself, others have names, sequences have spaces."""

from __future__ import annotations

from difflib import get_close_matches

NAMED = frozenset(
    {"space", "enter", "escape", "tab", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end"}
    | {"pageup", "pagedown"}
    | {f"f{number}" for number in range(1, 13)}
)
MODIFIERS = ("ctrl", "alt", "shift", "super", "meta", "hyper")
_ALSO = {
    "esc": "escape", "return": "enter", "ret": "enter", "cr": "enter", "spc": "space", "spacebar": "space", "del": "delete",
    "ins": "insert", "bs": "backspace", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "page_up": "pageup",
    "page_down": "pagedown", "control": "ctrl", "c": "ctrl", "option": "alt", "a": "alt", "m": "alt", "cmd": "super",
}  # fmt: skip
"""What other programs call them."""


def fault_of(sequence: str) -> str:
    """Return what is wrong with a key sequence, and what was probably meant; "" where all is well."""
    for token in sequence.split():
        if not is_key(token):
            meant = _meant(token)
            return f"no key is called {token!r}" + (f"; did you mean {meant!r}?" if meant else _how())
    return ""


def is_key(token: str) -> bool:
    """Say whether a terminal can send what a token names."""
    if len(token) == 1:
        return token.isprintable()
    *modifiers, key = token.split("+")
    if len(set(modifiers)) != len(modifiers) or any(modifier not in MODIFIERS for modifier in modifiers):
        return False
    if not modifiers:
        return key in NAMED
    return key in NAMED or (len(key) == 1 and key.isprintable() and key == key.lower())


def _meant(token: str) -> str:
    lowered = token.lower().strip("<>")
    parts = [_ALSO.get(part, part) for part in lowered.replace("-", "+").split("+")]
    key = _ALSO.get(lowered, "")
    if key in NAMED:
        return key
    *modifiers, last = parts
    if modifiers and (is_key(found := "+".join([*modifiers, last]))):
        return found
    if token.isprintable() and token.isalpha() and 2 <= len(token) <= 3:
        return " ".join(token)  # "gg" is typed "g g"
    close = get_close_matches(lowered, NAMED, n=1, cutoff=0.6)
    return close[0] if close else ""


def _how() -> str:
    return "; write a character, a name such as enter, or ctrl+r"
