"""Find footnotes: the marks in the text, and what they say elsewhere on the page.

Notes are found on the whole page, before anything is left out, so that a note is kept with its mark even where the
list of notes is not taken for part of the article.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.ingest.tree import Element, drop, names_of, tag_of, text_of

_MARK = re.compile(
    r"[\[(]?\s*(?:\d{1,4}|[a-z]{1,3}|[ivxlc]{1,6}|[*†‡§¶]{1,3}|(?:note|nb|n|fn)\.?\s*\d{1,3})\s*[\])]?", re.IGNORECASE
)
_REFERRING = re.compile(
    r"footnote|noteref|fnref|\breference\b|cite_ref|endnote|easy-footnote|\bfn\b|note-link|annotation-ref|sidenote-number"
)
_NOTED = re.compile(r"footnote|endnote|cite_note|\bfn\b|^fn|reference|note")
_BACK = re.compile(r"fnref|backlink|back-?ref|footnote-?back|reversefootnote|cite_ref|return|backreference")
_BACK_TEXT = re.compile(
    r"[\s↩↵⏎↑^←⤴↖️\ufe0e\[\]a-z0-9,.;|]{0,12}|jump up|back( to text)?|return( to text)?|zurück|retour", re.IGNORECASE
)
_HOLDERS = frozenset(("li", "p", "div", "dd", "aside", "td", "tr", "span", "section", "dt"))
LONGEST = 6000
"""Characters of a note; what is longer is a section that a link leads to."""


@dataclass(slots=True)
class Notes:
    """The notes of one page. Marks and notes are told by an attribute, which copies of the tree keep."""

    texts: dict[str, Element] = field(default_factory=dict)
    """By label: the note, without its link back."""
    _met: list[str] = field(default_factory=list)

    def label(self, element: Element) -> str:
        """Return the label of the note that `element` is the mark of; "" where it is none."""
        label = element.get("data-reader-mark") or ""
        if label and label in self.texts:
            if label not in self._met:
                self._met.append(label)
            return str(label)
        return ""

    def is_note(self, element: Element) -> bool:
        """Say whether `element` is the text of a note, which has its place at the end."""
        return (element.get("data-reader-note") or "") in self.texts if element.get("data-reader-note") else False

    def wanted(self) -> Iterator[tuple[str, Element]]:
        """Yield the notes whose marks were met, in the order of the marks; a note may bring others."""
        at = 0
        while at < len(self._met):
            yield self._met[at], self.texts[self._met[at]]
            at += 1


def find(root: Element) -> Notes:
    """Find the notes of a page, and mark them and their marks in it."""
    targets = {element.get("id"): element for element in root.iter() if element.get("id")}
    for anchor in root.iter("a"):
        if anchor.get("name") and anchor.get("name") not in targets:
            targets[anchor.get("name")] = anchor
    notes = Notes()
    labels: dict[Element, str] = {}
    for link in list(root.iter("a")):
        address = link.get("href") or ""
        if "#" not in address or len(address) > 300:
            continue
        target = targets.get(address.partition("#")[2])
        if target is None or not _is_mark(link) or _leads_back(link, target, labels):
            continue
        note = _note_of(target, link)
        if note is None:
            continue
        if note not in labels:
            labels[note] = label = str(len(labels) + 1)
            text = _without_back_links(note)
            if not text_of(text):
                continue
            notes.texts[label] = text
            note.set("data-reader-note", label)
        _mark_of(link).set("data-reader-mark", labels[note])
    _find_sidenotes(root, notes)
    _find_latex_notes(root, notes)
    return notes


def _leads_back(link: Element, target: Element, known: dict[Element, str]) -> bool:
    """Say whether `link` stands in a note found before and leads to where that note is marked (Substack's numbers do)."""
    inside = next((known[one] for one in link.iterancestors() if one in known), "")
    return bool(inside) and any(one.get("data-reader-mark") == inside for one in (target, *target.iterdescendants()))


def _is_mark(link: Element) -> bool:
    text = text_of(link)
    near = f"{names_of(link)} {link.get('rel') or ''} {link.get('role') or ''} {link.get('epub:type') or ''}"
    parent = link.getparent()
    raised = tag_of(parent) == "sup" if parent is not None else False
    raised = raised or any(tag_of(child) == "sup" for child in link)
    if _BACK.search(near.replace("noteref", "")) and not raised and "cite_ref" not in near:
        return False
    if not text or not _MARK.fullmatch(text):
        return False
    around = near + " " + (names_of(parent) if parent is not None else "")
    return bool(raised or _REFERRING.search(around) or "noteref" in around or text.startswith("["))


def _note_of(target: Element, link: Element) -> Element | None:
    """Return the element that holds the note's text: the target, or what the target is the first part of."""
    note = target
    while not _reads_like_a_note(note):
        parent = note.getparent()
        if parent is None or tag_of(parent) not in _HOLDERS or parent in set(link.iterancestors()):
            return None
        if tag_of(note) in ("li", "dd"):
            return None
        note = parent
    if tag_of(note) not in _HOLDERS or note in set(link.iterancestors()) or link in set(note.iterancestors()):
        return None
    if len(text_of(note)) > LONGEST:
        return None
    signs = f"{names_of(note)} {names_of(target)} {' '.join(names_of(one) for one in list(note.iterancestors())[:3])}"
    return note if _NOTED.search(signs) or _links_back(note) else None


def _reads_like_a_note(element: Element) -> bool:
    return tag_of(element) in _HOLDERS and len(text_of(element)) > 3


def _links_back(note: Element) -> bool:
    return any(
        (link.get("href") or "").find("#") >= 0 and _BACK_TEXT.fullmatch(text_of(link)) for link in note.iter("a")
    )


def _mark_of(link: Element) -> Element:
    """The mark takes its raised wrapper with it."""
    parent = link.getparent()
    while parent is not None and tag_of(parent) in ("sup", "span") and text_of(parent) == text_of(link):
        link, parent = parent, parent.getparent()
    return link


def _without_back_links(note: Element) -> Element:
    text = copy.deepcopy(note)
    text.tail = None
    for link in list(text.iter("a")):
        address = link.get("href") or ""
        if "#" in address and (
            _BACK.search(f"{names_of(link)} {address.lower()} {link.get('role') or ''}")
            or _BACK_TEXT.fullmatch(text_of(link))
        ):
            drop(link)
    for part in list(text.iter("span", "sup", "b")):
        if part is not text and re.search(r"backlink|cite-accessibility|noprint", names_of(part)):
            drop(part)
    first = next((part for part in text.iter() if (part.text or "").strip()), None)
    if first is not None:
        first.text = re.sub(r"^\s*(?:\[?\d{1,4}[\]).:]|\^|↑|[*†‡](?=\s))\s*", "", first.text)
        if first is not text and tag_of(first) == "sup" and re.fullmatch(r"\s*\[?\d{1,4}\]?\s*", first.text or ""):
            drop(first)
    return text


def _find_sidenotes(root: Element, notes: Notes) -> None:
    """Notes that stand right beside their mark (Tufte CSS)."""
    for number, note in enumerate(list(root.iter("span", "small", "aside")), 1):
        if not re.search(r"(?:^|\s)(sidenote|marginnote)(?:\s|$)", note.get("class") or "") or not text_of(note):
            continue
        label = f"s{number}"
        text = copy.deepcopy(note)
        text.tail = None
        notes.texts[label] = text
        note.set("data-reader-mark", label)
        for before in (
            note.getprevious(),
            note.getprevious().getprevious() if note.getprevious() is not None else None,
        ):
            if (
                before is not None
                and tag_of(before) in ("label", "input")
                and re.search(r"margin-?toggle|sidenote", names_of(before))
            ):
                drop(before)


def _find_latex_notes(root: Element, notes: Notes) -> None:
    """Notes as LaTeXML writes them: inside their mark, with the mark said again before their words."""
    for number, note in enumerate(list(root.iter("span")), 1):
        if "ltx_role_footnote" not in (note.get("class") or "").split():
            continue
        content = next((one for one in note.iter("span") if "ltx_note_content" in (one.get("class") or "")), None)
        if content is None:
            continue
        text = copy.deepcopy(content)
        text.tail = None
        for part in [
            one for one in text.iter("sup", "span") if re.search(r"ltx_note_mark|ltx_tag_note", one.get("class") or "")
        ]:
            drop(part)
        if text_of(text):
            notes.texts[f"l{number}"] = text
            note.set("data-reader-mark", f"l{number}")
