"""A passage as a Markdown quote that says where it is from."""

from __future__ import annotations

from reader.model.article import Article
from reader.model.clean import clean_line
from reader.tui.bylines import byline


def markdown_quote(words: str, article: Article) -> str:
    """Return the words behind "> ", then author, linked title and date."""
    quote = "\n".join(f"> {line}".rstrip() for line in words.replace("\u00ad", "").strip().split("\n"))
    title = clean_line(article.title) or "Untitled"
    for mark in "\\[]":
        title = title.replace(mark, "\\" + mark)
    source = f"[{title}](<{article.url}>)" if article.url else title
    told = byline(article)
    return f"{quote}\n>\n> — {source}" + (f", {told}" if told else "") + "\n"
