"""What falls due: the deadlines of the texts, as sentences marked as our reckoning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guarantor.assessment import State
from guarantor.assessment.questions import deadlines
from guarantor.briefing.desk import Desk
from guarantor.briefing.parts import Sentence
from guarantor.briefing.saying import DERIVED
from guarantor.model.assessment import Deadline

LATE = ("overdue", "breached", "disputed")


def main_deadlines(state: State, provisions: Iterable[str] | None = None) -> list[Deadline]:
    """The deadlines of the text's own reading, the earliest first; of a recurring duty only the latest period."""
    recurring = {each.id for each in state.engine.agreement.provisions if each.recurrence is not None}
    found: dict[tuple[str, int], Deadline] = {}
    for deadline in deadlines(state, provisions):
        if deadline.reading is None and not (deadline.provision in recurring and deadline.status == "not yet due"):
            found[deadline.provision, 0 if deadline.provision in recurring else deadline.due[1]] = deadline
    return sorted(found.values(), key=lambda deadline: (deadline.due[1], deadline.provision))


def falling_due(desk: Desk) -> Iterator[Sentence]:
    """What falls due from now on, and what is past due and not told done, by the clocks of the texts."""
    material = desk.material
    for deadline in main_deadlines(material.states[material.everybody]):
        if not material.keeps(deadline.provision) or (deadline.past and deadline.status not in LATE):
            continue
        title, hour = material.provision(deadline.provision).title, material.hour(deadline.due[1])
        status = desk.wording.status(deadline.status)
        text = desk.wording("past" if deadline.past else "due", title=title, hour=hour, status=status)
        yield Sentence(text=text, notes=(desk.text_note(deadline.provision),), marks=(DERIVED,))
