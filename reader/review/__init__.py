"""The daily review: which highlights come back today, and when they come again."""

from reader.review.day import Day, day_of
from reader.review.schedule import answered

__all__ = ["Day", "answered", "day_of"]
