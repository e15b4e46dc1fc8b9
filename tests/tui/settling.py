"""Wait until the program has done what it was asked, however busy the machine is.

A pause of a tenth of a second is enough where nothing else runs, and far too short where much does.
"""

from __future__ import annotations

from threading import enumerate as living_threads
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

PATIENCE_S = 30.0
SOON_S = 0.6
"""Timers that last longer are not waited for: messages that go again, places that are kept now and then."""


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: no key, no worker, no thread, no timer that is soon over.

    What lasts longer than `PATIENCE_S`, as what a test holds up, is not waited for: what is then claimed decides.
    """
    deadline = monotonic() + PATIENCE_S
    quiet = 0
    while quiet < 2 and monotonic() < deadline:
        await pilot.pause(0.02)
        quiet = 0 if _is_busy(pilot.app) else quiet + 1


def _is_busy(app: App[Any]) -> bool:
    keys = getattr(app, "type_ahead", None)
    return (
        bool(keys and (keys._held or keys._is_under_way or keys._waits))
        or any(not worker.is_finished for worker in app.workers)
        or any(thread.daemon and thread.name.endswith("(run)") for thread in living_threads())
        or _is_timed(app)
    )


def _is_timed(app: App[Any]) -> bool:
    pumps = [app, *(widget for screen in app.screen_stack for widget in screen.walk_children(with_self=True))]
    timers = [timer for pump in pumps for timer in list(pump._timers)]
    return any(
        timer._repeat == 0 and timer._interval <= SOON_S and timer._task is not None and not timer._task.done()
        for timer in timers
    )
