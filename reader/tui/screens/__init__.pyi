from reader.tui.screens.base import CommandScreen as CommandScreen
from reader.tui.screens.library import LibraryScreen as LibraryScreen
from reader.tui.screens.note_prompt import NotePrompt as NotePrompt
from reader.tui.screens.triage import ArticleCommands as ArticleCommands
