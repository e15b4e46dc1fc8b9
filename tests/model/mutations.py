"""Texts in many languages, highlights in them, and what becomes of a text between two extractions of its page.

Every word carries a number that survives the changes, so that where a highlight belongs afterwards is known for sure.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reader.model.placement import Placed
from reader.model.selector import Span, TextQuote
from reader.model.skeleton import letters

WORDS = {
    "en": "the a of and to in that is was for it with as his on be at by had not are but from or have an they which one you were all her she there would their we him been has when who will no more if out so said what up its about into than them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just state people those too world between life being under three never know own while last might us great old year off come since against go came right used take house",
    "fr": "le la les un une de du des et à en que qui dans pour sur avec ne pas plus par il elle on nous vous ils est sont était avoir être fait comme mais ou donc où quand tout toute tous même aussi bien encore très peu sans sous entre après avant depuis pendant maison jardin livre page lecture lenteur mémoire année jour nuit ville rue monde vie homme femme enfant temps façon chose idée mot phrase œuvre cœur français été hiver déjà jamais toujours souvent voix silence rivière forêt château élève leçon événement",
    "de": "der die das ein eine und oder aber in im an auf mit von zu für nicht ist war sind haben sein werden wie wenn weil daß doch nur auch noch schon sehr mehr viel alle dieser jener welche man wir ihr sie ich du es Haus Garten Buch Seite Lesen Straße Größe Jahr Tag Nacht Stadt Welt Leben Mensch Frau Kind Zeit Weise Sache Wort Satz Fluß Wald Schloß Schüler Stunde Ereignis Übung Änderung Gedächtnis Aufmerksamkeit Geschwindigkeit Erinnerung Zusammenhang Wissenschaft",
    "es": "el la los las un una de del y a en que no se por con para como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho quienes nada casa jardín libro página lectura memoria año día noche ciudad calle mundo vida niño tiempo cosa idea palabra corazón español",
    "ru": "и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой ещё от так о для ты же год время рука дело жизнь день голова самый вопрос дом сторона страна мир случай ребёнок место лицо друг глаз слово работа город вода книга чтение память страница сад ночь река лес улица голос тишина мысль история",
    "ar": "في من على إلى عن مع هذا هذه ذلك التي الذي كان كانت يكون لا ما لم لن قد كل بعض أي بين بعد قبل عند حتى ثم أو و إن أن هو هي هم نحن أنت أنا كتاب صفحة قراءة ذاكرة بيت حديقة مدينة شارع عالم حياة رجل امرأة طفل وقت يوم ليل سنة كلمة جملة صوت صمت نهر غابة قلب فكرة تاريخ علم لغة",
    "hi": "और के है में की से को का एक यह वह पर भी नहीं तो ही हैं था थे थी कर लिए अपने जब तक साथ बाद कुछ बहुत अब क्या कोई हम वे घर किताब पन्ना पढ़ना स्मृति साल दिन रात शहर सड़क दुनिया जीवन आदमी औरत बच्चा समय शब्द वाक्य आवाज़ नदी जंगल दिल विचार इतिहास भाषा",
    "zh": "的 是 在 了 和 有 我们 他们 这 那 一个 不 也 就 都 而 但是 因为 所以 如果 可以 没有 什么 自己 时间 书 页 阅读 记忆 房子 花园 城市 街道 世界 生活 孩子 夜晚 声音 安静 河 森林 心 思想 历史 语言 文字 句子 慢 走 看 听 写 想 知道 开始 结束 今天 昨天 明天 以前 以后 之间 上面 下面",
    "ja": "の は が を に で と も から まで そして しかし だから もし ある いる する なる 見る 読む 書く 聞く 思う 知る 本 頁 読書 記憶 家 庭 町 道 世界 生活 子供 夜 声 静かな 川 森 心 考え 歴史 言葉 文 ゆっくり 今日 昨日 明日 前 後 間 上 下 人 時 年 日 とても 少し また いつも",
    "ko": "그리고 그러나 이 그 저 것 수 있다 없다 하다 되다 보다 읽다 쓰다 듣다 생각하다 알다 책 쪽 독서 기억 집 정원 도시 거리 세계 생활 아이 밤 목소리 조용한 강 숲 마음 생각 역사 말 문장 천천히 오늘 어제 내일 전 후 사이 위 아래 사람 시간 해 날 매우 조금 또 항상",
}
RARER = 1_500
"""So many rarer words, made of two, join the common ones: half of what is written is made of a hundred words."""
UNSPACED = ("zh", "ja")
_ENDS = {"zh": "。", "ja": "。", "hi": "।"}
_COMMAS = {"zh": "，", "ja": "、", "ar": "،"}
_FRESH = range(10_000_000, 1 << 40)
"""Numbers of words that were not there before."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    number: int
    after: str = " "
    """What stands between it and the next."""


