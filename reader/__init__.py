"""Reader: saved articles, read and marked from the keyboard."""

__version__ = "0.1.0"
