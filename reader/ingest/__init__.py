"""A URL, file or standard input becomes a Draft."""

from reader.ingest.intake import Intake, Parts
from reader.ingest.pipeline import ingest, ingest_bytes, ingest_file
from reader.ingest.request import Limits, Page

__all__ = ["Intake", "Limits", "Page", "Parts", "ingest", "ingest_bytes", "ingest_file"]
