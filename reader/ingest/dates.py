"""Read dates as people print them, in some thirty languages by a table of our own, else by dateparser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

LOOKED_AT = 300
"""Characters of a text in which a date is sought."""
_FOREIGN_LOOKED_AT = 40
"""dateparser takes seconds on long hostile input, so it gets little."""

_MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec",
    "fr": "janvier|janv fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout septembre|sept octobre|oct novembre|nov decembre|dec",
    "de": "januar|janner|jan februar|feber|feb marz|maerz|mrz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|sett|set ottobre|ott novembre|nov dicembre|dic",
    "pt": "janeiro|jan fevereiro|fev marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
    "ca": "gener|gen febrer|febr marc abril|abr maig juny juliol agost|ag setembre|set octubre|oct novembre|nov desembre|des",
    "sv": "januari|jan februari|feb mars april|apr maj juni|jun juli|jul augusti|aug september|sep oktober|okt november|nov december|dec",
    "da": "januar|jan februar|feb marts april|apr maj juni|jun juli|jul august|aug september|sep oktober|okt november|nov december|dec",
    "no": "januar|jan februar|feb mars april|apr mai juni|jun juli|jul august|aug september|sep oktober|okt november|nov desember|des",
    "fi": "tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu kesakuuta|kesakuu heinakuuta|heinakuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu marraskuuta|marraskuu joulukuuta|joulukuu",
    "pl": "stycznia|styczen lutego|luty marca|marzec kwietnia|kwiecien maja czerwca|czerwiec lipca|lipiec sierpnia|sierpien wrzesnia|wrzesien pazdziernika|pazdziernik listopada|listopad grudnia|grudzien",
    "cs": "ledna|leden unora|unor brezna|brezen dubna|duben kvetna|kveten cervna|cerven cervence|cervenec srpna|srpen zari rijna|rijen listopadu prosince|prosinec",
    "sk": "januara februara marca aprila maja juna jula augusta septembra oktobra novembra decembra",
    "hu": "januar februar marcius|marc aprilis majus junius julius augusztus szeptember oktober november december",
    "ro": "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie decembrie",
    "tr": "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ru": "января|янв|январь февраля|февр|фев|февраль марта|март апреля|апр|апрель мая|май июня|июн|июнь июля|июл|июль августа|авг|август сентября|сент|сен|сентябрь октября|окт|октябрь ноября|нояб|ноя|ноябрь декабря|дек|декабрь",
    "uk": "сiчня лютого березня квiтня травня червня липня серпня вересня жовтня листопада грудня",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "el": "ιανουαριου|ιαν φεβρουαριου|φεβ μαρτιου|μαρ απριλιου|απρ μαιου|μαι ιουνιου|ιουν ιουλιου|ιουλ αυγουστου|αυγ σεπτεμβριου|σεπ οκτωβριου|οκτ νοεμβριου|νοε δεκεμβριου|δεκ",
    "ar": "يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "he": "ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "hi": "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "nl": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep oktober|okt november|nov december|dec",
}
"""Twelve months a language, in order, without accents; no word names different months in two of them."""

_MONTH_OF = {
    word: number
    for months in _MONTHS.values()
    for number, month in enumerate(months.split(), 1)
    for word in month.split("|")
}
_MONTH_FIRST = {"en"}
"""Languages in which 3/4/2025 is the fourth of March; where one number is over twelve, that settles it."""

_UNACCENTED = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõúùûüçñÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÇÑ\u00a0\u202f\u2009’"
    "ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůýžČĎĚŇŘŠŤŮÝŽşğıŞĞİőűŐŰăâșțĂȘȚάέήίόύώϊΐΆΈΉΊΌΎΏіІ",
    "aaaaaaeeeeiiiiooooouuuucnAAAAAAEEEEIIIIOOOOOUUUUCN   '"
    "acelnszzACELNSZZcdenrstuyzCDENRSTUYZsgiSGIouOUaastAST"
    "αεηιουωιιΑΕΗΙΟΥΩiI",
)
"""One for one, so that places in the text stay what they are."""

_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")(?!\w)\.?"
_DAY = r"(?<!\d)(?<!\d[.:,])(?P<day>\d{1,2})(?:st|nd|rd|th|er|eme|e|º|ª|°|o|\.)?"
_YEAR = r"(?P<year>\d{4})(?![\d%])"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?",
        r"(?<![\d/.])(?P<year>\d{4})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        rf"{_DAY}[ -]{{0,2}}(?:of |de |d'|)(?:the )?{_MONTH}[, -]{{0,2}}(?:de |del |do |)(?:l'an )?{_YEAR}",
        rf"\b{_MONTH} {{0,2}}{_DAY},? {{1,2}}(?:de |del )?{_YEAR}",
        r"(?<![\w.,/:-])(?P<one>\d{1,2})(?P<mark>[./-]) ?(?P<two>\d{1,2})(?P=mark) ?(?P<year>\d{4}|\d{2})(?![\d.:]*\d)",
        rf"\b{_MONTH} {{1,2}}{_DAY} \d\d?:\d\d(?::\d\d)?(?: [A-Z]{{2,5}})? {_YEAR}",
        rf"{_YEAR}\.?(?: m\.| g\.| gada)? {{0,2}}{_MONTH} {{0,2}}{_DAY}(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2}) thang (?P<month>\d{1,2})[, ]{1,2}(?:nam )?(?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\. (?P<month>\d{1,2})\. (?P<day>\d{1,2})\.?(?!\d)",
        r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]",
    )
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A day named in a text, and where (code points, end excluded)."""

    start: int
    end: int
    day: date


def parse(text: str, language: str) -> date | None:
    """Return the day that `text` names, or None where it names none in full: no day is ever guessed from a month,
    a weekday or "three days ago". `language` settles the order of 3/4/2025."""
    found = find(text, language)
    if found:
        return found[0].day
    return None if language in _MONTHS else _foreign(text.strip()[:_FOREIGN_LOOKED_AT], language)


def find(text: str, language: str) -> list[Found]:
    """Return the days that stand in the beginning of `text`, in their order."""
    plain = text[:LOOKED_AT].translate(_UNACCENTED)
    found: list[Found] = []
    if not any(map(str.isdigit, plain)):
        return found
    for candidate in sorted(_candidates(plain, language), key=lambda found: (found.start, -found.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return found


def _candidates(text: str, language: str) -> Iterator[Found]:
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match.groupdict(), language)
            if day:
                yield Found(match.start(), match.end(), day)


def _day(parts: dict[str, str | None], language: str) -> date | None:
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900
    if not 1400 <= year < 2200:
        return None
    if "one" in parts:
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        month_first = language in _MONTH_FIRST and parts["mark"] != "."
        month, day = (one, two) if (month_first and one <= 12) or two > 12 else (two, one)
    else:
        word = (parts["month"] or "").lower()
        month, day = _MONTH_OF.get(word) or int(word), int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _foreign(text: str, language: str) -> date | None:
    if not language or not re.search(r"\d{4}|[०-९٠-٩۰-۹]{4}", text) or not re.search(r"[^\W\d_]", text):
        return None
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    try:
        moment = dateparser.parse(text, languages=[language], settings=settings)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return moment.date() if moment and 1400 <= moment.year < 2200 else None
