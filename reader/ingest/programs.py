"""Know what well-known programs put into the pages they make: where the text stands, and what within it nobody reads.

Manuals, wikis, notebooks and journals come from a few programs, each with names of its own for its article, its tabs and
the buttons between its paragraphs.
"""

from __future__ import annotations

import re

from reader.ingest.tree import HEADINGS, Element, drop, tag_of, text_of, unwrap, words

FEWEST_CHARACTERS = 200
"""Of a text that is taken for the article because of the name of what holds it."""
LONGEST_LABEL = 60
"""Characters of the label of a tab."""
FEWEST_JUMPS = 3
MOST_TABS = 200
LEAST_LINKED = 0.7
"""Part of a table of contents that is links into the page."""

_FURNITURE = words(
    "mw-editsection printfooter magnify viewcode-link jp-inputprompt jp-outputprompt input_prompt output_prompt hideme "
    "pagenum pageno pg-boilerplate c-article-references__links c-article-references__download c-article__pill-button "
    "zeroclipboard-container gist-meta labstabs extra-services submission-history quote-controls line-numbers-wrapper "
    "md-source-file md-feedback theme-doc-footer theme-doc-toc-mobile theme-doc-version-badge pilcrow "
    "sd-summary-state-marker crawler-post-meta codeheader quarto-title-meta quarto-categories "
    "reflinks figure-inline-download bbcodeblock-expandlink pre-numbering article-copyright creativecommons"
)
_EVERYDAY = words("src meta lang ears boring")
_FRAMES = words("html body main article")
_CONTENTS = words(
    "toc table-of-contents tableofcontents toc_container ez-toc-container lwptoc rank-math-toc-block "
    "wp-block-table-of-contents gem-c-contents-list contents toc-box post-toc article-toc documentation-index"
)
_TEXTS = words(
    "mw-parser-output theme-doc-markdown vp-doc md-content__inner jp-notebook notebook-container govuk-govspeak govspeak "
    "c-article-body main-article-body bd-article furo-main-content markdown-body ltx_document"
)
_TABS = words("tabbed-labels tabs tabs-nav nav-tabs tab-list tabs__list")
_UP = re.compile(r"(?:(?:back|return)\s)?(?:to\s)?(?:the\s)?top|nach oben|haut|arriba|↑|⬆|▲", re.IGNORECASE)
_OPENS = re.compile(
    r"open in (?:a )?new (?:tab|window)|(?:view )?full[- ]size image|view (?:large|larger|full-size)(?: (?:image|version))?|open in figure viewer"
    r"|download (?:figure|powerpoint|ppt)(?: slide)?|download : download (?:high-res|full-size) image.*",
    re.IGNORECASE,
)
"""What stands below the figures of journals."""
_NUMBER_OR_WORDS = re.compile(r"\d|(?!(?:(?:perma|direct )?link|edit|hashtag|anchor)$)\w{2}", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none\s*;?", re.IGNORECASE)


def tidy(root: Element) -> None:
    """Take out what no reader reads, and show what only waits behind a tab."""
    named: list[Element] = []
    contents: list[Element] = []
    tabs: list[Element] = []
    panels: list[Element] = []
    headings: list[Element] = []
    rows: list[Element] = []
    is_rust = "rustdoc" in _names(next(root.iter("body"), root))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in HEADINGS:
            headings.append(element)
        elif (
            element.tag == "div"
            and element.get("class") == "fragment"
            and element.find("div[@class='line']") is not None
        ):
            element.tag = "pre"  # Doxygen's code
        elif element.tag == "d-code" and element.get("block") is not None:
            element.tag = "pre"  # Distill's
        elif element.tag == "p" and len(element) > 2:
            rows.append(element)
        elif element.tag == "a" and _OPENS.fullmatch((element.text or "").strip()):
            named.append(element)
            continue
        role = element.get("role")
        if role == "tablist":
            tabs.append(element)
        elif role == "tabpanel":
            panels.append(element)
        if not element.get("class") and not element.get("id"):
            if element.tag == "a" and (element.get("href") or "").startswith("#") and _UP.fullmatch(text_of(element)):
                named.append(element)
            continue
        if element.tag in _FRAMES:
            continue
        names = _names(element)
        if not names.isdisjoint(_FURNITURE) or _is_within_its_program(element, names, is_rust):
            named.append(element)
        elif not names.isdisjoint(_CONTENTS):
            contents.append(element)
        elif role is None and not names.isdisjoint(_TABS):
            tabs.append(element)
    for panel in panels:
        _show(panel)
    for element in tabs[:MOST_TABS]:
        _label(element)
    for element in [*named, *filter(_is_contents, contents)]:
        drop(element)
    for heading in headings:
        _unlink(heading)
    heads = {text_of(heading).casefold() for heading in headings} if rows else set()
    for row in rows:
        if _is_row_of_jumps(row, heads):
            drop(row)


def text(body: Element) -> Element | None:
    """Return what holds the article on a page of a known program; None where nothing does, or more than one."""
    found = [
        one for one in (body, *body.iter("div", "article", "section", "main")) if not _names(one).isdisjoint(_TEXTS)
    ]
    if not found:
        found = _of_manuals(body)
    found = [one for one in found if not any(other in found for other in one.iterancestors())]
    return found[0] if len(found) == 1 and len(text_of(found[0])) > FEWEST_CHARACTERS else None


def _of_manuals(body: Element) -> list[Element]:
    """Return the texts of pages that rustdoc and Javadoc make, whose holders have everyday names."""
    names = _names(body)
    if "rustdoc" in names:
        return [one for one in body.iter("section") if one.get("id") == "main-content"]
    if any(name.endswith("-declaration-page") for name in names):
        return list(body.iter("main"))[:1]
    return []


def _names(element: Element) -> frozenset[str]:
    return frozenset(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())


def _is_contents(element: Element) -> bool:
    """Say whether an element that is called one is a table of contents: links into the page and hardly anything else."""
    links = [link for link in element.iter("a") if (link.get("href") or "").startswith("#")]
    linked = sum(len(text_of(link)) for link in links)
    others = sum(len(text_of(link)) for link in element.iter("a")) - linked
    heads = sum(
        len(text_of(one))
        for one in element.iter("h2", "h3", "h4", "p", "button", "summary", "label")
        if one.find(".//a") is None
    )
    return len(links) > 1 and linked + others >= LEAST_LINKED * (len(text_of(element)) - heads) and others <= linked


def _is_within_its_program(element: Element, names: frozenset[str], is_rust: bool) -> bool:
    """Say whether an element is furniture by an everyday name, which is one only where a program uses it so."""
    if names.isdisjoint(_EVERYDAY):
        return False
    around = element.getparent().get("class") or ""
    return (
        (is_rust and element.tag == "a" and "src" in names)
        or ("meta" in names and "lightbox" in around)
        or ("lang" in names and "language-" in around)
        or ("ears" in names and element.tag == "table")
        or ("boring" in names and next(element.iterancestors("code"), None) is not None)
    )


def _is_row_of_jumps(row: Element, heads: set[str]) -> bool:
    """Say whether a paragraph is nothing but links to headings of its page ("Name | Synopsis | Description")."""
    links = list(row.iter("a"))
    if len(links) < FEWEST_JUMPS or not all((link.get("href") or "").startswith("#") for link in links):
        return False
    around = [row.text or "", *(child.tail or "" for child in row)]
    loose = re.search(r"\w", "".join(around)) is not None or any(tag_of(child) not in ("a", "br") for child in row)
    return not loose and sum(text_of(link).casefold() in heads for link in links) * 2 > len(links)


def _unlink(heading: Element) -> None:
    """Take the links out of a heading that lead to the heading itself, and the button that opens what is below it."""
    for button in list(heading.iter("button")):
        if text_of(button) == text_of(heading):
            unwrap(button)
    if next(heading.iter("a"), None) is None:
        return
    own = {one.get("id") for one in (heading, *list(heading.iterancestors())[:2]) if one.get("id")}
    for link in list(heading.iter("a")):
        if (
            (link.get("href") or "")[:1] == "#"
            and (link.get("href") or "")[1:] in own
            and _NUMBER_OR_WORDS.match(text_of(link))
        ):
            unwrap(link)


def _show(panel: Element) -> None:
    panel.attrib.pop("hidden", None)
    if style := panel.get("style"):
        panel.set("style", _HIDDEN.sub("", style))


def _label(tabs: Element) -> None:
    """Set the label of each tab above what it shows."""
    labels = [one for one in tabs.iter() if one.get("role") == "tab" or tag_of(one) == "label"]
    parent = tabs.getparent()
    if len(labels) < 2 or parent is None:
        return
    panels = [one for one in parent.iter() if one.get("role") == "tabpanel"]
    if len(panels) != len(labels):
        beside = tabs.getnext()
        panels = [] if beside is None else [one for one in beside if isinstance(one.tag, str)]
    said = [text_of(label) for label in labels]
    if len(panels) != len(labels) or not all(0 < len(one) <= LONGEST_LABEL for one in said):
        return
    for panel, label in zip(panels, said, strict=True):
        made = panel.makeelement("p")
        strong = made.makeelement("strong")
        strong.text = label
        made.append(strong)
        panel.addprevious(made)
        _show(panel)
    drop(tabs)