Paragraph = list[Word]


@dataclass
class Case:
    """A text with highlights, before and after."""

    before: list[Paragraph]
    marks: list[tuple[int, int]]
    """First and last word of each highlight, by number."""
    after: list[Paragraph] = field(default_factory=list)


class Author:
    """Writes texts, and changes them."""

    def __init__(self, seed: int, language: str) -> None:
        self.dice = random.Random(f"{seed} {language}")
        self.language = language
        common = WORDS[language].split()
        self.words = common + [self.dice.choice(common) + self.dice.choice(common) for _ in range(RARER)]
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]
        self._fresh = iter(_FRESH)
        self._number = 0

    def write(self, paragraphs: int) -> list[Paragraph]:
        """Write a text; some sentences stand in it more than once, as in real ones; none of them opens a paragraph,
        for such a paragraph could move to the very place of its double."""
        refrains = [self._sentence_words() for _ in range(2)]
        text = []
        for _ in range(paragraphs):
            paragraph: Paragraph = []
            for at in range(self.dice.randint(1, 6)):
                again = at > 0 and self.dice.random() < 0.05
                paragraph += self._sentence(self.dice.choice(refrains) if again else self._sentence_words())
            text.append(paragraph)
        return text

    def highlight(self, text: list[Paragraph], count: int) -> list[tuple[int, int]]:
        """Choose passages: sentences mostly, also words, parts of a sentence, whole paragraphs."""
        marks = []
        for _ in range(count):
            paragraph = self.dice.choice(text)
            first = self.dice.randrange(len(paragraph))
            length = self.dice.choice((2, 4, 6, 8, 8, 12, 12, 16, 16, 20, 30, len(paragraph)))
            if length == len(paragraph):
                first = 0
            last = min(len(paragraph) - 1, first + length - 1)
            marks.append((paragraph[first].number, paragraph[last].number))
        return marks

    def case(self, paragraphs: int, marks: int, kind: str = "prose") -> Case:
        text = WRITING[kind](self, paragraphs) if kind in WRITING else self.write(paragraphs)
        return Case(text, MARKING[kind](self, text, marks) if kind in MARKING else self.highlight(text, marks))

    # Other kinds of text

    def poem(self, stanzas: int) -> list[Paragraph]:
        """Short lines; each stanza ends in the refrain."""
        refrain = [self._sentence_words()[:7] for _ in range(2)]
        text = []
        for _ in range(stanzas):
            lines = [self._sentence_words()[: self.dice.randint(3, 7)] for _ in range(self.dice.randint(3, 6))]
            text.append([word for line in lines + refrain for word in self._line(line)])
        return text

    def table(self, rows: int) -> list[Paragraph]:
        """Rows of a name, a year, and cells of which a few kinds come again and again."""
        cells = [*self.dice.sample(self.words, 4), "14", "0", "2"]
        made = []
        for _ in range(rows * 2):
            row = [self.dice.choice(self.words), str(self.dice.randint(1900, 2030)), *self.dice.choices(cells, k=4)]
            made.append(self._line(row, between="\t"))
        return made

    def code(self, lines: int) -> list[Paragraph]:
        """Lines that call the same few names."""
        names = self.dice.sample(self.words, 12)
        signs = (" = ", "(", ").", ", ", "[", "] + ", ": ", " -> ", "_")
        text = []
        for _ in range(lines // 2):
            block: Paragraph = []
            for _ in range(self.dice.randint(3, 9)):
                line = self.dice.choices(names, k=self.dice.randint(2, 6))
                line.insert(self.dice.randrange(len(line)), str(self.dice.randint(0, 99)))
                words = self._line(line)
                block += [Word(word.text, word.number, self.dice.choice(signs)) for word in words[:-1]] + words[-1:]
            text.append(block)
        return text

    def items(self, count: int) -> list[Paragraph]:
        """Items of a list that differ by a word or two."""
        frames = [self._sentence_words() for _ in range(3)]
        text = []
        for _ in range(count * 2):
            words = list(self.dice.choice(frames))
            for _ in range(self.dice.randint(1, 2)):
                words[self.dice.randrange(len(words))] = self.dice.choice(self.words)
            text.append(self._sentence(words))
        return text

    def single_words(self, text: list[Paragraph], count: int) -> list[tuple[int, int]]:
        """One word, or two."""
        marks = []
        for _ in range(count):
            paragraph = self.dice.choice(text)
            first = self.dice.randrange(len(paragraph))
            last = min(len(paragraph) - 1, first + self.dice.randint(0, 1))
            marks.append((paragraph[first].number, paragraph[last].number))
        return marks

    def across(self, text: list[Paragraph], count: int) -> list[tuple[int, int]]:
        """From one paragraph into the next."""
        marks = []
        for _ in range(count):
            at = self.dice.randrange(len(text) - 1)
            marks.append((self.dice.choice(text[at][-12:]).number, self.dice.choice(text[at + 1][:12]).number))
        return marks

    def at_the_ends(self, text: list[Paragraph], count: int) -> list[tuple[int, int]]:
        """The first words of all, the last, and those that begin and end paragraphs."""
        marks = []
        for number in range(count):
            paragraph = (text[0], text[-1], self.dice.choice(text))[number % 3]
            length = min(len(paragraph), self.dice.choice((1, 2, 3, 5, 8, 13)))
            first = self.dice.choice((0, len(paragraph) - length))
            marks.append((paragraph[first].number, paragraph[first + length - 1].number))
        return marks

    def _line(self, words: list[str], between: str = "") -> Paragraph:
        made = self._sentence(words)
        if between:
            made = [Word(word.text, word.number, between) for word in made]
        return [*made[:-1], Word(made[-1].text, made[-1].number, "\n")]

    # Changes

    def extraction(self, case: Case) -> list[Paragraph]:
        """Signs are set otherwise, a heading, a caption and a foot are kept that were left out before."""
        text = [[self._otherwise(word) for word in paragraph] for paragraph in case.after]
        return [self._paragraph(), *text[:3], self._paragraph(), *text[3:], self._paragraph(), self._paragraph()]

    def words_around(self, case: Case) -> list[Paragraph]:
        """A tenth of the words around highlights is replaced, taken out, or gets another beside it."""
        kept = _inside(case)
        return [
            [new for word in paragraph for new in self._changed(word, word.number in kept)] for paragraph in case.after
        ]

    def words_everywhere(self, case: Case) -> list[Paragraph]:
        """The same, in the highlights too."""
        return [
            [new for word in paragraph for new in self._changed(word, False)] or paragraph for paragraph in case.after
        ]

    def emphasis_and_links(self, case: Case) -> list[Paragraph]:
        """Marks of footnotes come, spaces come and go where emphasis and links begin and end."""
        return [[self._marked(word) for word in paragraph] for paragraph in case.after]

    def inserted(self, case: Case) -> list[Paragraph]:
        text = list(case.after)
        for _ in range(1 + len(text) // 6):
            text.insert(self.dice.randint(0, len(text)), self._paragraph())
        return text

    def moved(self, case: Case) -> list[Paragraph]:
        text = list(case.after)
        for _ in range(1 + len(text) // 8):
            text.insert(self.dice.randint(0, len(text) - 1), text.pop(self.dice.randrange(len(text))))
        return text

    def repeated(self, case: Case) -> list[Paragraph]:
        text = list(case.after)
        for _ in range(1 + len(text) // 20):
            chosen = self.dice.choice(case.after)
            copied = [Word(word.text, next(self._fresh), word.after) for word in chosen]
            beside = [at for at in range(len(text)) if text[at] is chosen]  # which of two side by side is the copy?
            text.insert(
                self.dice.choice([at for at in range(len(text)) if at not in beside and at - 1 not in beside]), copied
            )
        return text

    def removed(self, case: Case) -> list[Paragraph]:
        text = list(case.after)
        for _ in range(1 + len(text) // 10):
            text.pop(self.dice.randrange(len(text)))
        return text

    def quoted_elsewhere(self, case: Case) -> list[Paragraph]:
        """The words of some highlights are shown a second time, as a paragraph of their own; then a tenth of all words
        changes."""
        words = {word.number: (word, at) for at, paragraph in enumerate(case.after) for word in paragraph}
        alone: list[tuple[int, int]] = []
        for first, last in sorted(case.marks):  # what quotes another quotes what is around it as well
            if not alone or first > alone[-1][1] + 20:
                alone.append((first, last))
        case.marks = alone
        copies = []
        for first, last in alone[::2]:
            copied = [Word(words[n][0].text, next(self._fresh), words[n][0].after) for n in range(first, last + 1)]
            copies.append(
                (self.dice.choice([at for at in range(len(case.after)) if abs(at - words[first][1]) > 2]), copied)
            )
        text = list(case.after)
        for at, copied in sorted(copies, key=lambda each: -each[0]):
            text.insert(at, copied)
        case.after = text
        return self.words_everywhere(case)

    def everything(self, case: Case) -> list[Paragraph]:
        """All of them, one after the other."""
        for change in (
            self.words_around,
            self.emphasis_and_links,
            self.inserted,
            self.moved,
            self.repeated,
            self.extraction,
        ):
            case.after = change(case)
        return case.after

    def _sentence_words(self) -> list[str]:
        return self.dice.choices(self.words, self.weights, k=self.dice.randint(5, 24))

    def _sentence(self, words: list[str], fresh: bool = False) -> Paragraph:
        gap = "" if self.language in UNSPACED else " "
        comma = _COMMAS.get(self.language, ",")
        made = []
        for at, word in enumerate(words):
            if fresh:
                number = next(self._fresh)
            else:
                number = self._number = self._number + 1
            after = comma + gap if self.dice.random() < 0.08 else gap
            if at == len(words) - 1:
                after = _ENDS.get(self.language, ".") + gap
            made.append(Word(word.capitalize() if at == 0 else word, number, after))
        return made

    def _paragraph(self) -> Paragraph:
        return [w for _ in range(self.dice.randint(1, 4)) for w in self._sentence(self._sentence_words(), fresh=True)]

    def _changed(self, word: Word, is_kept: bool) -> Iterator[Word]:
        if is_kept or self.dice.random() >= 0.1:
            yield word
            return
        text = self.dice.choice([each for each in self.words if each.casefold() != word.text.casefold()])
        other = Word(text, next(self._fresh), word.after)
        way = self.dice.random()
        if way < 0.4:
            yield other
        elif way < 0.7:
            yield from (word, other)

    def _otherwise(self, word: Word) -> Word:
        text = word.text.replace("fi", "ﬁ").replace("'", "’") if self.dice.random() < 0.5 else word.text
        if len(text) > 6 and self.dice.random() < 0.1:
            text = text[:3] + "\u00ad" + text[3:]
        after = word.after
        if after == " " and self.dice.random() < 0.1:
            after = self.dice.choice(("\u00a0", "\n", " — ", " “", "” "))
        return Word(text, word.number, after)

    def _marked(self, word: Word) -> Word:
        chance = self.dice.random()
        if chance < 0.03:
            return Word(word.text, word.number, f"[{self.dice.randint(1, 40)}]{word.after}")
        if chance < 0.06:
            return Word(word.text, word.number, "" if word.after == " " and self.language == "ko" else " " + word.after)
        return word


WRITING: dict[str, Callable[[Author, int], list[Paragraph]]] = {
    "poem": Author.poem,
    "table": Author.table,
    "code": Author.code,
    "items": Author.items,
}
MARKING: dict[str, Callable[[Author, list[Paragraph], int], list[tuple[int, int]]]] = {
    "single words": Author.single_words,
    "across": Author.across,
    "at the ends": Author.at_the_ends,
}
KINDS = ("prose", *WRITING, *MARKING)

CHANGES: dict[str, Callable[[Author, Case], list[Paragraph]]] = {
    "another extraction": Author.extraction,
    "a tenth of the words around": Author.words_around,
    "emphasis and links": Author.emphasis_and_links,
    "paragraphs inserted": Author.inserted,
    "paragraphs moved": Author.moved,
    "paragraphs repeated": Author.repeated,
    "all of these at once": Author.everything,
}
"""The law: 99 % right, none in a wrong place."""

HARDER: dict[str, Callable[[Author, Case], list[Paragraph]]] = {
    "paragraphs removed": Author.removed,
    "quoted elsewhere, words changed": Author.quoted_elsewhere,
    "a tenth of all words": Author.words_everywhere,
}
"""Here the words themselves may be gone: none in a wrong place, and no more is asked."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read, with where each word stands."""

    text: str
    places: dict[int, Span]

    @classmethod
    def of(cls, paragraphs: list[Paragraph]) -> Plain:
        parts: list[str] = []
        places: dict[int, Span] = {}
        at = 0
        for paragraph in paragraphs:
            for word in paragraph:
                places[word.number] = Span(at, at + len(word.text))
                parts += (word.text, word.after)
                at += len(word.text) + len(word.after)
            parts.append("\n")
            at += 1
        return cls("".join(parts), places)

    def span(self, mark: tuple[int, int]) -> Span:
        return Span(self.places[mark[0]].start, self.places[mark[1]].end)


def verdict(mark: tuple[int, int], placed: Placed, after: Plain, quote: TextQuote) -> str:
    """Return "right", "orphan" (missed), "gone" (rightly missed), "same" (a copy stands in the very same surroundings:
    rightly missed, or where it was taken, nothing that stands there or was kept says otherwise) or "wrong"."""
    left = [number for number in range(mark[0], mark[1] + 1) if number in after.places]
    whole = len(left) == mark[1] - mark[0] + 1
    if placed.span is None:
        if not whole:
            return "gone"
        return "same" if _has_a_double(mark, after) else "orphan"
    wrong = "same" if _is_as_it_was(placed.span, after.text, quote) else "wrong"
    if not left:
        return wrong
    true = Span(after.places[left[0]].start, after.places[left[-1]].end)
    if whole:
        letters = "".join(c for c in placed.span.of(after.text) if c.isalnum())
        wanted = "".join(c for c in true.of(after.text) if c.isalnum())
        return "right" if letters == wanted and abs(placed.span.start - true.start) < 4 else wrong
    common = min(true.end, placed.span.end) - max(true.start, placed.span.start)
    return "right" if common * 2 > max(len(true), len(placed.span)) else wrong


def _is_as_it_was(span: Span, text: str, quote: TextQuote) -> bool:
    """Say whether the words of a passage and all that was kept on both sides stand here, letter for letter."""
    if letters(span.of(text)) != letters(quote.exact):
        return False
    before, after = (
        text[max(0, span.start - 2 * len(quote.prefix) - 40) : span.start],
        text[span.end :][: 2 * len(quote.suffix) + 40],
    )
    return letters(before).endswith(letters(quote.prefix)) and letters(after).startswith(letters(quote.suffix))


def _has_a_double(mark: tuple[int, int], after: Plain) -> bool:
    """Say whether the passage stands a second time with at least one side of its surroundings the same."""
    quote = TextQuote.of(after.text, after.span(mark))
    known, exact = letters(after.text), letters(quote.exact)
    before, behind = letters(quote.prefix)[-15:], letters(quote.suffix)[:15]
    return known.count(exact + behind) > 1 or known.count(before + exact) > 1


def _inside(case: Case) -> set[int]:
    return {number for first, last in case.marks for number in range(first, last + 1)}
