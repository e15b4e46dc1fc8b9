"""Try a rule on a page: what each selector of it selects, and what becomes of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reader.ingest import pipeline, sandbox, singlefile, sniff
from reader.ingest.following import follow
from reader.ingest.given import Given
from reader.ingest.intake import Intake, path_of
from reader.model import Draft
from reader.model.url import is_web_address


@dataclass(frozen=True, slots=True)
class RuleTest:
    """What came of a rule."""

    host: str
    """Whose rule held; "" where there is none for the page."""
    counts: tuple[tuple[str, str, int], ...]
    """Key, selector, and how many elements it selects."""
    draft: Draft


def try_on(intake: Intake, source: str, url: str | None = None) -> RuleTest:
    """Try the rules on a web address or a file. Raises FetchFailed, BadInput, ConfigError."""
    if is_web_address(source):
        page = follow(intake.fetch(source), intake.fetch)
        given = Given(name=page.url, url=url, came_from=page.url, charset=page.charset, rules=intake.rules)
        return try_on_page(intake, page.data, given)
    path = path_of(source)
    return try_on_page(intake, pipeline.file_data(path), Given(name=path.name, url=url, rules=intake.rules))


def try_on_page(intake: Intake, data: bytes, given: Given) -> RuleTest:
    """Try the rules on a page that is at hand."""
    html = singlefile.without_data(sniff.decode(data, given.charset))
    saved = singlefile.saved(html)
    base = given.url or given.came_from or (saved.url if saved else None)
    rule = intake.rules.of(base)
    draft = pipeline.ingest_data(data, replace(given, rules=intake.rules))[0]
    counts = sandbox.count(html, rule) if rule else []
    return RuleTest(intake.rules.host_of(base), tuple(counts), draft)
