"""What fills the terminal, one at a time; only screens talk to the library."""
