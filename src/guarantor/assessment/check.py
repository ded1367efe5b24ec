"""A small checker, separate from the engine, that recomputes an explanation from the claims that it names.

It trusts nothing that the engine made: it reads the log, adds up, compares times, reads the status table again, and
refuses an explanation in which anything is missing, added or changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.assessment.log import Cut, Log
from guarantor.model.assessment import Bits, Explanation, InstanceStatus, Witness
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Testimony, Voices

PERFORMANCE = ("performed", "total")
USED_UP = "amounts left by earlier duties reach what is owed"


@dataclass(frozen=True, slots=True)
class Checked:
    """What is being checked: an explanation of an instance, the log and account that it must rest on."""

    explanation: Explanation
    log: Log
    voices: Voices

    @property
    def instance(self) -> InstanceStatus:
        """The explained instance."""
        return self.explanation.instance

    @property
    def cut(self) -> Cut:
        """What of the log was looked at."""
        return Cut(known_at=self.explanation.known_at, published_by=self.explanation.published_by)

    def words(self, claims: Iterable[str], *, own: bool = True) -> list[Testimony]:
        """The words of some claims on the provision that may count in the account by as-of."""
        wanted = set(claims)
        return [
            word
            for word in self.log.words.get(self.instance.provision, ())
            if word.claim in wanted and self.cut.sees(word) and (not own or self.voices.has(word.root))
            and word.happened is not None and word.happened[1] <= self.explanation.as_of
        ]  # fmt: skip


def check(explanation: Explanation, log: Log, voices: Voices) -> tuple[str, ...]:
    """What is wrong with an explanation of a duty to do, in words; nothing where it stands."""
    asked = Checked(explanation, log, voices)
    faults = [*_bits(asked), *_times(asked), *_distance(asked)]
    for witness in explanation.witnesses:
        faults += _witness(asked, witness)
    return tuple(faults)


def _bits(asked: Checked) -> list[str]:
    """One witness for each bit that is set, none for another; and the table's word for these bits."""
    bits = asked.instance.bits
    shown = [w.bit for w in asked.explanation.witnesses]
    faults = []
    for name, is_set in _named(bits):
        if is_set != (shown.count(name) == 1):  # type: ignore[arg-type]
            faults.append(f"the bit {name} is {'set' if is_set else 'not set'}, but has {shown.count(name)} witnesses")  # type: ignore[arg-type]
    owed = asked.instance.owed
    if owed is not None and owed.by_root and shown.count("some") != (not (bits.t or bits.late)) and _started(asked):
        faults.append("what is told in part needs one witness, where nothing reaches what is owed")
    allowed = _allowed(asked)
    if asked.instance.status not in allowed:
        faults.append(f"{asked.instance.status!r} is not what the table says: {', '.join(sorted(allowed))}")
    return faults


def _named(bits: Bits) -> tuple[tuple[str, bool], ...]:
    return (
        ("t", bits.t), ("late", bits.late), ("f", bits.f), ("short", bits.short), ("called", bits.called),
        ("answered", bits.answered),
    )  # fmt: skip


def _started(asked: Checked) -> bool:
    """Whether the clock is told to run, undisputed."""
    held = any(w.kind == "what it hangs on" for w in asked.explanation.witnesses)
    return asked.instance.trigger is not None and not held and asked.instance.status != "disputed"


