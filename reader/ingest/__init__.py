"""A URL, file or standard input becomes a Draft."""

from reader.ingest.fetch import Limits, Page, fetch
from reader.ingest.pipeline import ingest, ingest_bytes, ingest_file

__all__ = ["Limits", "Page", "fetch", "ingest", "ingest_bytes", "ingest_file"]
