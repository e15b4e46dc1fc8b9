"""What the terminal is asked before the program starts."""

from __future__ import annotations

import os
from time import monotonic

from reader.tui.questions import Questions


def test_a_terminal_that_is_gone_is_not_waited_for() -> None:
    questions = Questions()
    questions.close()
    terminal, other_end = os.pipe()
    os.close(other_end)
    questions._terminal, questions._before, questions._asked_at = terminal, [], monotonic()
    assert questions.told().pictures == "blocks"
    assert questions.typed == b""
