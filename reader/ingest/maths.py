"""Bring mathematics to TeX, from MathML and from what KaTeX, MathJax and wikis make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.ingest.tree import Element, tag_of, words

LONGEST = 4000
"""Characters of TeX in one formula."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in TeX; empty where an element only repeats one."""

    tex: str
    display: bool = False
    """It stands on lines of its own."""


def inline(tex: str) -> str:
    """Return a formula as Markdown within a line."""
    tex = re.sub(r"^\{\\(?:display|text)style\s*(.*)\}$", r"\1", " ".join(tex.split()), flags=re.DOTALL).strip()
    tex = tex.removeprefix("$latex ").strip("$").strip()
    return f"${tex}$" if tex else ""


def of(element: Element) -> Formula | None:
    """Return the formula an element shows, or None where it shows none."""
    tag, names = tag_of(element), (element.get("class") or "")
    if tag == "math":
        return Formula(_tex_of_math(element), element.get("display") == "block")
    if tag == "script":
        kind = element.get("type") or ""
        return Formula(_tidy(element.text or ""), "mode=display" in kind) if kind.startswith("math/tex") else None
    if tag == "mjx-container" or "MathJax_CHTML" in names or "MathJax_SVG" in names:
        found = next(element.iter("math"), None)
        return Formula(
            _tex_of_math(found) if found is not None else "", element.get("display") == "true" or "Display" in names
        )
    words = names.split()
    if "MathJax_Preview" in words or ("MathJax" in words and next(element.iter("math"), None) is None):
        return Formula("")
    if "katex" in words or "katex-display" in words:
        found = next(element.iter("math"), None)
        return Formula(_tex_of_math(found), "katex-display" in words) if found is not None else None
    if "mwe-math-element" in words:
        found = next(element.iter("math"), None)
        block = "mwe-math-element-block" in words or (found is not None and found.get("display") == "block")
        return Formula(_tex_of_math(found), block) if found is not None else None
    if tag in ("span", "div") and "math" in words and ("inline" in words or "display" in words):
        text = "".join(element.itertext())
        if text.lstrip().startswith(("\\(", "\\[", "$")):
            return Formula(_tidy(re.sub(r"^\s*(?:\\[(\[]|\$+)|(?:\\[)\]]|\$+)\s*$", "", text)), "display" in words)
    return None


def mark_source(root: Element) -> None:
    """Where a page leaves formulas to a script, turn the TeX in its text ("\\(x\\)") into elements `of` knows."""
    scripts = " ".join((script.get("src") or "") + (script.text or "")[:3000] for script in root.iter("script"))
    if not re.search(r"mathjax|katex|renderMathInElement", scripts, re.I):
        return
    dollars = bool(re.search(r"""inlineMath['"]?\s*:\s*\[[^]]*\[\s*['"]\$['"]|left\s*:\s*['"]\$['"]""", scripts))
    pattern = _SOURCE_WITH_DOLLARS if dollars else _SOURCE
    for element in list(
        root.iter(
            "p",
            "div",
            "li",
            "td",
            "dd",
            "span",
            "h2",
            "h3",
            "em",
            "strong",
            "section",
            "article",
            "blockquote",
            "figcaption",
        )
    ):
        if any(
            tag_of(one) in ("pre", "code", "script", "style", "math") for one in (element, *element.iterancestors())
        ):
            continue
        for holder, where in [(element, "text"), *((child, "tail") for child in element)]:
            _split(holder, where, pattern)


_SOURCE = re.compile(r"\\\((.{1,1500}?)\\\)|\\\[(.{1,3000}?)\\\]|\$\$(.{1,3000}?)\$\$", re.DOTALL)
_SOURCE_WITH_DOLLARS = re.compile(_SOURCE.pattern + r"|(?<![\\$])\$(?=\S)([^$\n]{1,500}?)(?<=\S)\$(?!\d)", re.DOTALL)


def _split(holder: Element, where: str, pattern: re.Pattern[str]) -> None:
    text = getattr(holder, where) or ""
    if "\\(" not in text and "\\[" not in text and "$" not in text:
        return
    pieces: list[tuple[str, str, bool]] = []
    end = 0
    for match in pattern.finditer(text):
        inline_tex = match[1] or (match[4] if pattern is _SOURCE_WITH_DOLLARS else None)
        pieces.append((text[end : match.start()], inline_tex or match[2] or match[3], inline_tex is None))
        end = match.end()
    if not pieces:
        return
    setattr(holder, where, pieces[0][0])
    made = []
    for at, (_, tex, display) in enumerate(pieces):
        script = holder.makeelement("script", type="math/tex; mode=display" if display else "math/tex")
        script.text = tex
        script.tail = pieces[at + 1][0] if at + 1 < len(pieces) else text[end:]
        made.append(script)
    if where == "text":
        for at, script in enumerate(made):
            holder.insert(at, script)
    else:
        for script in reversed(made):
            tail, script_tail = holder.tail, script.tail
            holder.tail = None
            holder.addnext(script)
            script.tail, holder.tail = script_tail, tail


