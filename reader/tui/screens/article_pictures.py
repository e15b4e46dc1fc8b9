"""Pictures of the open article: shown or not, saved when one asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.errors import ReaderError
from reader.tui.drawing import Way
from reader.tui.gallery import Gallery
from reader.tui.keys import Given
from reader.tui.screens.article_reads import ReadsAside
from reader.tui.screens.base import does


class Picturing:
    """`P` shows or hides them; nothing is fetched unless `article.save_pictures` asks for it."""

    def __init__(self, screen: ReadsAside) -> None:
        self.screen = screen
        self.gallery: Gallery | None = None
        self._drawing = False

    @property
    def are_wanted(self) -> bool:
        """Whether pictures are to be drawn."""
        return self.screen.session.config.pictures != "off"

    def opened(self) -> None:
        """Another article is in front: look for its pictures, where any were saved."""
        if self.gallery is not None:
            self.gallery.clear()
        self.gallery = None
        self.more()

    def more(self) -> None:
        """More of the text was read, or pictures came."""
        images = [image for image in self.screen.reading.document.images if image.alone]
        session, article_id = self.screen.session, self.screen.article.id
        if not images or not self.are_wanted:
            return
        if self.gallery is None:
            kept = session.library.pictures
            if not kept.has(article_id) and not any(image.src.startswith("data:") for image in images):
                return
            self.gallery = Gallery(
                Way(session.picture_way if session.config.pictures == "auto" else session.config.pictures),
                session.cell,
                lambda address: kept.read(article_id, address),
                self._send,
            )
        gallery = self.gallery

        def work() -> Callable[[], None]:
            news = gallery.measure(images)
            return lambda: self._show() if news and gallery is self.gallery else None

        self.screen.aside(work)

    def draw(self) -> None:
        """Draw what is on screen and not drawn yet."""
        gallery = self.gallery
        if gallery is None or not gallery.wishes or self._drawing:
            return
        self._drawing = True

        def work() -> Callable[[], None]:
            try:
                gallery.fulfil()
            except BaseException:
                self._drawing = False
                raise
            return partial(self._drew, gallery)

        self.screen.aside(work)

    def close(self) -> None:
        """The article is being left."""
        if self.gallery is not None:
            self.gallery.clear()

    @does("view.pictures")
    def toggle(self, given: Given) -> None:
        """Show pictures, or only the words that stand for them."""
        usual = self.screen.session.settings.pictures
        self.screen.session.change("pictures", "off" if self.are_wanted else "auto" if usual == "off" else usual)
        if not self.are_wanted:
            self.screen.view.hang(None)
            self.screen.say("pictures are not drawn")
            return
        self.opened()
        images = [image for image in self.screen.reading.document.images if image.alone]
        if self.gallery is not None:
            self.screen.say("pictures are drawn")
        else:
            self.screen.say("none of its pictures is saved; :save pictures gets them" if images else "no pictures here")

    @does("article.save_pictures")
    def save(self, given: Given) -> None:
        """Fetch the pictures of the article and keep them."""
        article, library = self.screen.article, self.screen.session.library
        fetch = self.screen.session.intake(self.screen.warn).fetch_picture
        self.screen.say("saving pictures …")

        def work() -> Callable[[], None]:
            from reader.ingest import pictures

            kept, saved, missed = library.pictures, 0, 0
            try:
                for picture in pictures.pictures(
                    library.body(article.id),
                    pictures.from_web(article.url or "", is_named=article.source == "web", fetch=fetch),
                    has=lambda address: kept.has(article.id, address),
                ):
                    if picture.data is None:
                        missed += 1
                    else:
                        kept.keep(article.id, picture.address, picture.data)
                        saved += 1
            except ReaderError as error:
                reason = str(error)
                return lambda: self.screen.warn(reason)
            return lambda: self._saved(article.id, saved, missed)

        self.screen.aside(work)

    def _saved(self, article_id: str, saved: int, missed: int) -> None:
        failed = f"; {missed} could not be had" if missed else ""
        self.screen.say(
            f"{saved} picture{'s' * (saved != 1)} saved{failed}" if saved or missed else "no pictures to save"
        )
        if saved and self.screen.article.id == article_id:
            self.opened()

    def _show(self) -> None:
        self.screen.view.hang(self.gallery)

    def _send(self, text: str) -> None:
        """Send by the way of all frames, so that it falls between two of them."""
        driver = self.screen.app._driver
        if text and driver is not None:
            driver.write(text)

    def _drew(self, gallery: Gallery) -> None:
        self._drawing = False
        gallery.take()
        self.screen.view.repaint()
        self.draw()
