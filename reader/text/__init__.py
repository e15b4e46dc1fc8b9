"""From a Markdown body to rows of a given width; no Textual here."""

from reader.text.document import Block, Document, Footnote, Heading, Image, Kind, Link
from reader.text.layout import Cell, Layout, Stretch, lay_out
from reader.text.rows import Piece, Row
from reader.text.setting import Setting
from reader.text.style import Style

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Footnote",
    "Heading",
    "Image",
    "Kind",
    "Layout",
    "Link",
    "Piece",
    "Row",
    "Setting",
    "Stretch",
    "Style",
    "lay_out",
]
