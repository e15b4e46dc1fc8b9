"""Read the top of a copied article: its title, address, date and authors, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reader.ingest import addresses, bylines, credits
from reader.ingest.cues import fold
from reader.ingest.furniture import is_prose
from reader.ingest.marks import Mark, mark
from reader.ingest.paragraphs import Shape, Unit
from reader.model.clean import clean_line
from reader.model.url import identity, site_of

_DEEPEST = 16
"""Units of the top that are looked at, at most up to the second paragraph."""
_TITLE_WORDS = 90
_TITLE_CHARACTERS = 600
_LABEL = re.compile(r"(?:title|titre|titel|título|titolo)\s*:\s+", re.IGNORECASE)
_BREADCRUMB = re.compile(r"\S+(?:\s\S+){0,3}?(?:(?:\s*[>›»→]|\s+/)\s+\S+(?:\s\S+){0,3}){1,6}")
_CRUMBS = re.compile(r"\s*[>›»→]\s+|\s+/\s+")
_SITE_MARK = re.compile(r"\s+[|–—-]\s+")
_IN_A_PLACE = re.compile(r"\s+(?:in|à|en|a|em|aus|from|da)\s+(?=[A-ZÀ-Þ])|,\s+(?=[A-ZÀ-Þ])")
_SECTIONS = frozenset(
    fold(word)
    for words in (
        "news,politics,opinion,analysis,culture,world,business,economy,sport,sports,science,technology,tech,health,environment,review,feature,interview,comment,editorial,books,arts,lifestyle,travel,exclusive,long read",
        "actualité,actualités,politique,opinion,opinions,analyse,culture,monde,international,économie,société,sport,sports,sciences,science,technologie,santé,environnement,planète,critique,entretien,reportage,enquête,tribune,éditorial,chronique,livres,exclusif,idées,france,europe",
        "nachrichten,politik,meinung,analyse,kultur,welt,ausland,inland,wirtschaft,gesellschaft,sport,wissenschaft,wissen,technik,digital,gesundheit,umwelt,rezension,interview,kommentar,leitartikel,reportage,feuilleton,panorama,exklusiv,regional",
        "noticias,política,opinión,análisis,cultura,mundo,internacional,economía,sociedad,deportes,ciencia,tecnología,salud,medio ambiente,reseña,entrevista,reportaje,editorial,columna,libros,exclusiva,españa",
        "notizie,politica,opinione,opinioni,analisi,cultura,mondo,esteri,economia,società,cronaca,scienza,tecnologia,salute,ambiente,recensione,intervista,editoriale,libri,esclusiva",
        "notícias,opinião,análise,mundo,economia,sociedade,esporte,desporto,ciência,tecnologia,saúde,ambiente,resenha,crónica,crônica,reportagem,livros",
        "nieuws,politiek,opinie,analyse,cultuur,wereld,buitenland,binnenland,economie,samenleving,wetenschap,techniek,gezondheid,milieu,recensie,column,achtergrond,boeken",
    )
    for word in words.split(",")
)


@dataclass(slots=True)
class Masthead:
    """What the top of a text tells, and which of its units tell nothing else (`used`, by their place)."""

    title: str = ""
    url: str | None = None
    published: date | None = None
    updated: date | None = None
    authors: tuple[str, ...] = ()
    site: str = ""
    used: set[int] = field(default_factory=set)


def read(units: Sequence[Unit], language: str) -> Masthead:
    """Return what the units at the top say; `language` settles the order of days and months."""
    found = Masthead()
    head = list(_head(units))
    _take_address(found, units, head)
    _take_title(found, units, head, language)
    _take_credits(found, units, head, language)
    _take_lone_names(found, units, head)
    _take_repetitions(found, units, head)
    _take_address_at_the_end(found, units)
    if not found.authors:
        found.authors = _authors_in_text(found, units)
    return found


def stands_alone(line: str) -> bool:
    """Say whether no paragraph runs through `line`: an address, a line of credits, a button, an advertisement."""
    if len(line) > 160:
        return False
    return addresses.alone(line) is not None or mark(line) is not Mark.NONE or credits.read(line, "").is_nothing_else


def _head(units: Sequence[Unit]) -> Iterator[int]:
    paragraphs = 0
    for at, unit in enumerate(units[:_DEEPEST]):
        if unit.shape not in (Shape.TEXT, Shape.HEADING, Shape.ITEM) or unit.quoted:
            continue
        yield at
        paragraphs += is_prose(unit)
        if paragraphs == 2:
            return


def _take_address(found: Masthead, units: Sequence[Unit], head: list[int]) -> None:
    for at in head:
        address = addresses.alone(units[at].text)
        if not address:
            continue
        if found.url is None:
            found.url = address
            found.site = site_of(address)
        elif identity(address) != identity(found.url):
            continue
        found.used.add(at)


def _take_title(found: Masthead, units: Sequence[Unit], head: list[int], language: str) -> None:
    candidates: list[int] = []
    crumbs = False
    for place, at in enumerate(head):
        unit = units[at]
        if at in found.used or _is_credit(units, head, place, language):
            continue
        if is_prose(unit) or not _can_be_a_title(units, at):
            break
        if place + 1 < len(head) and _is_breadcrumb(unit.text, units[head[place + 1]].text):
            found.used.add(at)
            crumbs = True
            continue
        candidates.append(at)
        if len(candidates) == 2:
            break
    candidates = [at for at in candidates if mark(units[at].text) in (Mark.NONE, Mark.KEPT)] or candidates[:1]
    if not candidates:
        return
    chosen = candidates[0]
    if len(candidates) == 2 and _is_kicker(found, units[chosen].text, units[candidates[1]].text, crumbs):
        found.used.add(chosen)
        chosen = candidates[1]
    following = units[chosen + 1] if chosen + 1 < len(units) else None
    title = units[chosen].text
    found.used.add(chosen)
    if (
        following
        and following.attached
        and following.text[:1].islower()
        and not stands_alone(following.text)
        and len(title) >= 30
        and title[-1].isalnum()
    ):
        title = f"{title} {following.text}"
        found.used.add(chosen + 1)
    found.title = _without_site(found, clean_line(_LABEL.sub("", title, count=1)), following)


def _is_breadcrumb(line: str, following: str) -> bool:
    """Say whether a line gives the way to the page: short parts, or several of which the next line is the last."""
    parts = _CRUMBS.split(line)
    return _BREADCRUMB.fullmatch(line) is not None or (len(parts) > 1 and fold(parts[-1]) == fold(following))


def _is_credit(units: Sequence[Unit], head: list[int], place: int, language: str) -> bool:
    """Say whether a line above the title is no title: a date, a byline with something else that could be the title."""
    unit = units[head[place]]
    credit = credits.read(unit.text, language)
    if not credit.is_nothing_else or unit.words > 40:
        return False
    if credit.published or credit.updated or credit.measured:
        return credit.rest_words <= 1 or credit.cued
    following = units[head[place + 1]] if place + 1 < len(head) else None
    names = all(len(name.split()) > 1 for name in credit.authors)
    return (
        names and credit.rest_words == 0 and (place > 0 or (following is not None and not _is_short_title(following)))
    )


def _is_short_title(unit: Unit) -> bool:
    return unit.words <= 20 and not is_prose(unit) and addresses.alone(unit.text) is None


def _can_be_a_title(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    if unit.words > _TITLE_WORDS or len(unit.text) > _TITLE_CHARACTERS or unit.shape is Shape.ITEM or unit.wrapped:
        return False
    if unit.text.endswith((",", ";", "。", "、", "，", "；")) or (unit.text.endswith(".") and unit.words > 14):
        return False
    if unit.words > 40 and unit.text.endswith((".", "!", "?", "…", "”", "»", '"', ":")):
        return False
    return not (at == 0 and _is_stanza(units))


def _is_stanza(units: Sequence[Unit]) -> bool:
    """Say whether a text begins in the middle of verse: short lines that hang together, none of them a date or address."""
    end = next((at for at in range(1, min(len(units), 9)) if not units[at].attached), min(len(units), 9))
    lines = units[:end]
    return len(lines) > 2 and all(line.words <= 14 and not stands_alone(line.text) for line in lines)


def _is_kicker(found: Masthead, first: str, second: str, crumbs: bool) -> bool:
    """Say whether the line above the title is the site's name or a section ("Politics"), not the title itself.

    Under a page's breadcrumbs (`crumbs`) any word or two are such a line.
    """
    if crumbs and len(first.split()) <= 2 and len(second.split()) >= 4:
        return True
    folded = fold(first)
    host = found.site.rsplit(".", 1)[0].replace("-", "").replace(".", "")
    return len(second.split()) >= 3 and (folded in _SECTIONS or (len(folded) > 3 and folded.replace(" ", "") == host))


def _without_site(found: Masthead, title: str, following: Unit | None) -> str:
    """Return the title without " | The Site" where the address or the next line proves that it is the site's name."""
    parts = _SITE_MARK.split(title)
    if len(parts) < 2:
        return title
    head = title[: title.rindex(parts[-1])].rstrip(" |–—-\u00a0")
    name = fold(parts[-1]).replace(" ", "").replace(".", "")
    host = found.site.replace("-", "").replace(".", "")
    if (following and fold(following.text) == fold(head)) or (
        len(name) > 3 and host.startswith(name.removeprefix("the"))
    ):
        return head
    return title


