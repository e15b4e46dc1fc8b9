"""A URL, file or standard input becomes a Draft."""
