"""The page of `reader --help`."""

from __future__ import annotations

from reader.cli.verbs import GROUPS, VERBS

_ABOUT = """\
Reader keeps the articles you save, and lets you read, tag, highlight and note them from the keyboard.

  reader                          open the library
  reader QUERY                    open it at what a query asks for: reader tag:python is:unread
  reader VERB …                   do one thing and end; VERB is one of these
"""

_REST = """\
An ID may be shortened to any beginning that is unique, or be the article's address.
Every verb that prints takes --json. Data goes to standard output, words about it to standard error.

options:
  --library PATH    the library to use; else $READER_LIBRARY, else ./library.json where it is one,
                    else the one in your data folder
  --version         print the version
  -h, --help        show this page; `reader VERB --help` shows the page of a verb

examples:
  reader add https://example.org/slow-reading --tag reading
  reader list 'is:unread minutes:<10' --sort random --limit 1
  reader show 17321 | less

exit status: 0 done, 1 refused or not found, 2 not understood, 3 not fetched, 4 library damaged or locked
"""


def main_page() -> str:
    """Return the page that tells a newcomer everything there is, and where to read on."""
    groups = (
        f"{title}:\n" + "".join(f"  {name:<10}  {VERBS[name].says.rstrip('.')}\n" for name in names)
        for title, names in GROUPS
    )
    return "\n".join([_ABOUT, *groups, _REST])