def _take_credits(found: Masthead, units: Sequence[Unit], head: list[int], language: str) -> None:
    for at in head:
        unit = units[at]
        if at in found.used or mark(unit.text) is Mark.CAPTION:
            continue
        credit = credits.read(unit.text, language)
        pure = credit.is_nothing_else
        if pure:
            found.used.add(at)
        if pure or (credit.cued and unit.words <= 25):
            found.published = found.published or credit.published
            found.updated = found.updated or credit.updated
        if pure or (credit.cued and unit.words <= 12):
            found.authors = found.authors or credit.authors
    if found.updated and not found.published:
        found.published, found.updated = found.updated, None


def _take_lone_names(found: Masthead, units: Sequence[Unit], head: list[int]) -> None:
    """Take a line that is a name where the title, the date or the address stand beside it."""
    if found.authors or not (found.published or found.url):
        return
    for at in head:
        if at in found.used or is_prose(units[at]):
            continue
        name = _IN_A_PLACE.split(units[at].text, maxsplit=1)[0]
        if name.isupper() and {at - 1, at + 1} <= found.used:
            name = name.title()  # set in capitals between the title and the date
        beside = {at - 1, at + 1} & found.used
        known = found.site.replace("-", "").replace(".", "")
        if (
            beside
            and bylines.looks_like_a_name(name)
            and fold(name).replace(" ", "") not in known
            and units[at].words <= 7
        ):
            found.authors = bylines.authors(name, "")
            found.used.add(at)
            return


