"""Evidence patterns tried on their own examples: each sentence to be caught or missed is read and fitted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guarantor.agreement.load import load_case
from guarantor.case.cast import table_of
from guarantor.linking.bearing import Bearing
from guarantor.linking.fitting import Reader, Words
from guarantor.linking.index import Slot
from guarantor.model.claim import Claim
from guarantor.reading import read_text
from guarantor.reading.actors import ActorTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One example of one pattern. ``right`` says whether the pattern did what its author wrote."""

    target: str
    pattern: str
    sentence: str
    should_catch: bool
    caught: bool
    claims: tuple[Claim, ...]
    others: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the pattern caught what it should and missed what it should not."""
        return self.caught == self.should_catch


def trials(bearing: Bearing, actors: ActorTable, *, published: str) -> Iterator[Trial]:
    """Every example of every pattern, read as a report of its own published on an ISO day."""
    fitter = Reader(bearing.roots)
    for slot in bearing.index.slots:
        for should, sentences in ((True, slot.pattern.catches), (False, slot.pattern.misses)):
            for sentence in sentences:
                yield _trial(slot, sentence, should, bearing, fitter, actors, published)


def tried(folder: Path) -> tuple[Trial, ...]:
    """Every example of the patterns of a case without faults, read as if published on the day of its latest text."""
    files = load_case(folder)
    published = max((text.date for text in files.agreement.texts), default="2000-01-01")
    return tuple(trials(Bearing(files.agreement, files.people), table_of(files.people), published=published))


def _trial(
    slot: Slot, sentence: str, should: bool, bearing: Bearing, fitter: Reader, actors: ActorTable, published: str
) -> Trial:  # fmt: skip
    claims = tuple(read_text(sentence, published=published, outlet="The Outlet", actors=actors))
    caught = any(
        fitter.fit(slot.pattern, claim, bearing.roots.of(claim), Words.of(claim.quote)) is not None
        for claim in claims
        if slot in bearing.index.candidates(claim)
    )
    links = [link for claim in claims for link in bearing.of(claim.id, claim)]
    return Trial(
        target=slot.target, pattern=slot.pattern.name, sentence=sentence, should_catch=should, caught=caught,
        claims=claims, others=tuple(f"{link.rule} {link.effect}" for link in links),
    )  # fmt: skip
