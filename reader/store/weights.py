"""How much tags and articles weigh in the daily review."""

from __future__ import annotations

from hashlib import blake2b

from reader.model.act import Act, quoted
from reader.model.review import MOST_WEIGHT, Weights
from reader.model.tags import tag as as_tag
from reader.store.history import act_of
from reader.store.reading import Reading


class Weighing(Reading):
    """A library that knows what its reader wants to meet more often."""

    def weights(self) -> Weights:
        """Return the weights that differ from 1."""
        tags: dict[str, float] = {}
        articles: dict[str, float] = {}
        with self._storage.guard:
            for _, document in self._storage.replica.records.documents("weights"):
                weight = _weight(document.get("weight"))
                tag, article = document.get("tag"), document.get("article")
                if weight == 1:
                    continue
                if isinstance(tag, str) and tag:
                    tags[tag] = weight
                elif isinstance(article, str):
                    articles[article] = weight
        return Weights(dict(sorted(tags.items())), dict(sorted(articles.items())))

    def weigh_tag(self, name: str, weight: float) -> Act | None:
        """Give a tag a weight, 0 to 10; 1 is what all have. None where it has it already."""
        return self.weigh(Weights({name: weight}))

    def weigh_article(self, id: str, weight: float) -> Act | None:
        """Give an article a weight, 0 to 10; raises ArticleNotFound."""
        return self.weigh(Weights(articles={id: weight}))

    def weigh(self, weights: Weights) -> Act | None:
        """Give tags and articles their weights, as one act; None where they have them. Raises ArticleNotFound."""
        names: list[str] = []
        with self._storage.act("") as act:
            for name, weight in weights.tags.items():
                tag = as_tag(name)
                names += self._weigh(_id_of(tag.casefold()), {"tag": tag}, weight, f"the tag #{tag}")
            for id, weight in weights.articles.items():
                title = str(self._article_document(id).get("title", ""))
                names += self._weigh(_id_of(f"article {id}"), {"article": id}, weight, quoted(title))
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            act.label = f"made {names[0] if names else ''}{more} in the review"
        return act_of(act.entry)

    def _weigh(self, id: str, what: dict[str, str], weight: float, name: str) -> list[str]:
        """Machines that never met name the same thing by the same id, so that the later weight wins."""
        weight = _weight(weight)
        before = self._storage.document("weights", id) or {}
        if _weight(before.get("weight", 1.0)) == weight:
            return []
        self._storage.stage("weights", id, {**what, "weight": weight})
        return [f"{name} weigh {weight:g}"]


def _id_of(name: str) -> str:
    """Return digits that stand for a tag or an article, the same on every machine.

    Not the article's own id: what was deleted stands in one table, by id alone.
    """
    number = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")
    return str(number % 10**17).zfill(17)


def _weight(value: object) -> float:
    if not isinstance(value, int | float):
        return 1.0
    return round(float(min(MOST_WEIGHT, max(0.0, value))), 2)  # bounded first: an integer may be too large for a float
