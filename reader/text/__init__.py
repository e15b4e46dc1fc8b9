"""From a Markdown body to rows of a given width; no Textual here."""
