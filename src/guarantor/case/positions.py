"""Positions of a case: links of both kinds proposed together, and the positions as of the times asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guarantor.case.knowledge import Knowledge
from guarantor.case.times import Times
from guarantor.linking.bearing import Bearing
from guarantor.linking.occurring import Occurring
from guarantor.model.casefiles import CaseFiles
from guarantor.model.claim import Claim
from guarantor.model.link import Link
from guarantor.model.moments import day_of
from guarantor.positions.derive import Moment
from guarantor.positions.proposing import Proposer
from guarantor.positions.state import Assumption, Positions


class Tying:
    """Proposes every link of a claim: what bears on the agreement, where its holder stands, of which act it tells."""

    def __init__(self, bearing: Bearing, proposer: Proposer, occurring: Occurring | None = None) -> None:
        self.bearing, self.proposer, self.occurring = bearing, proposer, occurring

    def of(self, id_: str, claim: Claim) -> Iterator[Link]:
        """The links of one claim."""
        yield from self.bearing.of(id_, claim)
        yield from self.proposer.of(id_, claim)
        if self.occurring is not None:
            yield from self.occurring.of(id_, claim)


def tying_of(files: CaseFiles, bearing: Bearing) -> Tying:
    """All that proposes links for claims of a case."""
    proposer = Proposer(files.agreement, files.people, since=files.info.since)
    return Tying(bearing, proposer, Occurring(files.agreement, bearing.roots))


def positions_of(
    files: CaseFiles, knowledge: Knowledge, times: Times, *, reviewed_only: bool = False,
    assume: Sequence[Assumption] = (), rules: Sequence[str] = (),
) -> Positions:  # fmt: skip
    """Where everybody stands at some times. Raises KeyError for an assumption or rule of something not there."""
    known = {rule.id for rule in files.agreement.consent}
    for rule in rules:
        if rule not in known:
            raise KeyError(rule)
    zone = files.agreement.zone
    as_of = day_of(times.as_of_instant(zone, files.info.until), zone).isoformat()
    limit = times.published_instant(zone)
    moment = Moment(
        as_of=as_of, published_by=day_of(limit, zone).isoformat() if limit is not None else None,
        reviewed_only=reviewed_only,
    )  # fmt: skip
    found = Positions(files.agreement, files.people, knowledge.codings, moment, rules=tuple(rules))
    assumed = tuple((actor, option_of(found, option)) for actor, option in assume)
    for actor, about in assumed:
        if (actor, about) not in found.recorded:
            raise KeyError(f"{actor}:{about}")
    return Positions(files.agreement, files.people, knowledge.codings, moment, assumed, tuple(rules))


def option_of(found: Positions, name: str) -> str:
    """An option as ``issue/option``; its own id is enough where no other issue has it. Raises KeyError."""
    fitting = [f"{issue}/{option}" for issue, option in found.options if name in (option, f"{issue}/{option}")]
    if len(fitting) != 1:
        raise KeyError(name)
    return fitting[0]


def assumption(text: str) -> Assumption:
    """An assumption as it stands in an address or on a command line: ``actor:option`` or ``actor:issue/option``.

    Raises ValueError.
    """
    actor, colon, option = text.partition(":")
    if not colon or not actor or not option:
        raise ValueError(f"{text!r} assumes nothing; write actor:option, or actor:issue/option")
    return actor, option
