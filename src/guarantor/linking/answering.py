"""Words on an incident told elsewhere: a denial, an inquiry or a finding without a day of its own.

"Two soldiers were killed at the bridge on Sunday. The militia denied it." The second claim has neither day nor place;
in the same report, next after the words on the incident and with a word that points back, it answers them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.keys import Key, key_of, only_marks_differ
from guarantor.linking.occurring import RULE, site_of
from guarantor.linking.stages import LATEST, incident_stage, waits
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim
from guarantor.model.link import Link

BY_WORDS = f"{RULE}after"
BY_PLACE = f"{RULE}place"
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


def of_the_place(
    claims: Iterable[Kept],
    tied: Mapping[str, Iterable[str]],
    incidents: Mapping[str, str],
    place: Callable[[Claim], str],
) -> Iterator[Link]:
    """The links of claims that answer, examine, find or act upon an incident and name its place and no day: where just
    one incident of that place lies near enough before the print. ``place`` gives the id of a claim's place;
    ``incidents`` a claim of each."""
    by_place: dict[str, list[tuple[str, Key]]] = {}
    for id_ in incidents:
        if (key := key_of(id_)) is not None and key.kind == "incident":
            by_place.setdefault(key.place, []).append((id_, key))
    for kept in claims:
        stage = waits(kept.claim)
        if kept.id in tied or stage is None:
            continue
        where = place(kept.claim)
        fit = [id_ for id_, key in by_place.get(where, ()) if _near(kept.claim, key, LATEST[stage])]
        if len(fit) > 1 and all(_alike(one, other) for one, other in combinations(fit, 2)):
            fit = [min(fit)]
        if len(fit) == 1:
            named = Words.of(kept.claim.quote).any_of(words_of("incident"))
            reason = f"“{named}” at {where.replace('-', ' ')}: one incident of that place is told shortly before"
            yield Link(
                kind="occurrence", claims=(kept.id, incidents[fit[0]]), target=fit[0], effect=stage, rule=BY_PLACE,
                reason=reason,
            )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    """Whether two ids are of one act that one of them tells more of."""
    a, b = key_of(one), key_of(other)
    return a is not None and b is not None and not a.toll and not b.toll and only_marks_differ(a, b)


def _near(claim: Claim, key: Key, days: int) -> bool:
    printed, site = (claim.report.published or "")[:10], site_of(claim.quote)
    if site and key.site and site != key.site:
        return False
    return 0 <= (date.fromisoformat(printed) - date.fromisoformat(key.end)).days <= days
