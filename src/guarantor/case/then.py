"""The words as a very large record had them at an earlier entry, had from those of now.

To make all words as they were known at a moment takes minutes at a million claims. What was said since a reader's last
visit is little: only what new claims, links and decisions touch is made as it was then; all else is as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.assessment import Log
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.log import Over
from guarantor.case.growing import Beside, CannotError, Growing, changed_claims
from guarantor.case.knowledge import Knowledge
from guarantor.record.standing import Standing, StandingLink

MOST = 5_000
"""Up to so many entries since then are looked at."""


def log_then(now: Knowledge, then: Knowledge, log: Prepared, beside: Beside) -> tuple[Prepared, frozenset[str]] | None:
    """The log of an earlier moment, and about what it has other words than ``log``, which is that of now; ``beside`` is
    what goes on from there (a copy, it is used up). None where too much came since, or what reaches further."""
    after = then.view.extent
    if now.view.extent - after > MOST:
        return None
    growing = Growing(then, beside)
    try:
        claims = {*changed_claims(now, after, beside.pairs), *_came(now, after)}
        for claim in sorted(claims):
            for found in now.view.links(claim=claim, every=True):
                if found.link.target is not None:
                    growing.words.setdefault(found.link.target, [])
        growing.take_again(claims)
        words, renamed = growing.settled(log.log.words)
    except CannotError:
        return None
    if renamed:
        return None
    earlier = Log(Over.on(log.log.words, words), log.log.counted, log.log.last_moment)
    return log.with_words(earlier, words.keys()), frozenset(words)


def _came(now: Knowledge, after: int) -> Iterator[str]:
    """The claims that came after an entry, or that something was tied to since."""
    for each in now.view.everything(after=after):
        if isinstance(each, Standing):
            yield each.id
        elif isinstance(each, StandingLink):
            yield from each.link.claims
