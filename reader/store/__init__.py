"""The only package that knows TinyDB and touches library.json."""
