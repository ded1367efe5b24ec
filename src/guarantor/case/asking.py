"""What is asked of a case: what holds in whose account, why, what changed, a brief, where everybody stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from guarantor.case.receiving import Receiving
from guarantor.case.times import Times
from guarantor.model.lasting import lasting
from guarantor.model.moments import moment
from guarantor.model.testimony import Voices

if TYPE_CHECKING:
    from guarantor.assessment import State
    from guarantor.briefing.brief import Brief
    from guarantor.briefing.length import Length
    from guarantor.case.knowledge import Knowledge
    from guarantor.case.told import CaseState
    from guarantor.case.why import Why
    from guarantor.intake.language_model import LanguageModel
    from guarantor.linking.answers import Answers
    from guarantor.linking.kept import Kept
    from guarantor.model.assessment import Change
    from guarantor.positions.state import Positions

ChangesBy = Literal["published", "known"]


class Asking(Receiving):
    """The part of a case that answers; see :class:`~guarantor.case.case.Case`."""

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.files.agreement.zone

    @property
    def shown(self) -> tuple[str, ...]:
        """The accounts that stand as columns, in the case's order."""
        return self.files.info.shown or tuple(self.files.people.accounts)

    @lasting
    def voices(self) -> tuple[Voices, ...]:
        """Every account resolved to roots."""
        return tuple(self.files.people.voices(account) for account in self.files.people.accounts)

    def status(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        account: str = "everybody",
        reviewed_only: bool = False,
        readings: Mapping[str, str] | None = None,
    ) -> CaseState:
        """The state of the agreement in an account: a mapping from provision ids to cells, in the order of the texts.

        Times are ISO days (meaning their end, in the case's zone) or date-times. Raises KeyError for an account that
        the case does not have.
        """
        from guarantor.assessment import assess
        from guarantor.case.judging import chosen_readings
        from guarantor.case.told import CaseState
        from guarantor.case.why import why

        times = Times(as_of=as_of, known_at=known_at, published_by=published_by)
        knowledge = self.knowledge(known_at)
        state = assess(
            self.files.agreement,
            self.log(knowledge),
            (),
            self.voices,
            account=account,
            as_of=times.as_of_instant(self.zone, self.files.info.until),
            published_by=times.published_instant(self.zone),
            reviewed_only=reviewed_only,
            readings={**chosen_readings(knowledge), **(readings or {})},
        )
        return CaseState.of(state, lambda asked, provision: why(asked, knowledge, provision))

    def states(
        self, accounts: Sequence[str] | None = None, *, times: Times | None = None, reviewed_only: bool = False
    ) -> dict[str, State]:
        """The state in several accounts (those shown as columns, where none are named)."""
        asked = times or Times()
        return {
            account: self.status(
                as_of=asked.as_of,
                known_at=asked.known_at,
                published_by=asked.published_by,
                account=account,
                reviewed_only=reviewed_only,
            )
            for account in accounts or self.shown
        }

    def why(
        self,
        provision: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        account: str = "everybody",
        reviewed_only: bool = False,
        every: bool = False,
    ) -> Why:
        """Why a provision has its status in an account, down to the quoted words (``every`` instance, not only those
        that decide). Raises KeyError for a provision or account that is not there."""
        from guarantor.case.why import why

        state = self.status(
            as_of=as_of, known_at=known_at, published_by=published_by, account=account, reviewed_only=reviewed_only
        )
        return why(state, self.knowledge(known_at), provision, every=every, compare=True)

    def changes(
        self,
        since: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        account: str = "everybody",
        published_by: str | None = None,
        by: ChangesBy = "published",
        reviewed_only: bool = False,
    ) -> tuple[Change, ...]:
        """What reads differently from how it read at ``since``, and because of which claims.

        ``by`` says what "read then" means: ``published`` (what could be read by then, as of then) or ``known`` (what
        the record held then, as of then).
        """
        from guarantor.assessment.questions import changes

        earlier = self.status(
            as_of=since,
            known_at=since if by == "known" else known_at,
            published_by=since if by == "published" else published_by,
            account=account,
            reviewed_only=reviewed_only,
        )
        later = self.status(
            as_of=as_of, known_at=known_at, published_by=published_by, account=account, reviewed_only=reviewed_only
        )
        return changes(earlier, later)

    def brief(
        self,
        *,
        meeting: str | None = None,
        since: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        accounts: Sequence[str] | None = None,
        issues: Sequence[str] = (),
        reviewed_only: bool = False,
        length: Length = "page",
        marking: str | None = None,
        wording: str | None = None,
        model: LanguageModel | None = None,
    ) -> Brief:
        """The cited brief from ``since`` (default: the week before) to ``as_of``; or, with ``meeting``, the brief that
        prepares one, which looks at the evening before it. Nothing marked above ``marking`` (the case's, where none is
        given) shows; a ``model`` may smooth its prose. Raises KeyError for a meeting, account or issue that is not
        there."""
        from guarantor.case.briefs import BriefRequest, brief_of
        from guarantor.case.smoothing import smooth

        asked = BriefRequest(
            meeting=meeting, since=since, as_of=as_of, known_at=known_at, published_by=published_by,
            accounts=tuple(accounts or ()), issues=tuple(issues), reviewed_only=reviewed_only, length=length,
            marking=marking, wording=wording,
        )  # fmt: skip
        return brief_of(self._case, asked if model is None else smooth(self._case, asked, model)[0])

    def positions(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        reviewed_only: bool = False,
        assume: Sequence[tuple[str, str]] = (),
        rules: Sequence[str] = (),
    ) -> Positions:
        """Where everybody stands, and what follows for consent and packages. ``assume`` are (actor, issue/option)
        pairs: "what if this actor accepted that"; ``rules`` limits the consent rules used. Raises KeyError for an
        actor, option or rule that is not there."""
        from guarantor.case.positions import positions_of

        return positions_of(
            self.files, self.knowledge(known_at), Times(as_of=as_of, known_at=known_at, published_by=published_by),
            reviewed_only=reviewed_only, assume=assume, rules=rules,
        )  # fmt: skip

    @property
    def everybody(self) -> str:
        """The account of all roots."""
        return next((each.account for each in self.voices if each.everybody), self.shown[-1])

    def answers(
        self, *, known_at: str | None = None, published_by: str | None = None, reviewed_only: bool = False
    ) -> tuple[Answers, ...]:
        """What is told of each open issue, and by whom: roles as told, names of a paper, any question with words."""
        from guarantor.linking.answers import answers

        if not self.files.agreement.issues:
            return ()
        knowledge = self.knowledge(known_at)
        limit = None if published_by is None else moment(published_by, self.zone)
        seen = [
            kept
            for kept in knowledge.claims.values()
            if (kept.reviewed or not reviewed_only) and _read_by(knowledge, kept, limit)
        ]
        return tuple(answers(issue, seen, knowledge.roots) for issue in self.files.agreement.issues)


def _read_by(knowledge: Knowledge, kept: Kept, limit: int | None) -> bool:
    published = knowledge.witnesses.published(kept.claim)
    return limit is None or (published is not None and published <= limit)
