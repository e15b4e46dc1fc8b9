"""Slow work beside the interface: in a thread that never keeps the program from ending."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from time import sleep
from typing import Any, TypeVar

Result = TypeVar("Result")
AT_ONCE_S = 0.02
"""How long something that is slow now and then is waited for before the screen goes on without it."""
LET_GO_AT_ONCE = 1_000
MANY = 10_000
_resting = threading.Lock()
_rests = 0


async def in_background(work: Callable[[], Result]) -> Result:
    """Do `work` in a daemon thread; return its result or raise its error here.

    asyncio's own threads, and Textual's thread workers, are waited for when the program ends: a slow page would hold it.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        try:
            outcome: tuple[Result | None, BaseException | None] = (work(), None)
        except BaseException as error:
            outcome = (None, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, *outcome)

    threading.Thread(target=run, daemon=True).start()
    return await done


def begun(work: Callable[[], Result]) -> Future[Result]:
    """Begin `work` in a daemon thread: what is quick may be waited for on the spot, what is not, with `asyncio.wrap_future`."""
    done: Future[Result] = Future()
    done.set_running_or_notify_cancel()  # who waits no more cannot take the place for the result away

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return done


@contextmanager
def collector_resting() -> Iterator[None]:
    """Make many values that stay, in any thread: the garbage collector looks through none of them, now or later."""
    global _rests
    with _resting:
        was_on = _rests > 0 or gc.isenabled()
        _rests += 1
        gc.disable()
    try:
        yield
    finally:
        with _resting:
            _rests -= 1
            if was_on and not _rests:
                gc.freeze()
                gc.enable()


def let_go(values: list[Any], by_id: dict[str, Any]) -> None:
    """Give up what a list and a dictionary alone may hold, in a thread: all at once would keep the interface waiting."""
    if len(values) < MANY:
        return

    def run() -> None:
        while values or by_id:
            del values[-LET_GO_AT_ONCE:]
            for _ in range(min(LET_GO_AT_ONCE, len(by_id))):
                by_id.popitem()
            sleep(0)

    threading.Thread(target=run, daemon=True).start()
