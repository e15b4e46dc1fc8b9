"""The one table of commands: from it come the keys, the footer, the help, the palette and the page in the docs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a command can be given; a key may mean different commands in different places, never in one."""

    LIST = "list"
    ARTICLE = "article"
    SEARCH = "search"
    """Where every article's text is searched."""
    HIGHLIGHTS = "highlights"
    """Where all highlights are."""
    REVIEW = "review"
    """Where a few highlights come back each day."""
    VISUAL = "selection"
    """In an article, while a passage is being selected."""


LIST = frozenset({Place.LIST})
ARTICLE = frozenset({Place.ARTICLE})
SEARCH = frozenset({Place.SEARCH})
MARKS = frozenset({Place.HIGHLIGHTS})
REVIEW = frozenset({Place.REVIEW})
VISUAL = frozenset({Place.VISUAL})
TEXT_PLACES = ARTICLE | VISUAL
LISTS = LIST | ARTICLE | SEARCH | MARKS
"""Where there are lines to move through."""
EVERYWHERE = LISTS | REVIEW
ARTICLES_FRONT = LIST | ARTICLE | SEARCH
"""Where articles are triaged."""
READING = LIST | ARTICLE
"""Where there is a view to go through."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for by key or by name."""

    id: str
    """What the settings file calls it ("article.archive")."""
    keys: tuple[str, ...]
    """May be none: the palette has every command. Key sequences, their tokens separated by spaces: a printable character is itself, others have Textual's name."""
    name: str
    """One or two words, for the footer and the palette."""
    says: str
    """One sentence for the help."""
    group: str
    places: frozenset[Place] = EVERYWHERE
    footer: frozenset[Place] = frozenset()
    """Where the footer shows it, in the order of this table."""
    letter: bool = False
    """The key is followed by a letter that belongs to the command (marks)."""
    counts: bool = False
    """Where one selects, its digit may also begin a count: then a motion follows, and no pause or Enter."""


MOVE, TEXT, HIGHLIGHT, SELECT, REVIEWING, ARTICLES, GO, TRIAGE, NOTES, MEND, LINKS, COPY, FIND, VIEW = (
    "Move", "Inside the text", "Highlight", "Select", "Review", "Articles", "Go to", "Triage", "Tags and notes", "Mend", "Links", "Copy and open", "Find", "View",
)  # fmt: skip

