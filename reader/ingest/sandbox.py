"""Read pages in a process of their own, so that no page can hang, fill or end the program.

One worker is kept warm. It may use so much memory and, for each page, so much processor time; what takes longer or more
loses its worker, and the page's words are taken plainly instead.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from reader.errors import BadInput
from reader.ingest.reading import Reading, as_plain, from_json
from reader.ingest.rules import Rule
from reader.ingest.rules import to_json as rule_to_json

MEGABYTES = 1024
"""Of address space in the worker, where the system can limit it."""
CPU_SECONDS = 10
WALL_SECONDS = 25.0
"""For one page on a busy machine, the worker's start included."""
PAGE_MEGABYTES = 20


@dataclass(slots=True)
class _Worker:
    """The warm process, if one is running."""

    process: subprocess.Popen[bytes] | None = None

    def ask(self, request: bytes) -> bytes | None:
        """Return the worker's answer; None when it took too long, died or never began."""
        process = self.process if self.process and self.process.poll() is None else _started()
        self.process = process
        timer = threading.Timer(WALL_SECONDS, process.kill)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(b"%d\n" % len(request) + request)
            process.stdin.flush()
            length = int(process.stdout.readline() or b"-1")
            answer = process.stdout.read(length) if length >= 0 else None
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.stop()
        return answer

    def stop(self) -> None:
        """End the process; the next page starts another."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()


_worker = _Worker()
_one_at_a_time = threading.Lock()


def read(html: str, url: str | None, with_: str = "vote", rule: Rule | None = None) -> Reading:
    """Return the article of a page, read in the worker; its plain words, with a sentence that says so, where that fails.

    Raises BadInput for a page beyond PAGE_MEGABYTES.
    """
    if len(html) > PAGE_MEGABYTES * 1_000_000:
        raise BadInput(url or "the page", f"larger than {PAGE_MEGABYTES} MB")
    values = _asked({"html": html, "url": url, "with": with_, "rule": rule and rule_to_json(rule)})
    return from_json(values) if "body" in values else as_plain(html)


def count(html: str, rule: Rule) -> list[tuple[str, str, int]]:
    """Return each selector of a rule with its key and how many elements of a page it selects; none where that fails."""
    values = _asked({"html": html[: PAGE_MEGABYTES * 1_000_000], "rule": rule_to_json(rule), "count": True})
    return [(str(key), str(selector), int(number)) for key, selector, number in values.get("counts", ())]


def _asked(request: dict[str, object]) -> dict[str, Any]:
    with _one_at_a_time:
        answer = _worker.ask(json.dumps(request).encode())
    values = {} if answer is None else json.loads(answer)
    return values if isinstance(values, dict) else {}


def stop() -> None:
    """End the worker."""
    with _one_at_a_time:
        _worker.stop()


def _started() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-m", "reader.ingest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


atexit.register(_worker.stop)
