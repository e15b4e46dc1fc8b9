"""Following links: to a place in the text, to an article of one's own, to the browser; saving and copying them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import unquote, urljoin

from reader.errors import ReaderError
from reader.model import Article
from reader.model.url import is_web_address
from reader.text.document import Footnote
from reader.text.links import Link
from reader.tui.keys import Given
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does
from reader.tui.screens.lettering import Lettering

Target = Link | Footnote


class Links:
    """`f` opens, `F` saves to the inbox, `yf` copies."""

    def __init__(self, screen: Reads, lettering: Lettering, save: Callable[[str], None]) -> None:
        self.screen = screen
        self.lettering = lettering
        self.save_address = save

    @does("link.open")
    def open(self, given: Given) -> None:
        """Letters on every link and footnote in view; follow the chosen one."""
        self._ask("follow", self.follow, footnotes=True)

    @does("link.save")
    def save(self, given: Given) -> None:
        """Letters on every link in view; save the page of the chosen one."""
        self._ask("save link", self._save)

    @does("link.copy")
    def copy(self, given: Given) -> None:
        """Letters on every link in view; copy the address of the chosen one."""
        self._ask("copy link", self._copy)

    def follow(self, target: Target) -> None:
        """Go where a link leads."""
        if isinstance(target, Footnote):
            self._to_note(target)
            return
        anchor = unquote(target.href[1:]) if target.href.startswith("#") else None
        if anchor is not None:
            self._to_anchor(anchor)
            return
        address = self.address_of(target)
        own = self.own_copy(address)
        if own is not None and own.id != self.screen.article.id:
            self.screen.leave_spot()
            self.screen.go_to_article(own.id)
        else:
            self.screen.open_address(address)

    def address_of(self, link: Link) -> str:
        """Return the whole address of a link of the open article."""
        return address_in(self.screen.article, link)

    def own_copy(self, address: str) -> Article | None:
        """Return the article saved from an address, or None."""
        if not is_web_address(address):
            return None
        try:
            return self.screen.session.library.find_article(address)
        except ReaderError:
            return None

    def saved(self, article: Article, links: Iterable[Link]) -> frozenset[str]:
        """Return which links of an article lead to others of one's own; may be asked in a thread."""
        hrefs = {link.href: link for link in links if not link.href.startswith("#")}
        copies = {href: self.own_copy(address_in(article, link)) for href, link in hrefs.items()}
        return frozenset(href for href, copy in copies.items() if copy is not None and copy.id != article.id)

    def _ask(self, mode: str, then: Callable[[Target], None], *, footnotes: bool = False) -> None:
        on_screen = self.screen.view.on_screen
        document = self.screen.reading.document
        targets: list[tuple[int, Target]] = [
            (link.span.start, link)
            for link in document.links_in(on_screen.start, on_screen.end)
            if on_screen.start <= link.span.start
        ]
        if footnotes:
            targets += [
                (ref.start, note)
                for note in document.footnotes
                for ref in note.refs
                if on_screen.start <= ref.start < on_screen.end
            ]
        if targets:
            known = dict(sorted(targets, key=lambda target: target[0]))
            self.lettering.ask(mode, list(known.items()), then)
        else:
            self.screen.say_none("no links on this page")

    def _save(self, target: Target) -> None:
        if isinstance(target, Link):
            self.save_address(self.address_of(target))

    def _copy(self, target: Target) -> None:
        if isinstance(target, Link):
            address = self.address_of(target)
            self.screen.copy(address)
            self.screen.say(f"copied {address}")

    def _to_anchor(self, name: str) -> None:
        anchors = self.screen.reading.document.anchors
        if name not in anchors and not self.screen.reading.document.complete:
            self.screen.when_whole(lambda: self._to_anchor(name))
        elif name in anchors:
            self.screen.jump(anchors[name], rows_above=1)
        else:
            self.screen.warn(f"this article has no place #{name}")

    def _to_note(self, note: Footnote) -> None:
        document = self.screen.reading.document
        note = next((known for known in document.footnotes if known.number == note.number), note)
        if note.note is None and not document.complete:
            self.screen.when_whole(lambda: self._to_note(note))
        elif note.note is not None:
            self.screen.jump(note.note.start)
            self.screen.say("Ctrl+O goes back")
        else:
            self.screen.warn("this footnote has no text")


def address_in(article: Article, link: Link) -> str:
    """Return the whole address of a link; links without a host stand under the article's own address."""
    try:
        return urljoin(article.url or "", link.href)
    except ValueError:
        return link.href