def _allowed(asked: Checked) -> set[str]:
    """The words that the bits, the window and the account's words allow."""
    instance, bits = asked.instance, asked.instance.bits
    held = any(w.kind == "what it hangs on" for w in asked.explanation.witnesses)
    if instance.trigger is None and instance.window is None:
        both = (bits.t and (bits.f or bits.short)) or (bits.called and bits.answered)
        return {"not yet due", "disputed" if both or held else "no information"}
    if held:
        return {"not yet due", "disputed", "no information"}
    closed = instance.window is not None and asked.explanation.as_of > instance.window[1]
    words = [w for w in asked.words(_claims(asked)) if instance.window is None or _last(w) >= instance.window[0]]
    if bits.called and bits.answered:
        found = {"disputed"}
    elif bits.t:
        found = {"disputed"} if bits.f or bits.short else {"fulfilled"}
    elif not closed:
        some = any(w.effect in PERFORMANCE and (w.high or w.low or 1) > 0 for w in words)
        found = {"breached"} if bits.f else {"in progress", "due"} if some else {"due"}
    elif bits.late:
        found = {"fulfilled late"}
    elif bits.f:
        found = {"breached"}
    else:
        speaks = any(w.effect in (*PERFORMANCE, "outstanding", "not_performed") for w in words)
        bounded = instance.owed is not None and instance.owed.op != ">="
        found = {"overdue", "no information"} if speaks else {"no information"}
        found |= {"unverified"} if speaks and bounded else set()
    settled = {"closed otherwise", "lapsed", "excepted", "suspended"} - ({"fulfilled"} & found)
    told_alike = instance.trigger is None or instance.trigger[0] == instance.trigger[1]
    return found | {"disputed"} | (set() if found == {"fulfilled"} and told_alike else settled)


def _claims(asked: Checked) -> set[str]:
    return {word.claim for word in asked.log.words.get(asked.instance.provision, ())}


def _times(asked: Checked) -> list[str]:
    window = asked.instance.window
    left = asked.explanation.time_left
    if window is None or window[1] >= LATEST:
        return [] if left is None else ["time is said to be left where there is no deadline"]
    if left != window[1] - asked.explanation.as_of:
        return [f"{left} seconds are said to be left, not {window[1] - asked.explanation.as_of}"]
    return []


def _distance(asked: Checked) -> list[str]:
    owed, margin, shortfall = asked.instance.owed, asked.explanation.margin, asked.explanation.shortfall
    if owed is None and shortfall not in (None, 0.0, 1.0):
        return ["an act is done or not; half an act is missing"]
    if owed is None or owed.target is None or owed.op != ">=":
        return []
    told = max((figure.value for figure in owed.by_root), default=0.0)
    if asked.instance.bits.t:
        if shortfall is not None or margin is None or margin < 0:
            return ["what is told done in time has a margin, and falls short of nothing"]
        if owed.by_root and margin > max(0.0, told - owed.target) and not _fell(asked):
            return [f"the margin {margin} is more than what is told"]
        return []
    if margin is not None or shortfall is None or shortfall != max(0.0, owed.target - told):
        return [f"the shortfall is {max(0.0, owed.target - told)}, not {shortfall}"]
    return []


def _fell(asked: Checked) -> bool:
    """Whether a later reading of a series is lower, so that the figure now is below that in time."""
    return any(word.effect == "total" for word in asked.words(_claims(asked)))


def _witness(asked: Checked, witness: Witness) -> list[str]:
    if witness.bit in ("t", "late"):
        return _reached(asked, witness)
    if witness.bit == "f":
        return _denied(asked, witness)
    if witness.bit == "short":
        return _outstanding(asked, witness)
    if witness.bit in ("called", "answered"):
        return _spoken(asked, witness, "breached" if witness.bit == "called" else "answers")
    if witness.bit == "some":
        return _partly(asked, witness)
    if witness.bit == "trigger" and witness.claims != asked.instance.trigger_claims:
        return ["the witness of the start names other claims than the instance"]
    return []


def _spoken(asked: Checked, witness: Witness, effect: str) -> list[str]:
    words = [word for word in asked.words(witness.claims) if word.effect == effect]
    if {word.claim for word in words} != set(witness.claims) or not words:
        return [f"not all of the claims say that it is {effect.replace('_', ' ')}"]
    if {word.root for word in words} != set(witness.roots):
        return ["the witness names other roots than its claims"]
    return _critical(witness, set(witness.claims) if len(set(witness.claims)) == 1 else set(), exact=False)


