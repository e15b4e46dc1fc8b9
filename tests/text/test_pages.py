"""Pages of every kind of block in six languages, as they are set, without colour.

`WRITE_PAGES=1 pytest tests/text/test_pages.py` writes them anew: read the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.text.blocks import parse
from reader.text.layout import lay_out
from reader.text.setting import Setting

PAGES = Path(__file__).parent / "pages"
LANGUAGES = {"english": "en", "french": "fr", "german": "de", "japanese": "ja", "chinese": "zh", "arabic": "ar"}
SETTINGS = {
    "72": (72, Setting()),
    "34": (34, Setting()),
    "straight": (54, Setting(justify=True, hyphenate=True)),
}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", LANGUAGES)
def test_a_page_is_set_as_it_was_judged_good(name, setting):
    width, how = SETTINGS[setting]
    how = Setting(justify=how.justify, hyphenate=how.hyphenate, language=LANGUAGES[name])
    document = parse((PAGES / f"{name}.md").read_text("utf-8"))
    page = "\n".join(row.text for row in lay_out(document, width, how).rows(0, 1_000)) + "\n"
    kept = PAGES / f"{name}-{setting}.txt"
    if os.environ.get("WRITE_PAGES"):
        kept.write_text(page, "utf-8")
    assert page == kept.read_text("utf-8")
