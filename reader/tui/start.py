"""The start of the interface: what can be done before Textual is loaded, then the first screen, then the rest.

Most of a start is importing. So the terminal is asked for its colour first and answers meanwhile; the first screen is
drawn from a side file where there is one to be believed; what else there is comes after it.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path

from reader.config import Config
from reader.store.head import Head, head_of
from reader.tui.questions import Questions, Told
from reader.tui.remembered import Remembered, default_path


def run(library_path: Path, config: Config, query: str = "", *, resume: str | None = None) -> int:
    """Open the interface on a library; return the exit status of the program. Raises ReaderError.

    `resume` opens an article at once: by its id, the beginning of one or its address; "" is the one read last.
    """
    gc.disable()  # until the library is loaded
    remembered = Remembered(default_path())
    wanted = remembered.over(config)
    questions = Questions() if "auto" in (wanted.theme, wanted.pictures) else None
    try:
        head = head_of(library_path) if not query else None
        import_module("reader.tui.app")  # what takes long: the terminal answers meanwhile

        told = questions.told() if questions else Told()
    finally:
        if questions:
            questions.close()
    return _run(library_path, config, query, resume, remembered, head, told, questions.typed if questions else b"")


def _run(
    path: Path,
    config: Config,
    query: str,
    resume: str | None,
    remembered: Remembered,
    head: Head | None,
    told: Told,
    typed: bytes,
) -> int:
    from reader.tui import terminal
    from reader.tui.app import ReaderApp
    from reader.tui.beginning import first_of
    from reader.tui.keymaps import keymap_of
    from reader.tui.session import Session
    from reader.tui.still import keep
    from reader.tui.themes import palette_of

    terminal.forget_sizes()
    session = Session(
        path,
        config,
        keymap_of(config),
        palette_of(remembered.over(config).theme, is_dark=told.is_dark),
        remembered=remembered,
        failures_path=default_path().with_name("failures.json"),
        picture_way=told.pictures,
        cell=told.cell,
    )
    try:
        article, first = first_of(session, path, resume, head)
        app = ReaderApp(
            session, query, first=first, article_id=article.id if article else "", typed=terminal.keys_in(typed)
        )
        status = app.run()
    finally:
        session.close()
    still = session.left.settle()
    if still is not None:
        keep(path, still)
    if app.refused is not None:
        raise app.refused
    fault = terminal.fault_of(app)
    if fault is not None:
        if os.environ.get("READER_DEBUG"):
            raise fault
        sys.stderr.write(f"reader: the interface failed: {type(fault).__name__}: {fault}\n")
        sys.stderr.write("Nothing that was saved is lost. READER_DEBUG=1 reader shows where it failed.\n")
        return 1
    return status or 0
