"""What answers look like that tell of incidents, counters, open issues, and of the desk."""

from __future__ import annotations

from guarantor.board.api.told import Claim, Told
from guarantor.linking.answers import Answer
from guarantor.linking.distortions import Distortion
from guarantor.linking.incidents import Incident
from guarantor.linking.pledges import Pledge
from guarantor.linking.rolestold import RoleTold
from guarantor.linking.series import Series
from guarantor.model.agreement import Option
from guarantor.model.judgement import Judgement


class Incidents(Told):
    """Every incident told of, with the stages of its life and what each origin counts."""

    incidents: list[Incident]


class Counters(Told):
    """Running counts by origin, thing and scope, never added; and what was pledged and deployed."""

    series: list[Series]
    pledges: list[Pledge]


class OpenIssue(Told):
    """An open question: its options in the order of the file, and who tells which answer; no words are a stance."""

    id: str
    title: str
    options: list[Option]
    told: list[Answer]
    differ: bool


class Issues(Told):
    """The open questions of the agreement."""

    issues: list[OpenIssue]


class Roles(Told):
    """Who calls whom what, since which day, and who denies it."""

    roles: list[RoleTold]


class Distortions(Told):
    """What copies changed of the texts they share."""

    distortions: list[Distortion]


class Waiting(Claim):
    """A claim at the desk; ``judged`` goes back with a judgement on it, which is refused where there are others."""

    judged: int


class Queue(Told):
    """What waits at the desk, in the order asked for; ``next`` is the cursor of the next part."""

    total: int
    next: int | None
    claims: list[Waiting]


class PastJudgement(Told):
    """One judgement of the past; ``undone`` says that it no longer holds."""

    id: str
    undone: bool
    judgement: Judgement


class Judgements(Told):
    """Judgements, the newest first."""

    total: int
    next: int | None
    judgements: list[PastJudgement]