def _tex_of_math(math: Element) -> str:
    """Return the TeX a formula was made from, where it is told, else one made from its MathML."""
    for annotation in math.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower() and (annotation.text or "").strip():
            return _tidy(annotation.text)
    if math.get("alttext"):
        return _tidy(math.get("alttext"))
    return _tidy(_tex(math))


def _tidy(tex: str) -> str:
    tex = re.sub(r"^\s*%.*$", "", tex, flags=re.MULTILINE)
    tex = " ".join(tex.split())[:LONGEST]
    return re.sub(r"^\{\\(?:display|text)style\s*(.*)\}$", r"\1", tex).strip().removeprefix("\\displaystyle ").strip()


_SYMBOLS = {
    "−": "-", "×": r"\times ", "⋅": r"\cdot ", "·": r"\cdot ", "±": r"\pm ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ",
    "∞": r"\infty ", "∑": r"\sum ", "∏": r"\prod ", "∫": r"\int ", "√": r"\sqrt ", "∂": r"\partial ", "∇": r"\nabla ", "∈": r"\in ",
    "→": r"\to ", "⇒": r"\Rightarrow ", "↦": r"\mapsto ", "∀": r"\forall ", "∃": r"\exists ", "⊂": r"\subset ", "∪": r"\cup ", "∩": r"\cap ",
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\epsilon ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ",
    "π": r"\pi ", "ρ": r"\rho ", "σ": r"\sigma ", "τ": r"\tau ", "φ": r"\phi ", "ψ": r"\psi ", "ω": r"\omega ", "Δ": r"\Delta ", "Σ": r"\Sigma ",
    "Ω": r"\Omega ", "Γ": r"\Gamma ", "Λ": r"\Lambda ", "Φ": r"\Phi ", "Ψ": r"\Psi ", "\u2061": "", "\u2062": "", "\u2063": ",", "\u2064": "+",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "…": r"\dots ", "⋯": r"\cdots ",
}  # fmt: skip
_NAMES = words(
    "sin cos tan log ln exp lim max min sup inf det arg deg gcd dim ker mod cot sec csc sinh cosh tanh arcsin arccos arctan"
)


def _tex(element: Element) -> str:
    """Return TeX for one element of presentation MathML."""
    tag = tag_of(element)
    children = [child for child in element if tag_of(child)]
    match tag:
        case "annotation" | "annotation-xml":
            return ""
        case "semantics":
            return _tex(children[0]) if children else ""
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            return _leaf(tag, "".join(element.itertext()).strip())
        case "mspace":
            return " "
        case "mfrac" if len(children) == 2:
            return rf"\frac{{{_tex(children[0])}}}{{{_tex(children[1])}}}"
        case "msqrt":
            return rf"\sqrt{{{''.join(map(_tex, children))}}}"
        case "mroot" if len(children) == 2:
            return rf"\sqrt[{_tex(children[1])}]{{{_tex(children[0])}}}"
        case "msup" | "mover" if len(children) == 2:
            return _over(tag, *map(_tex, children))
        case "msub" | "munder" if len(children) == 2:
            return f"{_grouped(_tex(children[0]))}_{{{_tex(children[1])}}}"
        case "msubsup" | "munderover" if len(children) == 3:
            base, below, above = map(_tex, children)
            return f"{_grouped(base)}_{{{below}}}^{{{above}}}"
        case "mfenced":
            inside = (element.get("separators") or ",")[:1].join(map(_tex, children))
            return rf"\left{element.get('open') or '('}{inside}\right{element.get('close') or ')'}"
        case "mtable":
            return r"\begin{matrix}" + r" \\ ".join(map(_tex, children)) + r"\end{matrix}"
        case "mtr" | "mlabeledtr":
            return " & ".join(map(_tex, children))
        case _:
            return "".join(map(_tex, children)) if children else "".join(element.itertext()).strip()


def _over(tag: str, base: str, above: str) -> str:
    accent = (
        {"¯": "bar", "‾": "bar", "^": "hat", "~": "tilde", "→": "vec", r"\to": "vec", "˙": "dot", ".": "dot"}.get(
            above.strip()
        )
        if tag == "mover"
        else None
    )
    return rf"\{accent}{{{base}}}" if accent else f"{_grouped(base)}^{{{above}}}"


def _grouped(tex: str) -> str:
    return tex if len(tex) <= 1 or re.fullmatch(r"\\[A-Za-z]+ ?", tex) else f"{{{tex}}}"


def _leaf(tag: str, text: str) -> str:
    if tag in ("mtext", "ms"):
        return rf"\text{{{text}}}" if text else ""
    if text in _NAMES:
        return rf"\{text} "
    text = "".join(_SYMBOLS.get(char, char) for char in text)
    if tag == "mi" and len(text) > 1 and text.isalpha():
        return rf"\mathrm{{{text}}}"
    return f" {text} " if tag == "mo" and text in ("=", "+", "-", "<", ">") else text
