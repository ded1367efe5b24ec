"""The oracle's other half: bounds, ratios, quotas, conditions, phases, gates, amendments, readings, grades, cells.

Written from ``docs/semantics.md``, as plainly as it can be. It adds up as :mod:`assessment.reference` does and shares
nothing with the engine. Zone UTC; words without a debtor, so that every duty has one instance a key and start or period.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assessment.reference import (
    Question,
    acts,
    adding_up,
    affirms,
    comings,
    counted_from_before,
    figure,
    judgements,
    superseded,
    untold,
    word_of,
)  # fmt: skip
from guarantor.model.agreement import Agreement, Amount, Anchor, ByReference, Cond, Provision, Ratio
from guarantor.model.testimony import Coverage, Testimony

DAY = 86_400
LONG_AGO = -(2**59)
DONE = ("fulfilled", "fulfilled late")
KEPT = (*DONE, "holding", "excepted", "closed otherwise", "suspended", "lapsed")
WORST = (
    "breached", "disputed", "overdue", "fulfilled late", "in progress", "due", "unverified", "no information",
    "suspended", "holding", "not yet due", "excepted", "closed otherwise", "lapsed", "fulfilled",
)  # fmt: skip
SETTLING = ("closed", "ended", "excepted")
Truth = tuple[bool, bool]
YES, NO, BOTH, NEITHER = (True, False), (False, True), (True, True), (False, False)


@dataclass(frozen=True)
class Window:
    """One duty: its start and deadline, what is owed, since when totals count, whether only what lies inside counts."""

    trigger: str
    lo: int
    hi: int
    start: int
    due: int | None
    early: int | None
    target: float | None
    op: str
    opens: int
    first: int
    bounded: bool
    differ: bool
    acts: bool
    key: str | None = None
    begun: int | None = None


@dataclass(frozen=True)
class Found:
    """A judged duty."""

    window: Window
    status: str
    bits: tuple[bool, bool, bool, bool, bool, bool]


def rises(root: str, words: list[Testimony]) -> list[tuple[int, int, float]]:
    """One root's acts in order of time, for using up: the rise from each total to the next is an act between their
    cut-offs; what is told before the last of them is in it."""
    readings: dict[tuple[int, int], float] = {}
    for w in words:
        if w.root == root and w.effect == "total" and w.scope == "same" and w.high is not None:
            readings[w.happened] = w.high
    found, reached, since = [], 0.0, -(2**60)
    ordered = sorted(readings, key=lambda t: (t[1], t[0]))
    for i, cut in enumerate(ordered):
        top = min(readings[each] for each in ordered[i:])
        if top > reached:
            found.append((since, cut[1], top - reached))
            reached = top
        since = cut[1] + 1
    told = sorted(adding_up(acts(root, words, LONG_AGO, count_acts=False, alone=False)))
    return found + [(lo, hi, top) for lo, hi, top, *_ in told if not readings or lo >= since]


def speaks_of(coming: dict, key: str | None) -> bool:
    """Whether a coming speaks of the duties with a key."""
    return key is None or coming.get("key") in (None, key)


def midnight(at: int) -> int:
    return at - at % DAY


class Plain:
    """One account's answers about an agreement of a few provisions, for one question."""

    def __init__(self, agreement: Agreement, words: list[Testimony], coverages: list[Coverage], q: Question) -> None:
        self.agreement, self.words, self.coverages, self.q = agreement, words, coverages, q

    # ---- the start of clocks

    def came(self, anchor: Anchor, at: int) -> tuple[list[dict], str]:
        """Comings of an anchor by a moment: (lo, hi, differ, denied), and how it is told where there is none."""
        if anchor.kind == "event":
            return comings(self.agreement, anchor.name, self.words, self.q, at)
        if anchor.kind == "phase":
            return self.phase_came(anchor.name, at)
        assert anchor.kind in ("earlier", "later")
        parts = [self.came(part, at) for part in anchor.of]
        firsts = [min(found, key=lambda c: (c["denied"], c["hi"], c["lo"])) if found else None for found, _ in parts]
        known = [first for first in firsts if first is not None]
        if not known or (anchor.kind == "later" and len(known) < len(firsts)):
            missing = [none == "not come" for (_, none), first in zip(parts, firsts, strict=True) if first is None]
            return [], "not come" if (any if anchor.kind == "later" else all)(missing) else "nobody"
        if anchor.kind == "earlier":
            one = min(known, key=lambda c: (c["hi"], c["lo"]))
            return [{**one, "lo": min(c["lo"] for c in known)}], "nobody"
        lo, hi = max(c["lo"] for c in known), max(c["hi"] for c in known)
        differ = any(c["differ"] for c in known if c["hi"] > lo)
        return [{"lo": lo, "hi": hi, "differ": differ, "denied": any(c["denied"] for c in known)}], "nobody"

    def phase_came(self, name: str, at: int) -> tuple[list[dict], str]:
        phase = next(p for p in self.agreement.phases if p.id == name)
        if phase.opens is not None:
            return self.came(Anchor(kind="event", name=phase.opens), at)
        moments = {moment for moment in self.edges(at) if moment <= at} | {at}
        seen = []
        for moment in sorted(moments):
            truths = [self.truth(gate.needs, moment) for gate in phase.gates]
            if YES in truths:
                return [{"lo": moment, "hi": moment, "differ": False, "denied": False}], "nobody"
            seen += truths
        if BOTH in seen:
            return [], "told and denied"
        shut = [self.truth(gate.needs, at) == NO for gate in phase.gates]
        return [], "not come" if shut and all(shut) else "nobody"

    # ---- conditions

    def truth(self, cond: Cond, at: int, key: str | None = None) -> Truth:
        """The four-valued truth of a condition at a moment, for the duties with a key."""
        parts = [self.truth(arg, at, key) for arg in cond.args]
        if cond.op == "all":
            return all(t for t, _ in parts), any(f for _, f in parts)
        if cond.op == "any":
            return any(t for t, _ in parts), all(f for _, f in parts)
        if cond.op == "at-least":
            return sum(t for t, _ in parts) >= (cond.k or 1), sum(not f for _, f in parts) < (cond.k or 1)
        if cond.op == "not":
            return all(f for _, f in parts), all(t for t, _ in parts)
        if cond.op in ("told", "phase"):
            anchor = Anchor(kind="event" if cond.op == "told" else "phase", name=cond.event or cond.phase or "")
            found, none = self.came(anchor, at)
            found = [c for c in found if speaks_of(c, key)]
            if not found:
                return NO if none == "not come" else NEITHER
            return YES if any(not c["denied"] for c in found) else BOTH
        if cond.op == "since":
            return self.since(cond, at, key)
        if cond.op == "performs":
            return self.performs(cond.actor or "", at)
        return self.of_provision(cond, at)

    def since(self, cond: Cond, at: int, key: str | None) -> Truth:
        begun, none = self.came(Anchor(kind="event", name=cond.event or ""), at)
        ended, _ = self.came(Anchor(kind="event", name=cond.until or ""), at)
        begun, ended = ([c for c in found if speaks_of(c, key)] for found in (begun, ended))
        if not begun:
            return NO if ended or none == "not come" else NEITHER
        last = max(begun, key=lambda c: c["hi"])
        after = [c for c in ended if c["hi"] > last["hi"]]
        return all(c["denied"] for c in after), bool(after) or bool(last["denied"])

    def performs(self, actor: str, at: int) -> Truth:
        owed = [p.id for p in self.agreement.provisions if actor in p.debtors]
        words = [self.cell(name, at) for name in owed]
        short = any(self.told_short(name, at) for name in owed)
        unclear = "disputed" in words
        kept = bool(words) and all(word in KEPT or word == "not yet due" for word in words)
        return kept or (unclear and not short), short or unclear

    def told_short(self, name: str, at: int) -> bool:
        word = self.cell(name, at)
        return word == "breached" or (word == "overdue" and any(f.bits[3] for f in self.current(name, at)))

    def of_provision(self, cond: Cond, at: int) -> Truth:
        name = cond.provision or ""
        word = self.cell(name, at)
        if cond.op == "grade":
            order = ("asserted", "corroborated", "verified")
            grade = self.grade(name, at)
            if word not in DONE or grade is None:
                return NO if self.told_short(name, at) else NEITHER
            return YES if order.index(grade) >= order.index(cond.grade or "asserted") else NEITHER
        if word in (cond.statuses or DONE):
            return YES
        if word == "disputed":
            return BOTH
        if cond.statuses and word in KEPT:
            return NO
        return NO if self.told_short(name, at) else NEITHER

    # ---- what is told of a provision

    def mine(self, name: str, at: int, key: str | None = None) -> list[Testimony]:
        found = [
            w for w in self.words
            if w.about == name and (key is None or w.key in (None, key)) and self.q.counts(w) and w.effect != "intends" and self.q.voices.has(w.root)
            and w.happened[1] <= at
        ]  # fmt: skip
        return sorted(found, key=lambda w: (w.happened, w.recorded if w.published is None else w.published,
                                            w.recorded, w.claim))  # fmt: skip

    def counting(self, name: str, key: str | None = None) -> list[Coverage]:
        return [
            c
            for c in self.coverages
            if c.about == name and c.key in (None, key) and self.q.sees(c) and self.q.voices.has(c.root)
        ]

    def grade(self, name: str, at: int) -> str | None:
        told = [w for w in self.words if w.about == name and self.q.counts(w) and w.happened[1] <= at
                and w.effect in ("performed", "total", "upholds")]  # fmt: skip
        verify = next(p for p in self.agreement.provisions if p.id == name).verify
        if not told:
            return None
        if verify is not None and all(
            len(self.confirming(told, f.window) & set(verify.who)) >= verify.quorum for f in self.current(name, at)
        ):
            return "verified"
        return "corroborated" if len({w.origin or w.root for w in told}) > 1 else "asserted"

    def confirming(self, told: list[Testimony], window: Window) -> set[str]:
        """Who tells of no less than anybody does of a duty, or than is owed."""
        words = [w for w in told if w.happened[1] >= window.start and w.effect != "upholds"]
        words = [w for w in words if window.key is None or w.key in (None, window.key)]
        words = [w for w in words if not window.bounded or w.happened[0] <= window.due]
        words.sort(key=lambda w: (w.happened, w.recorded if w.published is None else w.published, w.recorded, w.claim))
        words = counted_from_before(words, window.start, window.begun)
        at, start, first = max((w.happened[1] for w in told), default=0), window.start, window.first
        figures = {
            root: figure(root, words, at, start, first, window.target or 0.0, window.acts, alone=True)[0]
            for root in {w.root for w in words if affirms(w, start, first) and w.happened[1] >= start}
        }
        highest = max(figures.values(), default=0.0)
        least = highest if window.target is None else min(highest, window.target)
        return {root for root, value in figures.items() if value >= least}

    def amount_told(self, name: str, at: int) -> float | None:
        """The highest root's figure of another provision or event; everybody's where the account is silent."""
        told = [w for w in self.words if w.about == name and self.q.counts(w) and w.effect != "intends"]
        mine = [w for w in told if self.q.voices.has(w.root)]
        heard = [replace(w, effect="performed") if w.effect == "triggered" else w for w in mine or told]
        heard = [w for w in heard if w.happened[1] <= at and w.effect in ("performed", "total")]
        heard.sort(key=lambda w: (w.happened, w.recorded if w.published is None else w.published, w.recorded, w.claim))
        heard = [w for w in heard if w.low is not None or w.high is not None]
        roots = {w.root for w in heard if w.scope != "wider" or w.effect != "performed"}
        figures = [
            figure(root, heard, at, LONG_AGO, LONG_AGO, 0.0, False)[0] for root in roots
            if any(affirms(w, LONG_AGO, LONG_AGO) for w in heard if w.root == root)
            or any(w.pooled or w.item for w in heard if w.effect == "performed" and w.scope != "wider")
        ]  # fmt: skip
        return max(figures, default=None)

    # ---- duties to do

    def version(self, provision: Provision, at: int, now: int) -> Provision:
        """What is in force for a duty that begins at a moment."""
        for change in provision.amendments:
            since = int(datetime.fromisoformat(change.since).replace(tzinfo=UTC).timestamp())
            end = provision.window.end if provision.window else None
            still = change.applies == "open" and since <= now and (end is None or at + end.seconds >= since)
            if at >= since or still:
                return change.provision
        return provision

    @staticmethod
    def of_period(provision: Provision, first: int, last: int, now: int) -> Provision:
        """What is in force when a period begins, or, where it reaches what is open, when it ends."""
        for change in provision.amendments:
            since = int(datetime.fromisoformat(change.since).replace(tzinfo=UTC).timestamp())
            if first >= since or (change.applies == "open" and since <= now and last >= since):
                return change.provision
        return provision

    def windows(self, provision: Provision, at: int) -> list[Window]:
        assert provision.window is not None
        found, none = self.came(provision.window.anchor, at)
        if not found:
            return self.unstarted(provision, none, at)
        made: list[Window] = []
        for c in found:
            version = self.version(provision, c["hi"], at)
            for key in self.keys(version, c):
                made += self.of_start(provision, version, {**c, "key": key}, at)
        if not made:
            return self.unstarted(provision, none, at)
        firsts = {key: min(w.start for w in made if w.key == key) for key in {w.key for w in made}}
        if isinstance(provision.quantity, Ratio) and provision.quantity.mode == "cumulative":  # all so far
            begun = {key: min((w for w in made if w.key == key), key=lambda w: w.start).begun for key in firsts}
            made = [replace(w, start=firsts[w.key], begun=begun[w.key]) for w in made]
        return [replace(w, first=firsts[w.key]) for w in made]

    def keys(self, provision: Provision, c: dict) -> list[str | None]:
        """The coming's own key; or one for each with which an event was told by then."""
        if provision.for_each is None or c.get("key") is not None:
            return [c.get("key")]
        told, _ = self.came(Anchor(kind="event", name=provision.for_each), c["hi"])
        return sorted({each["key"] for each in told if each["key"] is not None})

    def unstarted(self, provision: Provision, none: str, at: int) -> list[Window]:
        """The duty whose clock nobody tells to run."""
        owed = self.target(provision, None, at, None)
        return [Window(self.held_back(provision, none, at), 0, 0, LONG_AGO, None, None, owed, self.op(provision),
                       LONG_AGO, LONG_AGO, False, False, provision.quantity is None)]  # fmt: skip

    def active(self, provision: Provision, start: int, length: int, at: int, key: str | None) -> int:
        """The deadline: so many seconds on; where the clock is suspended, so many that are not told suspended by now."""
        if provision.suspends != "clock" or provision.unless is None:
            return start + length
        edges = sorted({start, *(moment for moment in self.edges(at) if start < moment <= at)})
        left = length
        for first, after in zip(edges, [*edges[1:], at + 1], strict=True):
            if first > at or self.truth(provision.unless, first, key) == YES:
                continue
            if after - first > left:
                return first + left
            left -= after - first
        return max(start, at + 1) + left

    def edges(self, at: int) -> set[int]:
        """The moments at which what is told may turn: something happened, or a deadline of another duty passed."""
        moments = {w.happened[1] for w in self.words if w.happened is not None}
        for other in self.agreement.provisions[1:]:
            moments |= {end + 1 for w in self.windows(other, at) for end in (w.due, w.early) if end is not None}
        return moments

    def held_back(self, provision: Provision, trigger: str, at: int, key: str | None = None) -> str:
        """The trigger, joined with the further condition under which anything is owed."""
        if trigger != "came" or provision.when is None:
            return trigger
        return {YES: "came", BOTH: "told and denied", NO: "not come", NEITHER: "nobody"}[
            self.truth(provision.when, at, key)
        ]

    @staticmethod
    def op(provision: Provision) -> str:
        return provision.quantity.op if isinstance(provision.quantity, Amount) else ">="

    def target(self, provision: Provision, due: int | None, at: int, amount: float | None) -> float | None:
        quantity = provision.quantity
        if quantity is None:
            return 1.0
        if isinstance(quantity, Amount):
            return None if quantity.value is None else float(quantity.value)
        if isinstance(quantity, ByReference):
            return None
        assert isinstance(quantity, Ratio)
        if quantity.mode != "cumulative":  # so many for this coming of the event, one where no number is told
            return float(quantity.times) * (1.0 if amount is None else amount)
        until = at if due is None else min(at, due)
        told = self.amount_told(quantity.per, until - quantity.lag.seconds)
        return None if told is None else told * float(quantity.times)

    def of_start(self, provision: Provision, version: Provision, c: dict, at: int) -> list[Window]:
        assert version.window is not None
        key = c.get("key")
        trigger = self.held_back(version, "told and denied" if c["denied"] else "came", at, key)
        length = None if version.window.end is None else version.window.end.seconds
        due = None if length is None else self.active(version, c["hi"], length, at, key)
        early = None if length is None else self.active(version, c["lo"], length, at, key)
        owed = self.target(version, due, at, c.get("amount"))
        whole = Window(trigger, c["lo"], c["hi"], c["lo"], due, early, owed, self.op(version), c["lo"], c["lo"], False,
                       c["differ"], version.quantity is None, key)  # fmt: skip
        every = version.recurrence
        if every is None:
            return [replace(whole, begun=c["hi"])]
        days = []
        begin = c["lo"]
        while begin <= (at if due is None else min(at, due)):
            after = midnight(begin) + DAY
            days.append((begin, after - 1))
            begin = after
        if every.quota == "each":
            made, carried = [], 0.0
            for first, last in days:
                governs = self.of_period(provision, first, last, at)
                owed = self.target(governs, last, at, None)
                carried += owed or 0.0
                if every.carry_over:
                    made.append(replace(whole, due=last, early=last, opens=first, target=carried if owed else owed))
                else:
                    made.append(
                        replace(whole, start=first, due=last, early=last, opens=first, target=owed, bounded=True)
                    )
            return made
        ended = [d for d in days if d[1] <= at or (due is not None and at >= due and d[1] >= due)]
        if every.quota == "sum" and due is not None:
            ended, begin = [], c["lo"]
            while begin <= due:
                ended.append((begin, midnight(begin) + DAY - 1))
                begin = midnight(begin) + DAY
        end = due if due is not None else ended[-1][1] if ended else None
        target = self.target(version, end, at, None)
        scaled = None if target is None else target * max(1, len(ended))
        return [replace(whole, due=end, early=early if due is not None else end, target=scaled)]

    def duties(self, name: str, at: int, held: Provision | None = None) -> list[Found]:
        """All duties of a provision, judged."""
        provision = held or next(p for p in self.agreement.provisions if p.id == name)
        windows = self.windows(provision, at)
        if provision.consume == "exclusive" or getattr(provision.quantity, "mode", "") == "fifo":
            used = self.used_up(provision, windows, at)
            return [self.judged(provision, window, at, words) for window, words in zip(windows, used, strict=True)]
        return [self.judged(provision, window, at) for window in windows]

    def used_up(self, provision: Provision, windows: list[Window], at: int) -> list[list[Testimony]]:
        """For each duty what is told of it, with only those parts of each root's acts that no earlier duty used up."""
        shares: list[list[Testimony]] = [[] for _ in windows]
        for key in {window.key for window in windows}:
            told = self.mine(provision.id, at, key)
            turn = sorted((i for i, w in enumerate(windows) if w.key == key), key=lambda i: (windows[i].start, i))
            for root in {w.root for w in told if w.effect in ("performed", "total")}:
                left = rises(root, told)
                for i in turn:
                    need = windows[i].target
                    for number, (lo, hi, amount) in enumerate(left):
                        taken = amount if need is None else min(amount, need)
                        if taken > 0 and hi >= windows[i].start:
                            shares[i].append(replace(
                                told[0], claim=f"{root}{number}", root=root, effect="performed", happened=(lo, hi),
                                low=taken, high=taken, whole=False, scope="same", occurrence=f"{number}", pooled=False,
                                item=None, since=None, stretch=False,
                            ))  # fmt: skip
                            left[number] = (lo, hi, amount - taken)
                            need = None if need is None else need - taken
            for i in turn:
                shares[i] += [w for w in told if w.effect not in ("performed", "total")]
        return shares

    def judged(self, provision: Provision, window: Window, at: int, given: list[Testimony] | None = None) -> Found:
        told = self.mine(provision.id, at, window.key) if given is None else given
        words = [w for w in told if w.happened[1] >= window.start]
        if window.bounded:  # what is said of another period says nothing of this one
            words = [w for w in words if w.effect in SETTLING or w.happened[0] <= window.due]
        bits, closed, speaks, some = self.verdict(provision, window, window.due, words, at)
        status = self.word(window, words, at, (bits, closed, speaks, some))
        if window.differ and window.early != window.due:
            other = self.verdict(provision, window, window.early, words, at)
            if self.word(window, words, at, other) != status:
                status = "disputed"
        return Found(window, self.overruled(provision, window, status, words, at), bits)

    @staticmethod
    def word(window: Window, words: list[Testimony], at: int, judged: tuple) -> str:
        """The table's word; nothing is overdue of a bound from above, where nobody tells of something outstanding."""
        status = word_of(window.trigger, *judged)
        if status != "overdue" or window.op == ">=" or window.target is None or judged[0][3]:
            return status
        roots = {w.root for w in words if w.effect in ("performed", "total")}
        told = [figure(root, words, at, window.start, window.first, window.target, window.acts)[0] for root in roots]
        return "overdue" if window.op == "=" and max(told, default=0.0) < window.target else "unverified"

    def verdict(
        self, provision: Provision, window: Window, due: int | None, words: list[Testimony], at: int
    ) -> tuple[tuple[bool, bool, bool, bool, bool, bool], bool, bool, bool]:
        start, first, target, count = window.start, window.first, window.target, window.acts
        adding = words
        if window.bounded:
            adding = [w for w in words if w.happened[0] <= window.due and (
                w.effect != "total" or (first if w.since is None else w.since) >= midnight(start))]  # fmt: skip
            adding = [w for w in adding if not (w.stretch and w.effect == "performed")
                      or (midnight(start) <= w.happened[0] and w.happened[1] <= window.due)]  # fmt: skip
        adding = counted_from_before(adding, start, window.begun)
        goal = 0.0 if target is None else target
        roots = {w.root for w in adding if w.effect in ("performed", "total")}
        until = at if due is None else min(at, due)
        closed = due is not None and at > due

        def value(root: str, when: int, **how: bool) -> tuple[float, bool]:
            return figure(root, adding, when, start, first, goal, count, **how)

        if target is None:
            done = [w for w in words if w.effect == "performed" and w.whole]
            t = any(w.happened[0] <= until for w in done)
            late = bool(done) and not t
        else:
            t = target <= 0 or any(value(root, until)[0] >= target for root in roots)
            late = not t and any(value(root, at)[0] >= target for root in roots)
        denied = [w for w in words if w.effect == "not_performed"]
        f = any(w.whole or (due is not None and w.happened[1] >= due) for w in denied)
        if (
            window.start == LONG_AGO and target is not None
        ):  # no clock: it contradicts what is told done by its own time
            then = [w.happened[1] for w in denied]
            f = f or any(target <= 0 or any(value(r, at, strict=True)[0] >= target for r in roots) for at in then)
        behind = False
        for c in self.counting(provision.id, window.key) if closed and target is not None else ():
            if c.covers[0] <= start and c.covers[1] >= due:
                own, bound = value(c.root, due, alone=True, counting=True)
                f = f or (own < target and bound)
        for w in adding if closed and target is not None else ():
            sure = w.high is not None and w.high < target and not w.whole
            if w.effect == "total" and w.scope != "narrower" and sure and w.happened[0] >= due:
                since = first if w.since is None else w.since
                if (since <= start + DAY or w.scope == "wider") and not superseded(w, adding, start, first):
                    behind = behind or window.op != "<="
        if window.op != ">=" and target is not None:
            t, late, f = self.bounded(provision, window, adding, due, at, (t, late, f))
        short = behind or (due is not None and any(w.effect == "outstanding" and w.happened[1] >= due for w in words))
        speaks = behind or any(w.effect in ("outstanding", "not_performed") for w in words)
        speaks = speaks or any(affirms(w, start, first) for w in adding)
        some = any(value(root, at)[0] > 0 for root in roots) or any(
            w.effect == "performed" and not w.whole and w.scope != "wider" and w.low is None and w.high is None
            and not count for w in untold(adding))  # fmt: skip
        called, answered = judgements(words)
        return (t, late, f, short, called, answered), closed, speaks, some

    def bounded(
        self, provision: Provision, window: Window, words: list[Testimony], due: int | None, at: int,
        bits: tuple[bool, bool, bool],
    ) -> tuple[bool, bool, bool]:  # fmt: skip
        """At most so many: told so by a source that counts, or by its total at the end; told not so by any that tells
        of more, even at its lowest and latest. Exactly so many: both."""
        start, first, target = window.start, window.first, window.target
        roots = {w.root for w in words if w.effect in ("performed", "total")}
        until = at if due is None else min(at, due)
        goal, count = float(target or 0.0), window.acts
        above = any(
            figure(root, words, until, start, first, goal, count, lowest=True, strict=True)[0] > goal for root in roots
        )
        within = False
        for c in self.counting(provision.id, window.key) if due is not None and at > due else ():
            if c.covers[0] <= start and c.covers[1] >= due:
                own, bound = figure(c.root, words, due, start, first, goal, count, alone=True, counting=True)
                within = within or (own <= goal and bound)
        for w in words if due is not None and at > due else ():
            whole = w.whole and w.effect in ("performed", "total")
            if (w.effect == "total" or whole) and w.scope == "same" and w.happened[0] >= due:
                since = first if w.since is None else w.since
                top = max(w.high or w.low or 0.0, goal) if whole else w.high
                series = whole or (midnight(start) <= since <= start + DAY)
                if series and top is not None and top <= goal and not superseded(w, words, start, first):
                    within = True
        t, late, f = bits
        if window.op == "<=":
            return within, False, above
        return t and within, late, f or above

    def overruled(self, provision: Provision, window: Window, status: str, words: list[Testimony], at: int) -> str:
        """What ends, exceptions and conditions make of it; a told fulfilment, and what is not due yet, stay."""
        if window.trigger != "came" or status in ("fulfilled", "not yet due"):
            return status
        if any(w.effect == "closed" for w in words):
            return "closed otherwise"
        last = at if window.due is None else min(at, window.due)
        inside = [w for w in words if w.happened[0] <= last]
        if any(w.effect == "ended" for w in inside):
            return "lapsed"
        if provision.suspends == "duty" and any(w.effect == "excepted" for w in inside):
            return "excepted"
        if provision.suspends == "duty":
            return self.suspended(provision, window, status, at)
        kept = YES if provision.while_ is None else self.truth(provision.while_, last, window.key)
        excused = NO if provision.unless is None else self.truth(provision.unless, last, window.key)
        if kept == NO:
            return "lapsed"
        if any(w.effect == "excepted" for w in inside):
            return "excepted"
        if excused == YES:
            return "suspended" if provision.suspends else "excepted"
        return "disputed" if BOTH in (kept, excused) and status in ("breached", "overdue") else status

    def suspended(self, provision: Provision, window: Window, status: str, at: int) -> str:
        """Suspended time taken out of a duty: suspended now, or for the whole of a window that is over."""
        last = at if window.due is None else min(at, window.due)
        if provision.unless is None or last < window.start:
            return status
        edges = {window.start, last, *(moment for moment in self.edges(at) if window.start < moment <= last)}
        paused = {moment: self.truth(provision.unless, moment, window.key) == YES for moment in edges}
        open_ = window.due is None or at <= window.due
        return "suspended" if paused[last] and (open_ or all(paused.values())) else status

    # ---- duties to refrain

    def period(self, name: str, at: int) -> str:
        """The word on the day that holds the moment, or on the whole window where it is over."""
        provision = next(p for p in self.agreement.provisions if p.id == name)
        assert provision.window is not None
        found, none = self.came(provision.window.anchor, at)
        if not found:
            return "not yet due" if none == "not come" else "no information"
        start = max(found, key=lambda c: (not c["denied"], c["lo"]))
        if start["denied"]:
            return "disputed"
        end = None if provision.window.end is None else start["hi"] + provision.window.end.seconds
        over = end is not None and at > end
        last = at if end is None else min(at, end)
        span = (start["lo"] if over else max(start["lo"], midnight(last)), midnight(last) + DAY - 1)
        span = (span[0], span[1] if end is None else min(span[1], end))
        words = self.mine(name, at)
        told = [w for w in words if w.effect == "forbidden" and span[0] <= w.happened[0] and w.happened[1] <= span[1]]
        weights = [self.excused(provision, w) for w in told]
        unclear = [w for w, weight in zip(told, weights, strict=True) if weight == "disputed"]
        told = [w for w, weight in zip(told, weights, strict=True) if weight == "no"]
        here = [w for w in words if w.happened[0] <= span[1] and w.happened[1] >= span[0]]
        answered = {w.occurrence for w in here if w.effect == "answers" and w.occurrence is not None}
        counts = [c for c in self.counting(name) if at > span[1] and c.covers[0] <= span[0] and c.covers[1] >= span[1]]
        kept = any(not any(w.root == c.root for w in [*told, *unclear]) for c in counts)
        t, f = kept or (bool(told) and all(w.occurrence in answered for w in told)), bool(told)
        holds = any(w.effect == "upholds" for w in here)
        status = (
            "disputed" if t and f else "breached" if f else "fulfilled" if t else "holding" if holds else "unverified"
        )
        if unclear and status != "breached":
            status = "disputed"
        if any(w.effect == "ended" for w in words):
            return "lapsed"
        if provision.while_ is not None and self.truth(provision.while_, at) == NO:
            return "lapsed"
        if provision.unless is not None and self.truth(provision.unless, at) == YES:
            return "suspended" if provision.suspends else "excepted"
        return status

    def excused(self, provision: Provision, word: Testimony) -> str:
        """Whether a forbidden act is excused, by what holds just before it begins and ends: yes, no, or disputed."""
        before, until = word.happened[0] - 1, max(word.happened[0], word.happened[1]) - 1
        kept = YES if provision.while_ is None else self.truth(provision.while_, before)
        if kept == NO:
            return "yes"
        excuses = {NO}
        if provision.unless is not None:
            excuses = {self.truth(provision.unless, before), self.truth(provision.unless, until)}
        if excuses == {YES}:
            return "yes"
        if kept == BOTH or BOTH in excuses:
            return "disputed"
        return "yes" if YES in excuses else "no"

    # ---- cells

    def current(self, name: str, at: int, held: Provision | None = None) -> list[Found]:
        """The duties that decide the word: the last that has begun (the worst of several that begin together)."""
        found = self.duties(name, at, held)
        begun = [f for f in found if f.window.opens <= at]
        last = max(f.window.opens for f in begun)
        return [f for f in begun if f.window.opens == last]

    def cell(self, name: str, at: int, held: Provision | None = None) -> str:
        """The word of a cell."""
        provision = held or next(p for p in self.agreement.provisions if p.id == name)
        if isinstance(provision.quantity, ByReference) and provision.quantity.told:
            told = {self.cell(name, at, replace(provision, quantity=each.amount)) for each in provision.quantity.told}
            return told.pop() if len(told) == 1 else "disputed"
        return min((f.status for f in self.current(name, at, held)), key=WORST.index)
