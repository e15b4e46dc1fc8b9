"""What the door to the disk promises to the two faces."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tinydb import TinyDB

from reader.errors import AmbiguousId, ArticleNotFound, NotALibrary
from reader.model import Edit, HighlightEdit, Progress, Span, State, TextQuote
from reader.model.query import parse
from tests.store.conftest import draft, files_of


def test_what_is_added_is_there_after_a_restart(opened):
    with opened() as library:
        added = library.add(draft(title="Bread", tags=("food",), original=b"<p>x</p>"))
    assert added.is_new
    again = opened()
    assert again.articles() == [added.article]
    assert again.body(added.article.id) == "The body of article 1.\n"
    assert again.original(added.article.id) == b"<p>x</p>"


def test_an_address_is_saved_once_however_it_is_written(opened):
    library = opened()
    first = library.add(draft(url="https://www.example.org/a/?utm_source=x"))
    again = library.add(draft(2, url="http://example.org/a"))
    assert (again.is_new, again.article) == (False, first.article)


def test_without_an_address_the_same_title_and_body_are_saved_once(opened):
    library = opened()
    first, other, again = library.add_all([draft(url=None), draft(2, url=None), draft(url=None)], "imported")
    assert (first.is_new, other.is_new, again.is_new) == (True, True, False)
    assert not library.add(draft(2, url=None)).is_new


@pytest.mark.parametrize("at_once", [True, False])
def test_the_same_body_under_another_heading_is_another_article(opened, at_once):
    library = opened()
    lists = [draft(url=None, title="Monday"), draft(url=None, title="Tuesday"), draft(url=None, title=" Monday\n")]
    added = library.add_all(lists, "imported") if at_once else [library.add(one) for one in lists]
    assert [one.is_new for one in added] == [True, True, False]
    assert added[2].article == added[0].article


def test_the_newest_saved_comes_first_and_the_trash_is_left_out(opened):
    library = opened()
    one, two, three = (library.add(draft(n)).article.id for n in (1, 2, 3))
    library.update([two], Edit(state=State.TRASHED))
    assert [article.id for article in library.articles()] == [three, one]
    assert [article.id for article in library.articles(parse("is:trashed"))] == [two]


def test_an_edit_is_one_act_with_a_label_and_nothing_when_nothing_changes(opened):
    library = opened()
    ids = [library.add(draft(n)).article.id for n in (1, 2, 3)]
    act = library.update(ids, Edit(add_tags=("#python",)))
    assert act is not None
    assert (act.label, act.ids) == ("tagged 3 articles #python", tuple(ids))
    assert library.update(ids, Edit(add_tags=("python",))) is None
    assert library.tags() == {"python": 3}


def test_undo_and_redo_go_through_all_acts_after_a_restart(opened):
    with opened() as library:
        id = library.add(draft()).article.id
        library.update([id], Edit(state=State.ARCHIVED))
        library.update([id], Edit(starred=True, add_tags=("x",)))
    library = opened()
    assert library.undo().label == "undid: starred “Article 1”, tagged “Article 1” #x"
    assert library.article(id).tags == ()
    library.undo()
    assert library.article(id).state is State.INBOX
    library.undo()
    assert library.articles() == []
    for _ in range(3):
        library.redo()
    article = library.article(id)
    assert (article.state, article.starred, article.tags) == (State.ARCHIVED, True, ("x",))


def test_a_place_is_kept_without_being_a_step_of_undo(opened):
    library = opened()
    id = library.add(draft()).article.id
    library.keep_place(id, Progress(0.5, 12, TextQuote("body")))
    assert library.article(id).progress.percent == 50
    assert [act.label for act in library.acts(10)] == ["added “Article 1”"]
    library.undo()
    assert library.articles() == []


def test_highlights_are_counted_and_go_with_their_article(opened):
    library = opened()
    id = library.add(draft()).article.id
    late = library.add_highlight(id, TextQuote("body"), Span(9, 13))
    early = library.add_highlight(id, TextQuote("The"), Span(0, 3), note="n", tags=("t",))
    assert library.highlights(id) == [early, late]
    assert library.article(id).highlights == 2
    library.update_highlights([late.id], HighlightEdit(colour=3, note="why"))
    assert library.find_highlight(late.id) == replace(late, colour=3, note="why")
    library.delete([id])
    assert library.highlights() == []
    library.undo()
    assert library.article(id).highlights == 2
    library.remove_highlights([early.id])
    assert library.article(id).highlights == 1


def test_a_handle_is_an_id_a_prefix_or_an_address(opened):
    library = opened()
    one, two = (library.add(draft(n)).article for n in (1, 2))
    assert library.find_article(one.id) == one
    assert library.find_article("example.org/2") == two
    with pytest.raises(AmbiguousId):
        library.find_article("1")
    with pytest.raises(ArticleNotFound):
        library.find_article("9")


def test_opening_reading_and_closing_leave_every_file_as_it_was(opened, path):
    with opened() as library:
        id = library.add(draft()).article.id
    before = files_of(path)
    with opened() as library:
        library.articles(), library.body(id), library.tags(), library.counts(), library.acts(5), library.refresh()
    assert files_of(path) == before


def test_plain_tinydb_reads_the_library_after_it_was_closed(opened, path):
    with opened() as library:
        article = library.add(draft()).article
    with TinyDB(path) as plain:
        document = plain.table("articles").get(doc_id=int(article.id))
    assert document is not None
    assert document["title"] == "Article 1"
    assert json.loads(path.read_bytes())["meta"]["1"]["schema"] == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"_default": {}}', b"\x89PNG\r\n\x1a\n\0\0", b"text"])
def test_what_is_no_library_is_refused_and_not_touched(opened, path, content):
    path.write_bytes(content)
    with pytest.raises(NotALibrary):
        opened()
    assert files_of(path) == {"library.json": content}


def test_changes_are_told_since_a_revision_across_a_restart(opened):
    with opened() as library:
        one, two = (library.add(draft(n)).article.id for n in (1, 2))
        revision = library.revision
        assert library.changed_since("").articles == (one, two)
        library.update([two], Edit(read=True))
        library.update([one], Edit(state=State.TRASHED))
        library.delete([one])
    changes = opened().changed_since(revision)
    assert (changes.articles, changes.gone_articles, changes.whole) == ((two,), (one,), False)


def test_a_new_text_takes_the_place_of_the_old_and_undo_brings_it_back(opened):
    library = opened()
    id = library.add(draft()).article.id
    library.set_body(id, "Longer now.\n", words=2, excerpt="Longer now.")
    assert (library.body(id), library.article(id).words) == ("Longer now.\n", 2)
    library.undo()
    assert (library.body(id), library.article(id).words) == ("The body of article 1.\n", 5)


def test_the_direction_of_a_text_is_kept(opened):
    with opened() as library:
        said = library.add(draft(1, title="1402", direction="rtl")).article.id
        told = library.add(draft(2, title="باغ قدیمی", language="fa")).article.id
        plain = library.add(draft(3, language="en")).article.id
    library = opened()
    assert [library.article(id).direction for id in (said, told, plain)] == ["rtl", "rtl", "ltr"]
    assert {article.id: article.direction for article in library.articles()} == {said: "rtl", told: "rtl", plain: "ltr"}


def test_a_record_of_old_that_tells_no_direction_has_that_of_its_language_and_stays_as_it_is(opened, path):
    with opened() as library:
        id = library.add(draft(title="1402", language="fa")).article.id
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"direction": "rtl", ', b""))
    assert path.read_bytes() != content
    with opened("other") as library:
        library.article(id)  # the edit by hand is taken in, as it is
    before = files_of(path)
    with opened("other") as library:
        assert library.article(id).direction == "rtl"
        assert [article.direction for article in library.articles()] == ["rtl"]
    assert files_of(path) == before
