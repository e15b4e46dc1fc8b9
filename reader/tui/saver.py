"""Saving beside the interface: sources come in one by one in threads, and what failed is kept for another try."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from reader import ingest
from reader.errors import ReaderError
from reader.model import Added, Article, Draft
from reader.model.clean import clean_line
from reader.model.url import is_web_address
from reader.store import Library
from reader.tui.background import in_background
from reader.tui.widgets.article_list import shown_title

TELL_AGAIN_S = 2.0
"""How often it is said that something still comes."""
MOST_FAILURES = 100
LARGEST_FILE = 1_000_000
"""Bytes of the file they are kept in."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be saved, and why."""

    source: str
    reason: str


class Teller(Protocol):
    """The screen in front."""

    def say(self, message: str) -> None:
        """Tell what was done."""

    def warn(self, message: str) -> None:
        """Tell what went wrong."""

    def library_changed(self) -> None:
        """Draw anew."""


class Host(Protocol):
    """The program: it runs what takes long, and knows the screen in front, which may be another by the end."""

    def command_screen(self) -> Any:
        """Return the screen in front; None while the program starts or ends."""

    def run_worker(self, work: Coroutine[Any, Any, None], *, exit_on_error: bool) -> object:
        """Run a coroutine until it ends, whatever screen is in front."""


class Saver:
    """What is being saved, and what failed: one for all screens."""

    def __init__(
        self,
        library: Library,
        intake: Callable[[Callable[[str], object]], ingest.Intake],
        path: Path | None = None,
        *,
        with_pictures: bool = False,
    ) -> None:
        """`path` is the file that failures are kept in from run to run."""
        self._with_pictures = with_pictures
        self._library = library
        self._intake = intake
        self._path = path
        self._under_way: set[str] = set()
        self._warned = False
        self.failures: list[Failure] = _read(path)

    @property
    def under_way(self) -> str:
        """What is being saved, in words; "" for nothing."""
        count = len(self._under_way)
        return next(iter(self._under_way), "") if count < 2 else f"{count} sources"

    def start(
        self, source: str, host: Host, parts: ingest.Parts | None = None, *, linked_from: str | None = None
    ) -> None:
        """Begin to save a source; the interface goes on meanwhile. `linked_from` as for `Intake.drafts`."""
        source = source.strip()
        if not source or source in self._under_way:
            return
        self._forget(source)
        self._under_way.add(source)
        self._warned = False
        host.run_worker(self._save(source, host, parts or ingest.Parts(), linked_from), exit_on_error=False)

    def keeps_from_quitting(self) -> bool:
        """Say, once, that something is still being saved; asked again, it is left."""
        if not self._under_way or self._warned:
            return False
        self._warned = True
        return True

    async def _save(self, source: str, host: Host, parts: ingest.Parts, linked_from: str | None) -> None:
        faults: list[str] = []
        telling = asyncio.ensure_future(self._tell_on(host))
        try:
            added = await in_background(partial(self._work, source, parts, linked_from, faults))
        except ReaderError as error:
            self._fail(source, getattr(error, "reason", "") or str(error), host, str(error))
            return
        except Exception as error:  # whatever a source does to a library of ours must not end the program
            self._fail(source, f"this is a fault in Reader: {type(error).__name__}: {error}", host)
            return
        finally:
            telling.cancel()
            self._under_way.discard(source)
        if faults:
            _tell(host, lambda screen: screen.warn(without_rule(_told(added), faults)), draw=True)
        else:
            _tell(host, lambda screen: screen.say(_told(added)), draw=True)

    def _work(
        self, source: str, parts: ingest.Parts, linked_from: str | None, faults: list[str]
    ) -> list[tuple[Draft, Added]]:
        intake = self._intake(faults.append)
        drafts = intake.drafts(source, parts=parts, linked_from=linked_from)
        added = (
            self._library.add_all(drafts, partial(_label, source))
            if len(drafts) > 1
            else [self._library.add(drafts[0])]
        )
        if self._with_pictures:
            for one in added:
                self._save_pictures(intake, source, one.article)
        return list(zip(drafts, added, strict=True))

    def _save_pictures(self, intake: ingest.Intake, source: str, article: Article) -> None:
        from reader.ingest import pictures

        where = source if is_web_address(source) else ingest.path_of(source)
        kept = self._library.pictures
        for picture in pictures.pictures(
            self._library.body(article.id),
            pictures.finder(where, article.url, fetch=intake.fetch_picture),
            has=lambda address: kept.has(article.id, address),
        ):
            if picture.data is not None:
                kept.keep(article.id, picture.address, picture.data)

    async def _tell_on(self, host: Host) -> None:
        """Say at once that something comes, and go on saying so while it does."""
        begun = monotonic()
        while True:
            seconds = int(monotonic() - begun)
            since = f" … {seconds} s" if seconds else " …"
            _tell(host, lambda screen, since=since: screen.say(f"fetching {self.under_way}{since}"))  # type: ignore[misc]
            await asyncio.sleep(TELL_AGAIN_S)

    def _fail(self, source: str, reason: str, host: Host, told: str = "") -> None:
        self.failures = [*self.failures, Failure(source, clean_line(reason))][-MOST_FAILURES:]
        self._keep()
        _tell(host, lambda screen: screen.warn(f"{clean_line(told or reason)} · gf lists what failed"))

    def _forget(self, source: str) -> None:
        if any(failure.source == source for failure in self.failures):
            self.failures = [failure for failure in self.failures if failure.source != source]
            self._keep()

    def _keep(self) -> None:
        if self._path is not None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                fresh = self._path.with_suffix(".new")
                fresh.write_text(json.dumps([asdict(one) for one in self.failures], ensure_ascii=False), "utf-8")
                fresh.replace(self._path)


def _read(path: Path | None) -> list[Failure]:
    if path is None:
        return []
    with suppress(OSError, ValueError, RecursionError), path.open("rb") as file:
        kept = json.loads(file.read(LARGEST_FILE + 1))  # a larger one is none of ours, and cut off is no JSON
        return [one for told in kept[-MOST_FAILURES:] if (one := _failure(told))] if isinstance(kept, list) else []
    return []


def _failure(told: object) -> Failure | None:
    """Return a failure as it was kept; None for what is none."""
    match told:
        case {"source": str() as source, "reason": str() as reason}:
            return Failure(clean_line(source), clean_line(reason))
    return None


def _tell(host: Host, told: Callable[[Teller], None], *, draw: bool = False) -> None:
    """Tell the screen that is in front now."""
    screen = host.command_screen()
    if screen is not None:
        told(screen)
        if draw:
            screen.library_changed()


def _told(added: list[tuple[Draft, Added]]) -> str:
    new = [one.article for _, one in added if one.is_new]
    if len(added) > 1:
        return f"saved {len(new)} of {len(added)} articles, the others were there · z undoes"
    draft, one = added[0]
    title = f"“{shown_title(one.article)}”"
    if not one.is_new:
        return f"already there: {title}"
    if not draft.body.strip():
        return f"{title}: {ingest.NO_ARTICLE} · z undoes"
    return f"saved {title} · z undoes"


def without_rule(told: str, faults: Sequence[str]) -> str:
    """Return what was done, and that rules with faults had no part in it."""
    return f"{told.removesuffix(' · z undoes')} · without a faulty rule: {faults[0].splitlines()[0]}"


def _label(source: str, count: int) -> str:
    return f"added {count} article{'s' * (count != 1)} of “{source[:60]}”"
