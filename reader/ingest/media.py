"""Pictures, films and what is embedded from elsewhere: where they really are, and what to call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from reader.ingest.tree import Element, drop, is_hidden, join, names_of, tag_of, text_of

EMBEDS = frozenset(
    (
        "iframe",
        "video",
        "audio",
        "embed",
        "object",
        "amp-youtube",
        "amp-video",
        "amp-iframe",
        "lite-youtube",
        "youtube-video",
    )
)

_LAZY_NAMES = (
    "data-src data-original data-lazy-src data-orig-file data-actualsrc data-hi-res-src data-large-file data-full-src data-image data-lazy "
    "data-url data-original-src data-echo data-li-src data-src-large data-raw-src data-pin-media data-runner-src data-img-src"
)
_LAZY = tuple(_LAZY_NAMES.split())
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-sizes-srcset", "data-original-set")
_PLACEHOLDER = re.compile(
    r"(?:^|/)(?:blank|spacer|placeholder|pixel|loading|loader|lazy|transparent|1x1|clear|empty|grey|gray|dummy|grayscale)[\w-]*\.(?:gif|png|svg|jpe?g|webp)|grey-placeholder",
    re.I,
)
_TRACKER = re.compile(
    r"//(?:[\w.-]*\.)?(?:doubleclick\.net|scorecardresearch\.com|facebook\.com/tr|google-analytics\.com|pixel\.wp\.com|feeds\.feedburner\.com/~)",
    re.I,
)
_PORTRAIT = re.compile(
    r"(?:^|[\s_-])(?:avatars?|gravatar|userpic|favicon|bookmark-icon|profile-(?:image|pic|picture|photo|img)|author-(?:image|img|photo|avatar|pic|thumb))(?:$|[\s_-])"
)
"""Names of the little pictures of people and sites that stand beside names."""
_ICON = re.compile(r"//[\w.-]*gravatar\.com/|/favicon[\w.-]*(?:[?#]|$)|/user_avatar/|/avatars?/", re.I)
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([xwh]))?\s*(?:,|$)")
_IMAGE_FILE = re.compile(r"^\s*[^\s\"<>]+\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]\S*)?\s*$", re.I)
_EMOJI = re.compile(
    r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030-\u303d\U0001f000-\U0001faff\u00a9\u00ae\ufe0f\u200d\U0001f1e6-\U0001f1ff]+"
)
_USELESS_ALT = re.compile(
    r"(?:image|img|photo|picture|bild|foto|imagen|undefined|null|alt|placeholder|no description.*|image may contain.*)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that is worth keeping, or the characters it stands for."""

    address: str = ""
    alt: str = ""
    title: str = ""
    stands_for: str = ""
    """An emoji, or a formula in TeX."""
    is_math: bool = False


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that plays or lives elsewhere, as a link."""

    address: str
    label: str


def image(element: Element, base: str) -> Image | None:
    """Return what an `img` shows; None for spacers, trackers and images without an address."""
    alt = " ".join((element.get("alt") or "").split())
    names = names_of(element)
    if alt and len(alt) <= 8 and (_EMOJI.fullmatch(alt) or re.search(r"\b(emoji|smiley|emoticon)\b", names)):
        return Image(stands_for=alt)
    if alt and (
        re.search(r"\b(latex|tex|mwe-math-fallback|math|mathjax)\b", names)
        or alt.startswith(("{\\displaystyle", "\\displaystyle"))
    ):
        return Image(stands_for=alt, is_math=True)
    if _is_dot(element) or _PORTRAIT.search(names):
        return None
    address = join(base, source(element))
    if not address or _TRACKER.search(address) or _ICON.search(address):
        return None
    title = " ".join((element.get("title") or "").split())
    alt = "" if _USELESS_ALT.fullmatch(alt) or alt == address else alt
    return Image(address=address, alt=alt, title="" if title == alt else title)


def source(element: Element) -> str:
    """Return the address a picture is really loaded from, of several sizes the largest that is still reasonable."""
    src = (element.get("src") or "").strip()
    good = bool(src) and not src.startswith("data:") and not _PLACEHOLDER.search(src)
    lazy = next(
        (
            value
            for name in _LAZY
            if _IMAGE_FILE.match(value := element.get(name) or "")
            or (value.startswith(("http", "/")) and " " not in value)
        ),
        "",
    )
    if lazy and (not good or "lazy" in names_of(element) or element.get("data-src")):
        return lazy
    if good:
        return src
    for name in _LAZY_SETS:
        if found := largest(element.get(name) or ""):
            return found
    parent = element.getparent()
    if parent is not None and tag_of(parent) == "picture":
        for other in parent.iter("source"):
            if found := largest(other.get("srcset") or other.get("data-srcset") or ""):
                return found
    for name, value in element.attrib.items():
        if name not in ("src", "alt", "title", "class", "id", "style") and _IMAGE_FILE.match(value):
            return str(value)
    return "" if src.startswith("data:") or _PLACEHOLDER.search(src) else src


def largest(srcset: str) -> str:
    """Return the largest candidate of a `srcset`, but none wider than 2000 pixels if there is one below."""
    found: list[tuple[float, str]] = [
        (float(size or 1) * (1000 if unit == "x" else 1), address)
        for address, size, unit in _CANDIDATE.findall(srcset[:8000])
        if not address.startswith("data:")
    ]
    if not found:
        return ""
    fitting = [one for one in found if one[0] <= 2000]
    return max(fitting or found, key=lambda one: one[0] if fitting else -one[0])[1]


def promote_lazy(element: Element) -> None:
    """In a figure or picture without an image of its own, put the one kept for browsers without scripts."""
    images = [img for img in element.iter("img", "amp-img") if source(img)]
    if images:
        return
    if tag_of(element) == "picture" and element.find("img") is None:
        for other in element.iter("source"):
            if found := largest(other.get("srcset") or other.get("data-srcset") or ""):
                element.append(element.makeelement("img", src=found))
                return


def rescue_noscript(root: Element) -> None:
    """Give lazy images the address from the `noscript` beside them, and drop all `noscript`."""
    from lxml import etree
    from lxml import html as lxml_html

    for noscript in list(root.iter("noscript")):
        images = [one for one in noscript.iter("img") if not _is_unseen(one)]
        if not images and "<img" in (noscript.text or ""):
            try:
                found = lxml_html.fromstring(f"<div>{noscript.text}</div>")
                images = [one for one in found.iter("img") if not _is_unseen(one)]
            except (etree.ParserError, ValueError):
                images = []
        if len(images) == 1 and source(images[0]):
            before = noscript.getprevious()
            shown = None if before is None else before if tag_of(before) == "img" else next(before.iter("img"), None)
            if shown is not None and not text_of(before):
                shown.set("src", source(images[0]))
                for name in _LAZY:
                    shown.attrib.pop(name, None)
                if images[0].get("alt") and not shown.get("alt"):
                    shown.set("alt", images[0].get("alt"))
            elif (
                (after := noscript.getnext()) is not None
                and tag_of(after) == "img"
                and source(after) == source(images[0])
            ):
                pass  # the lazy picture stands after it
            elif before is None or tag_of(before) not in ("img", "picture"):
                made = noscript.makeelement("img", src=source(images[0]), alt=images[0].get("alt") or "")
                noscript.addprevious(made)
        drop(noscript)


def embed(element: Element, base: str) -> Embed | None:
    """Return a link to what is embedded; None where it has no address, or is furniture (ads, trackers, buttons)."""
    tag = tag_of(element)
    address = _embedded(element)
    if tag in ("lite-youtube", "youtube-video", "amp-youtube"):
        address = f"https://www.youtube.com/watch?v={element.get('videoid') or element.get('data-videoid') or ''}"
    whole = join(base, address)
    if not whole or _is_furniture(whole, element):
        return None
    whole, host = _watchable(whole)
    kind = {"video": "Video", "amp-video": "Video", "audio": "Audio"}.get(tag) or _KINDS.get(host, "Embedded")
    title = " ".join((element.get("title") or element.get("aria-label") or "").split())
    if re.fullmatch(
        r"(youtube|vimeo)?\s*(video)?\s*(player|embed)?|embedded content|iframe|spotify embed.*", title, re.I
    ):
        title = ""
    return Embed(whole, f"{kind}: {title or host}")


_KINDS = {
    "youtube.com": "Video",
    "vimeo.com": "Video",
    "dailymotion.com": "Video",
    "twitch.tv": "Video",
    "ted.com": "Video",
    "soundcloud.com": "Audio",
    "open.spotify.com": "Audio",
    "bandcamp.com": "Audio",
    "podcasts.apple.com": "Audio",
}
_FURNITURE = re.compile(
    r"googletagmanager|doubleclick|googlesyndication|adservice|/ads?[/.?]|facebook\.com/(?:plugins|tr)|platform\.twitter\.com/widgets|"
    r"recaptcha|disqus|addthis|sharethis|outbrain|taboola|newsletter|subscribe|mailchimp|/like\.php|about:blank|cookie|consent|substack\.com/embed",
    re.I,
)


def _embedded(element: Element) -> str:
    for name in ("src", "data-src", "data-lazy-src", "data", "data-litespeed-src", "data-cmp-src"):
        value = (element.get(name) or "").strip()
        if value and not value.startswith(("about:", "data:", "javascript:")):
            return value
    for source_ in element.iter("source"):
        if source_.get("src"):
            return str(source_.get("src"))
    return ""


def _is_furniture(address: str, element: Element) -> bool:
    small = {"0", "1", "0px", "1px"}
    return bool(_FURNITURE.search(address)) or element.get("width") in small or element.get("height") in small


def _watchable(address: str) -> tuple[str, str]:
    """Return the address of the page people would go to, and its site."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    path = [part for part in parts.path.split("/") if part]
    query = parse_qs(parts.query)
    if (
        host in ("youtube.com", "youtube-nocookie.com", "m.youtube.com")
        and path[:1] in (["embed"], ["v"])
        and len(path) > 1
    ):
        if path[1] == "videoseries" and query.get("list"):
            return f"https://www.youtube.com/playlist?list={query['list'][0]}", "youtube.com"
        return f"https://www.youtube.com/watch?v={path[1]}", "youtube.com"
    if host == "player.vimeo.com" and path[:1] == ["video"] and len(path) > 1:
        return f"https://vimeo.com/{path[1]}", "vimeo.com"
    if host == "dailymotion.com" and path[:2] == ["embed", "video"] and len(path) > 2:
        return f"https://www.dailymotion.com/video/{path[2]}", host
    if host == "open.spotify.com" and path[:1] == ["embed"]:
        return f"https://open.spotify.com/{'/'.join(path[1:])}", host
    if host == "w.soundcloud.com" and query.get("url"):
        return unquote(query["url"][0]), "soundcloud.com"
    if host == "youtube-nocookie.com":
        host = "youtube.com"
    return address, host


def _is_unseen(element: Element) -> bool:
    """Say whether an image only tells someone that the page was read."""
    return _is_dot(element) or is_hidden(element) or bool(_TRACKER.search(element.get("src") or ""))


def _is_dot(element: Element) -> bool:
    """Say whether an image is there to be loaded, not to be seen."""
    try:
        sizes = [int(re.sub(r"px$", "", element.get(name) or "99").strip()) for name in ("width", "height")]
    except ValueError:
        return False
    return min(sizes) <= 2