def _reached(asked: Checked, witness: Witness) -> list[str]:
    """The amounts of the named claims reach the target, each in the window (or, late, before as-of)."""
    if witness.kind == "counted, and not above the bound":
        return _counted(asked, witness, above=False)
    owed = asked.instance.owed
    target = 1.0 if owed is None else owed.target
    window = asked.instance.window or (EARLIEST, LATEST)
    until = min(asked.explanation.as_of, window[1]) if witness.bit == "t" else asked.explanation.as_of
    words = [word for word in asked.words(witness.claims) if word.effect in PERFORMANCE]
    if {word.claim for word in words} != set(witness.claims):
        return ["a claim is named that does not tell of performance in this account"]
    if witness.at is None or witness.at > until:
        return ["the moment at which it is reached lies outside the time"]
    until = witness.at
    here = [word for word in words if _lies_in(asked, word, window[0], until)]
    later = [word for word in words if word not in here]
    if any(not (word.effect == "total" or word.whole) or _first(word) <= until for word in later):
        return ["a claim is named that lies outside the time"]
    if target is None:
        return []
    total = _sum(here, target, count_acts=owed is None)
    total = min([total, *(_sum([word], target, count_acts=owed is None) for word in later)])
    faults = []
    if witness.kind == USED_UP:  # a part of the amounts may have been used up for a duty before
        if witness.total is None or witness.total > total:
            faults.append(f"the claims come to {total}, not to {witness.total}")
        total = witness.total or 0.0
    elif witness.total is None or total != witness.total:
        faults.append(f"the claims come to {total}, not {witness.total}")
    if total < target:
        faults.append(f"the claims come to {total} and do not reach {target}")
    if target > 0 and len(witness.roots) != 1:
        faults.append("a figure is one root's")
    if any(word.root not in witness.roots and not word.pooled and word.item is None for word in words):
        faults.append("amounts of several roots were added")
    return faults + _critical(witness, set(witness.claims), exact=False)


def _lies_in(asked: Checked, word: Testimony, first: int, last: int) -> bool:
    """Whether a word's act can have happened in a span: by what all words on the act share, else by the widest."""
    times = [word.happened] if word.happened else []
    if word.effect == "performed" and not word.whole:
        pooled = word.pooled or word.item is not None
        times += [
            other.happened
            for other in asked.words(_claims(asked))
            if other.happened and other.effect == "performed" and not other.whole and other.scope != "wider"
            and _act(other) == _act(word) and _last(other) >= first and (pooled or other.root == word.root)
        ]  # fmt: skip
    lo, hi = max(t[0] for t in times), min(t[1] for t in times)
    if lo > hi:
        lo, hi = min(t[0] for t in times), max(t[1] for t in times)
    return first <= hi and lo <= last


def _sum(words: list[Testimony], target: float, *, count_acts: bool) -> float:
    """The amounts, one act once: by item, by occurrence (the highest that is told), by stretch of time, by claim."""
    acts: dict[object, float] = {}
    base = 0.0
    for word in sorted(words, key=lambda w: (w.published or w.recorded, w.recorded, w.claim)):
        value = 1.0 if count_acts else (word.high if word.high is not None else word.low or 0.0)
        if word.effect == "total" or word.whole:
            base = max(value, target) if word.whole else value
            continue
        act = _act(word)
        latest = (act, word.root) if word.item is not None or word.occurrence is not None else (act, word.claim)
        acts[latest] = value
    highest: dict[object, float] = {}
    for (act, _), value in acts.items():  # type: ignore[misc]
        highest[act] = max(highest.get(act, 0.0), value)
    return base + sum(highest.values())


def _act(word: Testimony) -> object:
    if word.item is not None:
        return "item", word.item
    if word.occurrence is not None:
        return "occurrence", word.occurrence
    lo, hi = word.happened or (0, 0)
    return ("time", lo, hi) if lo < hi else ("claim", word.claim, lo)


def _denied(asked: Checked, witness: Witness) -> list[str]:
    """Outright denials; or a covering source, whose named claims come to less than what is owed."""
    if witness.kind == "told not done":
        return _spoken(asked, witness, "not_performed")
    if witness.kind == "told above the bound":
        return _exceeded(asked, witness)
    return _counted(asked, witness, above=True)


