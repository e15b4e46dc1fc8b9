"""Raised and lowered characters: Unicode has its own for digits and most letters, terminals have no others."""

from __future__ import annotations

_SUP = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδε−′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋ⁻′",
        strict=True,
    )
)
_SUB = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋", strict=True))
_LONGEST = 8
"""Longer ones are hard to read when small."""


def superscript(text: str) -> str:
    """Return `text` raised, "10²"; where a character has no raised form, "x^(…)" says the same."""
    return _set(text, _SUP, "^")


def subscript(text: str) -> str:
    """Return `text` lowered, "H₂O"; where a character has no lowered form, "x_(…)" says the same."""
    return _set(text, _SUB, "_")


def _set(text: str, forms: dict[str, str], sign: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    if len(inner) <= _LONGEST and all(character in forms for character in inner):
        return "".join(forms[character] for character in inner)
    return f"{sign}{inner}" if len(inner) == 1 else f"{sign}({inner})"
