"""Know a page of a forum, and what its members wrote on it, among names, ranks, dates, signatures and buttons.

Forums are made by a few programs, each of which calls the text of a post by a name of its own.
"""

from __future__ import annotations

import re

from reader.ingest.leaves import MARK
from reader.ingest.tree import Element, tag_of, text_of

FEWEST = 2
"""Posts that make a thread; a single one is an article as well."""
LEAST_SHARE = 0.25
"""Of the page's words that are no links: posts that are less are the comments below an article."""

_POSTS = (
    re.compile(
        r"(?:^|\s)(?:postcontent|js-post__content-text|post_body|post-message|messagecontent|threadpost-content)(?:\s|$)"
    ),
    re.compile(r"(?:^|\s)(?:bbwrapper|message-body|messagetext)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:cooked)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:commtext|toptext)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:usertext-body)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:js-post-body|s-prose|post-text)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:note-text|timeline-comment-body)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:email-body)(?:\s|$)"),
    re.compile(r"(?:^|\s)(?:bbp-(?:topic|reply)-content|reply-content|post-body-inner)(?:\s|$)"),
)
_IDS = re.compile(r"(?:post_message|msg|pid|postmsg)_?\d+")
_WITHIN = re.compile(
    r"(?:^|\s)(?:postbody|crawler-post|post_wrapper|postarea|post-wrapper|cpost|comment-wrap|post-content-wrap)(?:\s|$)"
)
_INNER = re.compile(r"(?:^|\s)(?:content|post|inner|post-content|post_content|posttext|ipstype_richtext)(?:\s|$)")
_ISSUE = re.compile(
    r"(?:^|\s)(?:react-issue|timeline-comment|js-discussion|js-comment|issue)|issueviewer", re.IGNORECASE
)
_BESIDE = re.compile(r"(?:^|\s)(?:titlebox|side)(?:\s|$)")
_PARTS = ("DiscussionForumPosting", "Question", "Answer", "QAPage")


def posts(body: Element) -> frozenset[int] | None:
    """Return the numbers of the leaves within the posts of a thread; None where the page is none."""
    found = _outermost([one for one in _found(body) if not _is_beside(one)])
    if len(found) < FEWEST:
        return None
    linked = sum(len(text_of(link)) for link in body.iter("a"))
    whole = max(1, len(text_of(body)) - linked)
    if sum(len(text_of(post)) for post in found) < LEAST_SHARE * whole:
        return None
    return frozenset(int(one.get(MARK)) for post in found for one in _marked(post))


def _found(body: Element) -> list[Element]:
    blocks = [one for one in body.iter() if isinstance(one.tag, str) and tag_of(one) not in ("a", "button", "form")]
    classes = [(one, said.lower()) for one in blocks if (said := one.get("class"))]
    for pattern in _POSTS:
        named = [one for one, said in classes if pattern.search(said)]
        if len(named) >= FEWEST:
            return named
    named = [one for one, said in classes if "markdown-body" in said]
    if len(named) >= FEWEST and any(_ISSUE.search(above.get("class") or "") for above in named[0].iterancestors()):
        return named  # elsewhere it may be an article, and the comments below it
    named = [one for one in blocks if _IDS.fullmatch((one.get("id") or "").lower())]
    if len(named) >= FEWEST:
        return named
    named = [
        one
        for one, said in classes
        if _INNER.search(said)
        and any(_WITHIN.search((above.get("class") or "").lower()) for above in list(one.iterancestors())[:4])
    ]
    if len(named) >= FEWEST:
        return named
    if any(part in (one.get("itemtype") or "") for one in blocks for part in _PARTS):
        return [one for one in blocks if "text" in (one.get("itemprop") or "").split()]
    return []


def _is_beside(element: Element) -> bool:
    """Say whether an element stands in the box beside the posts that tells of the forum."""
    return any(_BESIDE.search(one.get("class") or "") for one in element.iterancestors())


def _outermost(found: list[Element]) -> list[Element]:
    known = {one for one in found if not _is_signature(one)}
    return [one for one in found if one in known and not any(above in known for above in one.iterancestors())]


def _is_signature(post: Element) -> bool:
    return any("signature" in (one.get("class") or "").lower() for one in [post, *list(post.iterancestors())[:3]])


def _marked(post: Element) -> list[Element]:
    """Return the leaves of a post; one that is a part of a leaf is that leaf."""
    inside = [one for one in post.iter() if one.get(MARK)]
    if inside:
        return inside
    return [one for one in post.iterancestors() if one.get(MARK)][:1]
