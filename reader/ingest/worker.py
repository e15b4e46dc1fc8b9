"""The sandbox's process: pages in, readings out, one after the other, within limits set on itself."""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from typing import Any

from reader.ingest import ruling, tree
from reader.ingest.page import read
from reader.ingest.reading import to_json
from reader.ingest.rules import from_json
from reader.ingest.sandbox import CPU_SECONDS, MEGABYTES, PAGE_MEGABYTES


def serve() -> None:
    """Answer requests until the input ends. A request is its length in bytes on a line, then JSON; so is an answer."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing a library prints may mix with the answers
    _limit(resource.RLIMIT_AS, MEGABYTES << 20)
    _limit(resource.RLIMIT_CORE, 0)
    while line := requests.readline():
        request = json.loads(requests.read(int(line)))
        _allow_cpu_seconds(CPU_SECONDS)
        answer = json.dumps(_answer(request)).encode()
        if len(answer) > PAGE_MEGABYTES * 2_000_000:
            answer = json.dumps({"error": "TooLarge"}).encode()
        answers.write(b"%d\n" % len(answer) + answer)
        answers.flush()


def _answer(request: dict[str, Any]) -> dict[str, object]:
    try:
        rule = from_json(request["rule"]) if request.get("rule") else None
        if request.get("count") and rule is not None:
            return {"counts": ruling.counts(tree.parse(request["html"]), rule)}
        return to_json(read(request["html"], request["url"], request["with"], rule))
    except Exception as error:  # whatever a page does to a library must end as an answer
        return {"error": type(error).__name__}


def _limit(kind: int, amount: int) -> None:
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit, but does not let it be set
        resource.setrlimit(kind, (amount, amount))


def _allow_cpu_seconds(seconds: int) -> None:
    """Give this page its own share: the limit counts from the process's beginning."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


if __name__ == "__main__":
    serve()