def _exceeded(asked: Checked, witness: Witness) -> list[str]:
    """The named claims of one root, even at their lowest, come to more than is allowed."""
    owed = asked.instance.owed
    words = [word for word in asked.words(witness.claims) if word.effect in PERFORMANCE]
    if owed is None or owed.target is None or owed.op == ">=" or witness.total is None:
        return ["nothing is bounded from above"]
    if {word.claim for word in words} != set(witness.claims) or len(witness.roots) != 1:
        return ["a claim is named that does not tell of performance in this account"]
    least = sum(max(word.low or 0.0, owed.target if word.whole else 0.0) for word in words)
    if witness.total > least or witness.total <= owed.target:
        return [
            f"the claims come to {least} at most, which is not above {owed.target} as {witness.total} is said to be"
        ]
    return []


def _partly(asked: Checked, witness: Witness) -> list[str]:
    """Claims of performance, none from elsewhere, that come to no more than their amounts."""
    words = [word for word in asked.words(witness.claims) if word.effect in PERFORMANCE]
    if {word.claim for word in words} != set(witness.claims) or not words:
        return ["a claim is named that does not tell of performance in this account"]
    if len(witness.roots) != 1 or any(
        word.root not in witness.roots and not word.pooled and word.item is None for word in words
    ):
        return ["a figure is one root's"]
    target = 0.0 if asked.instance.owed is None else asked.instance.owed.target or 0.0
    most = sum(1.0 if asked.instance.owed is None else max(w.high or w.low or 0.0, target if w.whole else 0.0, 1.0)
               for w in words)  # fmt: skip
    return [f"{witness.total} is more than the claims tell"] if witness.total is None or witness.total > most else []


def _counted(asked: Checked, witness: Witness, *, above: bool) -> list[str]:
    """A source that covers the whole window tells of less than is owed; or, of a bound, of no more than is allowed."""
    owed, window = asked.instance.owed, asked.instance.window
    target = 1.0 if owed is None else owed.target
    if window is None or target is None or len(witness.roots) != 1:
        return ["a count needs a window, a number and one source"]
    if asked.explanation.as_of <= window[1]:
        return ["a count is held against a window that is still open"]
    root = witness.roots[0]
    covering = [c for c in asked.log.counted.get(asked.instance.provision, ()) if c.root == root and asked.cut.sees(c)]
    covering = [c for c in covering if c.covers[0] <= window[0] and c.covers[1] >= window[1]]
    read = [w for w in asked.words(witness.claims) if w.root == root and _first(w) >= window[1]]
    if not covering and (above or not any(w.effect == "total" or w.whole for w in read)):
        return [f"{root} does not count the whole window"]
    if witness.total is None or (witness.total >= target if above else witness.total > target):
        return [f"{root} tells of {witness.total}, which is not {'short of' if above else 'within'} {target}"]
    return []


def _outstanding(asked: Checked, witness: Witness) -> list[str]:
    """Words that something is outstanding; or one running total, as of the deadline or later, short of what is owed."""
    if witness.kind == "told to be outstanding":
        return _spoken(asked, witness, "outstanding")
    owed, window = asked.instance.owed, asked.instance.window
    target = 1.0 if owed is None else owed.target
    words = asked.words(witness.claims)
    if window is None or target is None or len(witness.claims) != 1:
        return ["a running total needs a window, a number and one claim"]
    ends = [w for w in words if (_first(w) if w.effect == "total" else _last(w) if w.stretch else 0) >= window[1]]
    if not any(w.high == witness.total for w in ends):
        return [f"no claim named tells of {witness.total} in all as of the deadline or later"]
    if witness.total is None or witness.total >= target or {word.root for word in words} != set(witness.roots):
        return [f"{witness.total} is not short of {target}, or the witness names another root"]
    return _critical(witness, set(witness.claims), exact=False)


def _critical(witness: Witness, possible: set[str], *, exact: bool) -> list[str]:
    if not set(witness.critical) <= possible or (exact and set(witness.critical) != possible):
        return ["a claim is called critical that is not part of the witness"]
    return []


def _first(word: Testimony) -> int:
    return word.happened[0] if word.happened else LATEST


def _last(word: Testimony) -> int:
    return word.happened[1] if word.happened else EARLIEST