def _take_repetitions(found: Masthead, units: Sequence[Unit], head: list[int]) -> None:
    """The title once more, or the site's name, says nothing new."""
    host = found.site.rsplit(".", 1)[0].replace("-", "")
    for at in head:
        folded = fold(units[at].text)
        if folded and (
            folded == fold(found.title) or (len(folded) > 3 and folded.replace(" ", "") in (host, found.site))
        ):
            found.used.add(at)


def _take_address_at_the_end(found: Masthead, units: Sequence[Unit]) -> None:
    """Some put the address last. One among several is a source, and stays."""
    if found.url:
        return
    last = [at for at in range(max(0, len(units) - 3), len(units)) if addresses.alone(units[at].text)]
    if len(last) == 1 and not (last[0] > 0 and mark(units[last[0] - 1].text) is Mark.KEPT):
        found.url = addresses.alone(units[last[0]].text)
        found.site = site_of(found.url or "")
        if not addresses.is_labelled(units[last[0]].text):
            found.used.add(last[0])


def _authors_in_text(found: Masthead, units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the names that the first or last sentences give ("Article written by Jane Doe, a sailor."); they stay."""
    left = [at for at in range(len(units)) if at not in found.used and units[at].shape is Shape.TEXT]
    for at in [*left[:4], *reversed(left[-3:])]:
        text = units[at].text
        byline = bylines.within(text.strip(" ([—–-"))
        if byline is None or byline.start > 0 or not all(len(name.split()) > 1 for name in byline.names):
            continue
        rest = text[byline.end :].strip(" )]")
        told = len(text[: byline.end].split()) - sum(len(name.split()) for name in byline.names)
        if (told >= 2 and rest[:1] in ("", ",", ".", "(", "|", "-", "–", "—")) or not rest.strip("."):
            return byline.names
    return ()