COMMANDS = (
    Command("move.down", ("j", "down"), "Down", "One line, or one article, down; counts work: 3j.", MOVE, LISTS),
    Command("move.up", ("k", "up"), "Up", "One line, or one article, up.", MOVE, LISTS),
    Command("move.page_down", ("space", "pagedown"), "Page", "A page down.", MOVE, LISTS, footer=ARTICLE),
    Command("move.page_up", ("b", "pageup"), "Page up", "A page up.", MOVE, LISTS),
    Command("move.half_down", ("ctrl+d",), "Half page down", "Half a page down.", MOVE, LISTS),
    Command("move.half_up", ("ctrl+u",), "Half page up", "Half a page up.", MOVE, LISTS),
    Command("move.top", ("g g", "home"), "Top", "To the first line or article.", MOVE, LISTS | VISUAL),
    Command("move.bottom", ("G", "end"), "End", "To the last line or article.", MOVE, LISTS | VISUAL),
    Command("text.half_down", ("d",), "Half page down", "The same, with one key.", MOVE, ARTICLE),
    Command("text.half_up", ("u",), "Half page up", "The same, with one key.", MOVE, ARTICLE),
    Command("text.sentence_next", (")",), "Next sentence", "The reading cursor goes on to the next sentence; 3) goes three on.", TEXT, TEXT_PLACES),
    Command("text.sentence_previous", ("(",), "Sentence before", "The reading cursor goes back a sentence.", TEXT, TEXT_PLACES),
    Command("text.paragraph_next", ("}",), "Next paragraph", "The reading cursor goes on to the next paragraph.", TEXT, TEXT_PLACES),
    Command("text.paragraph_previous", ("{",), "Paragraph before", "The reading cursor goes back a paragraph.", TEXT, TEXT_PLACES),
    Command("text.heading_next", ("] ]",), "Next heading", "To the next heading.", TEXT, TEXT_PLACES),
    Command("text.heading_previous", ("[ [",), "Heading before", "To the heading before.", TEXT, TEXT_PLACES),
    Command("text.highlight_next", ("] h",), "Next highlight", "To the next highlight.", TEXT, TEXT_PLACES),
    Command("text.highlight_previous", ("[ h",), "Highlight before", "To the highlight before.", TEXT, TEXT_PLACES),
    Command("text.link_next", ("] l",), "Next link", "To the next link.", TEXT, TEXT_PLACES),
    Command("text.link_previous", ("[ l",), "Link before", "To the link before.", TEXT, TEXT_PLACES),
    Command("text.image_next", ("] i",), "Next image", "To the next image.", TEXT, TEXT_PLACES),
    Command("text.image_previous", ("[ i",), "Image before", "To the image before.", TEXT, TEXT_PLACES),
    Command("text.contents", ("T",), "Contents", "Show the headings, and go to one.", TEXT, ARTICLE),
    Command("text.mark", ("m",), "Set a mark", "Set a mark under the letter typed next; capitals hold across articles.", TEXT, ARTICLE, letter=True),
    Command("text.to_mark", ("'",), "To a mark", "Go to the mark of the letter typed next; '' goes back to where you jumped from.", TEXT, ARTICLE, letter=True),
    Command("text.back", ("ctrl+o",), "Jump back", "Back to where you were before the last jump, also in another article.", TEXT, ARTICLE),
    Command("text.forward", ("alt+o",), "Jump forward", "Forward again.", TEXT, ARTICLE),
    Command("highlight.sentence", ("h",), "Highlight", "Highlight the sentence under the reading cursor, 3h three of them; hh the paragraph.", HIGHLIGHT, ARTICLE, footer=ARTICLE),
    Command("highlight.letters", ("H",), "Highlight by letter", "Put letters on every sentence in view; typing one highlights it.", HIGHLIGHT, ARTICLE),
    Command("highlight.select", ("v",), "Select", "Select with vim's motions, then Enter or a colour 1-5.", HIGHLIGHT, ARTICLE),
    Command("highlight.select_sentences", ("V",), "Select sentences", "Select by whole sentences.", HIGHLIGHT, ARTICLE),
    Command("highlight.colour", ("~",), "Next colour", "Give the highlight under the cursor the next colour.", HIGHLIGHT, ARTICLE),
    Command("highlight.grow", (">",), "Grow", "Make the highlight under the cursor a word longer.", HIGHLIGHT, ARTICLE),
    Command("highlight.shrink", ("<",), "Shrink", "Make the highlight under the cursor a word shorter.", HIGHLIGHT, ARTICLE),
    Command("highlight.remove", ("x",), "Remove highlight", "Remove the highlight under the cursor; z brings it back.", HIGHLIGHT, ARTICLE | REVIEW),
    Command("highlight.panel", ("g m",), "Highlights here", "List the highlights of this article: go to one, note, recolour or remove it.", HIGHLIGHT, ARTICLE),
    Command("highlight.delete", ("D", "delete"), "Remove", "Remove the highlight, or all selected; z brings them back.", HIGHLIGHT, MARKS, footer=MARKS),
    Command("highlight.export", ("E",), "Export", "Write the highlights in view, or those selected, to a file: Markdown, or JSON where its name ends so.", HIGHLIGHT, MARKS, footer=MARKS),
    Command("review.keep", ("space",), "Keep", "Bring it again when its time has come.", REVIEWING, REVIEW, footer=REVIEW),
    Command("review.sooner", ("<", ","), "Sooner", "Bring it again soon.", REVIEWING, REVIEW, footer=REVIEW),
    Command("review.later", (">", "."), "Later", "Let it wait longer.", REVIEWING, REVIEW, footer=REVIEW),
    Command("review.never", ("D", "delete"), "Never again", "Do not bring it again; it stays a highlight.", REVIEWING, REVIEW, footer=REVIEW),
    Command("review.next", ("j", "down", "J"), "Next", "The next one, without an answer.", REVIEWING, REVIEW),
    Command("review.previous", ("k", "up", "K"), "The one before", "The one before, without an answer.", REVIEWING, REVIEW),
    Command("review.down", ("ctrl+d", "pagedown"), "Down", "Scroll down in a long one.", REVIEWING, REVIEW),
    Command("review.up", ("ctrl+u", "pageup", "b"), "Up", "Scroll up in a long one.", REVIEWING, REVIEW),
    Command("review.weights", ("w",), "Weights", "Bring what stands in this article, or has one of these tags, more or less often.", REVIEWING, REVIEW, footer=REVIEW),
    Command("review.close", ("q", "escape", "left", "backspace"), "Back", "Back to where one was.", REVIEWING, REVIEW, footer=REVIEW),
    Command("select.left", ("h", "left"), "Left", "A character to the left.", SELECT, VISUAL),
    Command("select.right", ("l", "right"), "Right", "A character to the right.", SELECT, VISUAL),
    Command("select.down", ("j", "down"), "Down", "A row down.", SELECT, VISUAL),
    Command("select.up", ("k", "up"), "Up", "A row up.", SELECT, VISUAL),
    Command("select.word", ("w",), "Word", "To the next word.", SELECT, VISUAL, footer=VISUAL),
    Command("select.word_back", ("b",), "Word back", "To the word before.", SELECT, VISUAL),
    Command("select.word_end", ("e",), "Word's end", "To the end of the word.", SELECT, VISUAL, footer=VISUAL),
    Command("select.swap", ("o",), "Other end", "Move the other end.", SELECT, VISUAL, footer=VISUAL),
    Command("select.by_character", ("v",), "By character", "Select by characters; again, leave.", SELECT, VISUAL),
    Command("select.by_sentence", ("V",), "By sentence", "Select by whole sentences; again, leave.", SELECT, VISUAL),
    Command("select.highlight", ("enter",), "Highlight", "Highlight what is selected.", SELECT, VISUAL, footer=VISUAL),
    Command("select.colour_1", ("1",), "Colour 1", "Highlight in the first colour; among all highlights, give it that colour.", SELECT, VISUAL | MARKS | REVIEW, counts=True),
    Command("select.colour_2", ("2",), "Colour 2", "Highlight in the second colour; among all highlights, give it that colour.", SELECT, VISUAL | MARKS | REVIEW, counts=True),
    Command("select.colour_3", ("3",), "Colour 3", "Highlight in the third colour; among all highlights, give it that colour.", SELECT, VISUAL | MARKS | REVIEW, counts=True),
    Command("select.colour_4", ("4",), "Colour 4", "Highlight in the fourth colour; among all highlights, give it that colour.", SELECT, VISUAL | MARKS | REVIEW, counts=True),
    Command("select.colour_5", ("5",), "Colour 5", "Highlight in the fifth colour; among all highlights, give it that colour.", SELECT, VISUAL | MARKS | REVIEW, counts=True),
    Command("select.note", ("c",), "With a note", "Highlight what is selected, and write a note on it.", SELECT, VISUAL, footer=VISUAL),
    Command("select.place", ("p",), "Put orphan", "Put a highlight whose words are gone onto what is selected.", SELECT, VISUAL),
    Command("select.copy", ("y", "ctrl+c"), "Copy", "Copy what is selected, as it was written.", SELECT, VISUAL, footer=VISUAL),
    Command("select.quote", ("Y",), "Copy as quote", "Copy what is selected as a Markdown quote with its source.", SELECT, VISUAL),
    Command("select.leave", ("escape", "q"), "Leave", "Select nothing.", SELECT, VISUAL, footer=VISUAL),
    Command("article.open", ("enter", "l", "right"), "Read", "Open the article; in a search, at what was found.", ARTICLES, LIST | SEARCH | MARKS | REVIEW, footer=LIST | SEARCH | MARKS | REVIEW),
    Command("article.close", ("q", "escape", "left", "backspace"), "Back", "Back to the list; the place is kept.", ARTICLES, ARTICLE, footer=ARTICLE),
    Command("article.add", ("A",), "Add", "Save the page at an address, or a file.", ARTICLES, LIST, footer=LIST),
    Command("article.next", ("J",), "Next article", "The next article of this view.", ARTICLES, ARTICLE),
    Command("article.previous", ("K",), "Previous article", "The previous article of this view.", ARTICLES, ARTICLE),
    Command("article.next_unread", ("] u",), "Next unread", "The next unread article of this view.", ARTICLES, READING),
    Command("article.random", ("R",), "Random", "A random article of this view.", ARTICLES, READING),
    Command("article.tags", ("t",), "Tags", "Add tags, completing while typing; -name removes one.", NOTES, footer=LIST | MARKS),
    Command("article.note", ("c",), "Note", "Write a note, in Markdown.", NOTES, footer=ARTICLE | MARKS),
    Command("article.note_in_editor", ("e",), "Note in $EDITOR", "Write the same note in your own editor.", NOTES),
    Command("article.edit_text", ("g e",), "Edit the text", "Edit the article's Markdown in your own editor; it is never replaced unasked then.", MEND, READING),
    Command("article.refetch", ("U",), "Fetch again", "Have the page from the web again, look at what changed, word by word, and take it or not.", MEND, READING),
    Command("article.extract", ("X",), "Extract again", "Find the article in the kept page with another extractor, look at what that changes, and take it or not.", MEND, READING),
    Command("article.versions", ("g v",), "Earlier texts", "The texts the article had before; Enter shows what changed since, and puts one back.", MEND, READING),
    Command("article.archive", ("a",), "Archive", "Archive and go on to the next; in the archive, back to the inbox.", TRIAGE, ARTICLES_FRONT, footer=READING),
    Command("article.star", ("s",), "Star", "Star, or take the star away.", TRIAGE, ARTICLES_FRONT, footer=LIST),
    Command("article.read", ("r",), "Read or unread", "Mark as read, or as unread.", TRIAGE, ARTICLES_FRONT),
    Command("article.trash", ("D", "delete"), "To the trash", "Move to the trash; in the trash, put back.", TRIAGE, ARTICLES_FRONT),
    Command("history.undo", ("z",), "Undo", "Undo the last act, also those of earlier days.", TRIAGE),
    Command("history.redo", ("ctrl+r",), "Redo", "Do again what was undone.", TRIAGE),
    Command("list.select", ("x",), "Select", "Select the article or highlight, or unselect it; acts then take all selected.", TRIAGE, LIST | MARKS),
    Command("list.select_range", ("V",), "Select a range", "Begin a range at this article; again, select from there to here. 3x selects three.", TRIAGE, LIST),
    Command("list.select_all", ("*",), "Select all", "Select all in view, or none.", TRIAGE, LIST | MARKS),
    Command("list.repeat", (".",), "Repeat", "Repeat the last act here.", TRIAGE, LIST),
    Command("list.sort", ("S",), "Sort", "Choose the order: saved, published, last opened, title, author, site, length, progress, random; highlights by article or by date.", TRIAGE, LIST | MARKS, footer=MARKS),
    Command("go.inbox", ("g i",), "Inbox", "Show the inbox.", GO),
    Command("go.progress", ("g p",), "In progress", "Show what is begun and not finished.", GO),
    Command("go.starred", ("g s",), "Starred", "Show the starred articles.", GO),
    Command("go.archive", ("g a",), "Archive", "Show the archive.", GO),
    Command("go.all", ("g l",), "All", "Show all articles but the trashed.", GO),
    Command("go.trash", ("g d",), "Trash", "Show the trash.", GO),
    Command("go.highlights", ("g h",), "Highlights", "Show all highlights of the library.", GO),
    Command("go.review", ("g r",), "Review", "A few highlights that come back today, each with the sentences around it.", GO),
    Command("go.tags", ("g t",), "Tags", "Go to the tags in the side panel.", GO),
    Command("go.failures", ("g f",), "Failed", "What could not be saved, and why; Enter tries again.", GO),
    Command("list.next_found", ("n",), "Next found", "The next article found.", FIND, LIST),
    Command("list.previous_found", ("N",), "Previous found", "The previous article found.", FIND, LIST),
    Command("list.find", ("/",), "Find", "Find while typing, in titles, sites, authors, tags and notes.", FIND, LIST | MARKS, footer=LIST | MARKS),
    Command("list.narrow", ("\\",), "Narrow", "Narrow the list by a query, such as tag:tools words:<2000; its words are looked for in the texts too.", FIND, LIST | MARKS),
    Command("list.save_search", ("ctrl+s",), "Save search", "Keep what the list is narrowed by, or what is searched for, under a name, in the side panel.", FIND, LIST | SEARCH),
    Command("search.open", ("g /",), "Search all", "Search the text of every article.", FIND),
    Command("search.field", ("/",), "Words", "Type other words to search for.", FIND, SEARCH),
    Command("search.rows", ("tab",), "Hits", "Give the keys to what was found, where a, s, t and the others work; again, back to the words.", FIND, SEARCH, footer=SEARCH),
    Command("search.order", ("ctrl+t", "S"), "Order", "Best first, or newest first.", FIND, SEARCH, footer=SEARCH),
    Command("search.close", ("escape", "q", "left"), "Back", "Back to where one was.", FIND, SEARCH, footer=SEARCH),
    Command("article.browser", ("o",), "Browser", "Open the original page in the browser.", COPY),
    Command("article.copy_address", ("y y",), "Copy address", "Copy the address of the article.", COPY),
    Command("link.open", ("f",), "Links", "Put letters on every link; typing one opens it, your own saved copy if there is one.", LINKS, ARTICLE, footer=ARTICLE),
    Command("link.save", ("F",), "Save a link", "Put letters on every link; typing one saves its page to the inbox.", LINKS, ARTICLE),
    Command("link.copy", ("y f",), "Copy a link", "Put letters on every link; typing one copies its address.", LINKS, ARTICLE),
    Command("text.quote", ("Y",), "Copy as quote", "Copy the highlight or sentence under the cursor as a Markdown quote with its source.", COPY, ARTICLE | MARKS | REVIEW),
    Command("text.pipe", ("|",), "Pipe", "Give the article to a command of yours, and read what it says.", COPY, ARTICLE),
    Command("text.find", ("/",), "Find", "Find words in the article; all places are lit.", FIND, TEXT_PLACES, footer=ARTICLE),
    Command("text.find_next", ("n",), "Next match", "To the next place found.", FIND, TEXT_PLACES),
    Command("text.find_previous", ("N",), "Match before", "To the place found before.", FIND, TEXT_PLACES),
    Command("view.wider", ("+",), "Wider", "Set the text wider.", VIEW, ARTICLE),
    Command("view.narrower", ("-",), "Narrower", "Set the text narrower.", VIEW, ARTICLE),
    Command("view.measure", ("=",), "Usual width", "Set the text as wide as the settings say.", VIEW, ARTICLE),
    Command("view.margins", ("M",), "Margins", "Leave more free beside the text; after the most, none.", VIEW, ARTICLE),
    Command("view.leading", ("L",), "Line spacing", "More space between the lines of a paragraph; after the most, none.", VIEW, ARTICLE),
    Command("view.justify", ("W",), "Straight edges", "Both edges of the text straight, or the right one ragged.", VIEW, ARTICLE),
    Command("view.hyphenate", ("_",), "Hyphenation", "Part long words at the end of a line, by the rules of the article's language, or leave them whole.", VIEW, ARTICLE),
    Command("view.usual", (), "Usual looks", "Forget what keys changed: width, margins, spacing, edges, pictures and theme as the settings say.", VIEW, ARTICLE),
    Command("view.pictures", ("P",), "Pictures", "Draw the article's saved pictures in the text, or only their words.", VIEW, ARTICLE),
    Command("article.save_pictures", (), "Save pictures", "Fetch the pictures of this article and keep them with it.", COPY, ARTICLE),
    Command("view.zen", ("Z",), "Zen", "Nothing but the text; again, the lines under it come back.", VIEW, ARTICLE),
    Command("view.information", ("i",), "Information", "What is known of the article, and who in the library links to it.", VIEW, ARTICLE),
    Command("view.side_panel", ("B",), "Side panel", "Show or hide the side panel.", VIEW, LIST),
    Command("view.preview", ("p",), "Preview", "Show or hide the preview.", VIEW, LIST),
    Command("view.next_panel", ("tab",), "Next panel", "Move to the next panel.", VIEW, LIST),
    Command("view.theme", ("C",), "Theme", "Change the colours: dark, light, high contrast.", VIEW),
    Command("view.help", ("?",), "Keys", "Show all keys, and search them.", VIEW, footer=READING | MARKS | REVIEW),
    Command("view.palette", (":", "ctrl+p"), "Commands", "Find and run any command by name.", VIEW),
    Command("view.messages", ("!",), "Messages", "What the last line told, whole, the newest first.", VIEW),
    Command("view.redraw", ("ctrl+l",), "Redraw", "Draw the screen again.", VIEW),
    Command("app.suspend", ("ctrl+z",), "To the shell", "Stop, and go back to the shell; its fg goes on here.", VIEW),
    Command("app.quit", ("Q",), "Quit", "Quit Reader; everything is already saved.", VIEW),
    Command("list.clear", ("escape",), "Clear", "Leave the panel, then clear the selection, the search, the narrowing.", VIEW, LIST | MARKS),
    Command("list.quit", ("q",), "Clear or quit", "The same; with nothing to clear, quit.", VIEW, LIST | MARKS),
)  # fmt: skip
"""In the order of the help page."""

BY_ID = {command.id: command for command in COMMANDS}


def commands_in(place: Place) -> Iterable[Command]:
    """Yield the commands of a place, in the order of the table."""
    return (command for command in COMMANDS if place in command.places)


_SHOWN = {
    "enter": "⏎", "escape": "Esc", "backspace": "⌫", "delete": "Del", "space": "Space", "tab": "Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
}  # fmt: skip


def shown_keys(sequence: str) -> str:
    """Return a key sequence as people write it: "g g" is "gg", "ctrl+r" is "Ctrl+R"."""
    return "".join(_shown_token(token) for token in sequence.split())


def _shown_token(token: str) -> str:
    if "+" in token and len(token) > 1:
        *modifiers, key = token.split("+")
        return "+".join([*(word.capitalize() for word in modifiers), key.upper() if len(key) == 1 else key])
    return _SHOWN.get(token, token)
