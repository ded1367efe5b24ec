"""Words that point back: a denial, an inquiry or a finding that names no act of its own and follows the words on one.

"Two soldiers were killed at the bridge on Sunday. The militia denied it." The second claim has neither day nor place;
in the same report, next after the words on the incident and with a word that points back, it answers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.occurring import RULE
from guarantor.linking.stages import incident_stage
from guarantor.linking.words import words_of
from guarantor.model.link import Link

BY_WORDS = f"{RULE}after"
NEAR = 400
"""So many characters behind the words on an incident it may be answered."""
_LIFE = frozenset({"answered", "examined", "found", "acted upon"})


def pointing_back(claims: Sequence[Kept], tied: Mapping[str, Iterable[str]], text: str = "") -> Iterator[Link]:
    """The links of one report's claims that point back to an incident told just before; ``tied`` are the incidents of
    each claim. Where other words on a breach stand between, or several incidents are told at once, none is made."""
    last: Kept | None = None
    for kept in sorted(claims, key=lambda each: (each.claim.span, each.id)):
        mine = tuple(tied.get(kept.id, ()))
        if mine:
            last = kept if len(mine) == 1 else None
            continue
        if kept.claim.type == "violation":
            last = None
        if last is None or not _points_back(kept) or not _next(last, kept, text):
            continue
        (target,) = tied[last.id]
        stage = incident_stage(kept.claim)
        word = Words.of(kept.claim.quote).any_of(words_of("back")) or ""
        reason = f"“{word}” points back to the words just before it in the same report"
        yield Link(
            kind="occurrence", claims=(kept.id,), target=target, effect=stage, rule=BY_WORDS, reason=reason
        )  # fmt: skip


def _points_back(kept: Kept) -> bool:
    return (
        incident_stage(kept.claim) in _LIFE
        and kept.claim.where is None
        and kept.claim.when is None
        and Words.of(kept.claim.quote).any_of(words_of("back")) is not None
    )


def _next(before: Kept, kept: Kept, text: str) -> bool:
    """Whether words follow others closely, in the same paragraph where the text is known."""
    start, end = before.claim.span[1], kept.claim.span[0]
    return 0 <= end - start <= NEAR and "\n\n" not in text[start:end]
