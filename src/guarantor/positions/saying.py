"""What answers about positions say, in sentences for people: each with what it does not know, none with advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from guarantor.model.agreement import Agreement
from guarantor.model.position import Position, Stance
from guarantor.positions.consent import Consent
from guarantor.positions.moves import Conflicts, Moves
from guarantor.positions.packages import Tally
from guarantor.positions.problem import Line
from guarantor.positions.state import Positions

NOT_KNOWN = (
    "Not known here: what was said in private. Public statements can be tactical; silence is not consent; options not "
    "listed were not considered. This says what stands open on the record, never who should move."
)
WORDS: dict[Stance, str] = {
    "demands": "demands", "accepts": "accepts", "can live with": "can live with", "opposes": "rejects",
    "red line": "rejects", "conditional": "accepts if", "silent": "silent",
}  # fmt: skip
Name = Callable[[str], str]


def word_of(position: Position) -> str:
    """The word for where an actor stands: one of seven, or unknown, or contradicted."""
    if position.answer == "contradicted":
        return "contradicted"
    if position.differ and position.answer == "unknown":
        return "coders differ"
    if position.stance is None:
        return "unknown"
    return WORDS[position.stance]


def detail_of(position: Position, agreement: Agreement) -> str:
    """What goes with the word: on what acceptance hangs, what a red line is held to be, that coders differ."""
    if word_of(position) in ("contradicted", "coders differ"):
        return ""
    told: list[str] = []
    if position.stance == "red line":
        held = {"active": "a red line", "rhetorical": "a red line, assessed as rhetorical"}
        told.append(held.get(position.assessed or "", "a red line, not assessed"))
    if position.stance == "conditional":
        told += [*([position.condition] if position.condition else [])]
        told += [title_of(agreement, about) for about in position.only_if]
    if position.differ:
        told.append("coders differ on how")
    return "; ".join(told)


def title_of(agreement: Agreement, about: str) -> str:
    """An option by its title."""
    issue, _, option = about.partition("/")
    found = next((each for each in agreement.issues if each.id == issue), None)
    return found.option(option).title if found is not None and option in found.options else about


def age_of(position: Position) -> str:
    """How old the deciding words are."""
    if position.age is None:
        return "undated" if position.decided_by else ""
    return "today" if position.age == 0 else f"{position.age} day{_s(position.age)} old"


def series(names: Iterable[str], join: str = "and") -> str:
    """Names in a sentence.

    >>> series(["A", "B", "C"])
    'A, B and C'
    """
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {join} {listed[-1]}" if listed else "nobody"


def consent_of(consent: Consent, name: Name) -> str:
    """The outcome of one decision."""
    if consent.outcome == "approved":
        return f"Approved on the record by {series(map(name, consent.accepting))}."
    if consent.outcome == "blocked":
        alone = consent.only_blocker
        if alone is not None:
            return f"{name(alone)} alone stands in the way: no other rejection would block it."
        sets = series((series(map(name, each)) for each in consent.blocking[:6]), "or")
        return f"Blocked on the record. Enough to block it: {sets}{_more(len(consent.blocking), 6)}."
    return (
        f"Open: nobody whose consent is needed blocks it. {len(consent.matters)} answers are missing."
        if len(consent.matters) != 1
        else "Open: nobody whose consent is needed blocks it. 1 answer is missing."
    )


def matters_of(consent: Consent, name: Name) -> tuple[str, ...]:
    """Whose unknown answer would change the outcome, and how."""
    if consent.outcome == "blocked":
        return ("While it is blocked, no missing answer would change the result.",)
    effects: dict[str, list[str]] = {}
    for actor in consent.matters:
        yes, no = actor in consent.completes, actor in consent.stops
        effect = (
            " and ".join([*(["a yes would complete it"] if yes else []), *(["a no would block it"] if no else [])])
            or "matters together with other answers"
        )
        effects.setdefault(effect, []).append(name(actor))
    return tuple(
        f"{series(names)}: {'each ' if len(names) > 1 and effect.startswith('matters') else ''}{effect}"
        for effect, names in effects.items()
    )


def unruled_of(found: Positions) -> str | None:
    """Which answers no rule speaks of, so that nobody is asked about them; None where each has one."""
    if not found.unruled:
        return None
    titles = series(f"“{title_of(found.agreement, about)}”" for about in found.unruled)
    return f"No rule says whose consent is needed for {titles}: nobody is asked about that there."


def tally_of(tally: Tally) -> tuple[str, ...]:
    """The packages, counted."""
    if tally.accepted is None or tally.open is None or tally.excluded is None:
        return (tally.note or "Not counted.",)
    of = f"of {tally.total:,}"
    lines = [f"{tally.accepted:,} {of} accepted by all whose consent is needed."]
    missing = ""
    if tally.by_unknown:
        low, high = tally.by_unknown[0][0], tally.by_unknown[-1][0]
        missing = f"; {low} answer{_s(low)} missing" if low == high else f"; {low} to {high} answers missing"
    lines.append(f"{tally.open:,} {of} open: nobody whose consent is needed rejects them{missing}.")
    lines.append(f"{tally.excluded:,} {of} excluded by rejections on the record.")
    if tally.impossible:
        lines.append(f"{tally.impossible:,} {of} ruled out by ties between options.")
    return tuple(lines)


def moves_of(moves: Moves, name: Name, *, most: int = 12, having: str = "") -> tuple[str, ...]:
    """The smallest moves, in the words of the record; ``having`` is the answer that packages are to have."""
    package = f"package with “{having}”" if having else "package"
    if moves.impossible:
        return (f"The ties between options rule out every {package}; no actor’s moving would open one.",)
    if moves.open:
        return (f"On the record, a {package} stands open; nobody has to move for that.",)
    if not moves.moves:
        return (moves.note or "Not worked out.",)
    sets = [series(map(name, move.actors)) for move in moves.moves]
    single = len(moves.moves) == 1 and len(moves.moves[0].actors) == 1
    count = "one actor" if single else ("this set" if len(sets) == 1 else "one of these sets")
    listed = f"{'; or '.join(sets[:most])}{_more(len(sets), most)}"
    line = f"On the record, no {package} stands open unless {count} moves: {listed}."
    return (line, moves.note) if moves.note else (line,)


def shut_of(found: Positions, name: Name) -> tuple[str, ...]:
    """What would open a package with each answer that has none."""
    return tuple(moves_of(moves, name, having=title_of(found.agreement, about))[0] for about, moves in found.shut())


def conflicts_of(conflicts: Conflicts, name: Name, *, most: int = 12) -> tuple[str, ...]:
    """The smallest conflicts."""
    if conflicts.impossible:
        return ("The ties between options rule out every package, whatever actors say.",)
    if not conflicts.sets:
        return (conflicts.note or "Some package crosses nobody’s rejection on the record.",)
    sets = [series(map(name, each)) for each in conflicts.sets]
    if len(sets) == 1 and len(conflicts.sets[0]) == 1:
        return (f"What {sets[0]} rejects rules out every package.",)
    return (f"Cannot all be satisfied by one package: {'; '.join(sets[:most])}{_more(len(sets), most)}.",)


def line_of(line: Line, agreement: Agreement, name: Name) -> str:
    """A rejection in words."""
    titles = " with ".join(title_of(agreement, "/".join(choice)) for choice in line.forbids)
    return f"{name(line.actor)} rejects: {titles}"


def unknown_of(found: Positions, actors: Sequence[str] | None = None) -> str:
    """How much of the table is not known."""
    cells = len(found.actors if actors is None else actors) * len(found.options)
    unknown = found.unknown(actors)
    return (
        f"{cells - unknown} of {cells} positions are known; {unknown} are unknown, silent, conditional or contradicted."
    )


def _more(count: int, most: int) -> str:
    return f" … ({count} in all)" if count > most else ""


def _s(count: int) -> str:
    return "" if count == 1 else "s"
