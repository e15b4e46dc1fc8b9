"""Markdown of all sorts, sensible and not, for properties to be tried on."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = (
    "abc éß — - …“”«» \u00a0\u202f\u00ad\u200b 端末、。「」っー한글 עברית العربية e\u0301 👩‍👩‍👧 ☺️ 🇫🇷 🧑🏽‍🚀 क्षि "
    "*_`[]()#>|~$^\\\n\t1.!<&;:"
)
BLOCKS = (
    "- one\n- two\n  - three *four*\n\n    with more words than fit on one row of a narrow page",
    "1. first\n2. second\n\n   > quoted in the second",
    "- [ ] to do\n- [x] done",
    "> quoted words\n> more of them\n>\n> - a list",
    "```python\ndef f(x):\n\treturn 'a long string that has to be folded somewhere'\n```",
    "| a | long head |\n|--|--:|\n| 1 | some words here |\n| 端末 |  |",
    "| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n| some words | here | and | there | every | where |",
    "| اليوم | المغادرة | ملاحظة |\n|--|--:|:-:|\n| الاثنين | 12:00 | هادئ جدا |\n| Monday |  | نص أطول قليلا |",
    "> | יום | שעה |\n> |--|--|\n> | שני | 12:00 |",
    "# Heading",
    "## Another *heading* that is longer than most pages are wide, if they are narrow",
    "Words with a [link](http://example.org) and a note[^1].\n\n[^1]: The note.",
    "Words with <kbd>HTML</kbd>, H<sub>2</sub>O<br>and $\\frac{a}{b}$.",
    "![picture](a.png 'caption')",
    "Term\n: Its definition",
    "הספינה יוצאת בצהריים, ולא בשעה אחת, כמו שכתוב.",
    "最後の渡し船は正午に出る。「乗り遅れた人はいませんよ」と、売店の榛さんは言う。",
    "L’heure du bac\u202f: «\u00a0jamais\u202f!\u00a0» dit\u00ad-il\u202f; un\u00adbe\u00adliev\u00adable.",
    "---",
)
words = st.text(st.sampled_from(LETTERS), max_size=120)
markdown = st.lists(st.one_of(words, st.sampled_from(BLOCKS)), max_size=5).map("\n\n".join)
widths = st.integers(4, 90)
