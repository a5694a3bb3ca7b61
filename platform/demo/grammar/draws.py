"""Drawing without repeating oneself: decks of templates, and a memory of what has been written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from .french import sentences


class Deck[T]:
    """Cards dealt in random order; reshuffled only once all have been dealt.

    With a `start`, the first round goes from that card on, in the order given: whoever starts elsewhere draws others.
    """

    def __init__(self, cards: Sequence[T], rng: Random, *, start: int | None = None) -> None:
        if not cards:
            raise ValueError("a deck needs at least one card")
        self._cards = list(cards)
        self._rng = rng
        self._left: list[T] = []
        if start is not None:
            turn = start % len(self._cards)
            self._left = [*self._cards[turn:], *self._cards[:turn]][::-1]

    def draw(self) -> T:
        """The next card."""
        if not self._left:
            self._left = list(self._cards)
            self._rng.shuffle(self._left)
        return self._left.pop()

    def __len__(self) -> int:
        return len(self._cards)

    @property
    def exhausted(self) -> bool:
        """Whether the next card starts a new round."""
        return not self._left


class Author:
    """Deals templates and remembers the texts written, so that a territory's texts do not repeat.

    Decks are named: every caller that names the same deck draws from the same cards.
    """

    #: Beyond this, in a territory too large for the grammar, a text is allowed to come back.
    ATTEMPTS = 12
    #: After so many repetitions, texts of that memory are no longer tried again.
    PATIENCE = 60

    def __init__(self, rng: Random, *, variant: int | None = None) -> None:
        """Authors of different variants begin each deck elsewhere: neighbours do not tell the same."""
        self.rng = rng
        self._variant = variant
        self._decks: dict[str, Deck[str]] = {}
        self._told: set[str] = set()
        self._written: dict[str, set[str]] = {}
        self._surrenders: dict[str, int] = {}
        #: Whether the last ``write`` had to give up and repeat a text.
        self.repeated = False

    def deck(self, name: str, cards: Sequence[str]) -> Deck[str]:
        """The deck of that name, made of ``cards`` when it is first asked for."""
        found = self._decks.get(name)
        if found is None:
            found = self._decks[name] = Deck(cards, self.rng, start=self._variant)
        return found

    def deal(self, name: str, own: Sequence[str], shared: Sequence[str] = ()) -> str:
        """A template of ``own`` while they last, then of ``shared`` while they last, then of either."""
        deck = self.deck(name, own) if own else None
        if deck is not None and name not in self._told:
            card = deck.draw()
            if deck.exhausted:
                self._told.add(name)
            return card
        if not shared:
            return self.deck(name, own).draw()
        common = self.deck(shared[0], shared)
        if shared[0] not in self._told:
            card = common.draw()
            if common.exhausted:
                self._told.add(shared[0])
            return card
        return deck.draw() if deck is not None and self.rng.random() < 0.5 else common.draw()

    def write(self, memory: str, compose: Callable[[], str]) -> str:
        """What ``compose`` gives, tried again while it repeats a text of the same ``memory``."""
        written = self._written.setdefault(memory, set())
        text = compose()
        # Once a memory is saturated, insisting only costs time.
        for _ in range(self.ATTEMPTS if self._surrenders.get(memory, 0) < self.PATIENCE else 0):
            if text not in written:
                break
            text = compose()
        self.repeated = text in written
        if self.repeated:
            self._surrenders[memory] = self._surrenders.get(memory, 0) + 1
        written.add(text)
        return text

    def tell(self, memory: str, compose: Callable[[], str]) -> str:
        """The sentences of what ``compose`` gives that are new to ``memory``, its first one among them.

        Nothing when each attempt begins with a sentence already told.
        """
        told = self._written.setdefault(memory, set())
        for _ in range(self.ATTEMPTS):
            opening, *others = sentences(compose())
            if opening not in told:
                fresh = [opening, *(text for text in others if text not in told)]
                told.update(fresh)
                return " ".join(fresh)
        return ""

    def has_written(self, memory: str, text: str) -> bool:
        """Whether ``text`` was already written in that memory."""
        return text in self._written.get(memory, ())

    def remember(self, memory: str, text: str) -> None:
        """Note a text composed elsewhere."""
        self._written.setdefault(memory, set()).add(text)
