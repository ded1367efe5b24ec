"""The oracle: statuses by the tables, as slowly and plainly as they can be written. It shares nothing with the engine.

It knows duties to do (at least Q, or no number) within a window of a told event, and duties to refrain with incidents,
for one debtor and UTC, with keys, occurrences (pooled or not), items, totals, scopes, denials, coverage, withdrawals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from guarantor.model.agreement import Agreement, Amount, Cond, Provision
from guarantor.model.testimony import Coverage, Testimony, Voices

DAY = 86_400
Act = tuple[int, int, float, bool, bool, float, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """An account asking as of a time through a cut."""

    voices: Voices
    as_of: int
    known_at: int | None = None
    published_by: int | None = None

    def sees(self, word: Testimony | Coverage) -> bool:
        if self.known_at is not None:
            if word.recorded > self.known_at or (word.withdrawn is not None and word.withdrawn <= self.known_at):
                return False
        elif word.withdrawn is not None:
            return False
        published = word.recorded if word.published is None else word.published
        return self.published_by is None or published <= self.published_by

    def counts(self, word: Testimony) -> bool:
        return self.sees(word) and word.happened is not None and not word.root.startswith("unresolved:")


@dataclass(frozen=True)
class Told:
    """What the oracle says of one instance."""

    key: str | None
    trigger: tuple[int, int] | None
    status: str
    bits: tuple[bool, bool, bool, bool, bool, bool]


def comings(
    agreement: Agreement, event: str, words: list[Testimony], q: Question, as_of: int
) -> tuple[list[dict], str]:
    """Every occurrence of an event in the account, and what is told where there is none."""
    about = [w for w in words if w.about == event and w.effect in ("triggered", "not_triggered") and q.counts(w)]
    often = next(e.occurs for e in agreement.events if e.id == event) == "often"
    found: list[dict] = []
    denied_only = False
    for key in {w.key for w in about}:
        here = [w for w in about if w.key == key]
        mine = [w for w in here if q.voices.has(w.root)]
        heard = [w for w in (mine or here) if w.happened[1] <= as_of]
        yes = [w for w in heard if w.effect == "triggered"]
        no = [w for w in heard if w.effect == "not_triggered"]
        names = {(w.occurrence or (w.claim, w.happened)) if often else None for w in yes}
        if not yes and no:
            denied_only = True
        for name in names:
            group = [w for w in yes if not often or (w.occurrence or (w.claim, w.happened)) == name]
            lo, hi = max(w.happened[0] for w in group), min(w.happened[1] for w in group)
            differ = lo > hi
            if differ:
                lo, hi = min(w.happened[0] for w in group), max(w.happened[1] for w in group)
            denied = any(lo <= n.happened[0] and hi <= n.happened[1] and (n.since is None or n.since <= lo) for n in no)
            told = [w.low if w.high is None else w.high for w in group]
            most = max((n for n in told if n is not None), default=None)
            found.append({"lo": lo, "hi": hi, "differ": differ, "denied": denied, "key": key, "amount": most})
    return found, "not come" if denied_only else "nobody"


def amount(word: Testimony, count_acts: bool) -> tuple[float, float, bool]:
    if count_acts:
        return 1.0, 1.0, True
    if word.low is None and word.high is None:
        return 0.0, 0.0, False
    low = word.low or 0.0
    return low, low if word.high is None else word.high, word.high is not None


def age(word: Testimony) -> tuple[int, int, str]:
    return (word.recorded if word.published is None else word.published, word.recorded, word.claim)


def figure(
    root: str, words: list[Testimony], when: int, start: int, first: int, target: float, count_acts: bool,
    *, strict: bool = False, alone: bool = False, counting: bool = False, lowest: bool = False,
) -> tuple[float, bool]:  # fmt: skip
    """What one root's words come to at an instant, at its highest, and whether that is a bound."""

    def by(lo: int, hi: int) -> bool:
        return (hi if strict else lo) <= when

    readings: dict[tuple[int, int], tuple[float, bool, tuple]] = {}
    narrower: list[tuple[int, int, float]] = []
    for w in words:
        if w.root != root or w.happened[1] < start:
            continue
        whole = w.whole and w.effect in ("performed", "total")
        if not (w.effect == "total" or whole) or (not whole and w.low is None and w.high is None):
            continue
        bottom, top, closed = amount(w, count_acts)
        top = bottom if lowest else top
        if whole:
            top, closed = max(top, target), True
        since = first if w.since is None else w.since
        if w.scope == "wider" or (since < start - start % DAY and not whole):
            continue
        if w.scope == "narrower" or (start > -(2**58) and since > start + DAY):
            narrower.append((*w.happened, top))
            continue
        rank = (age(w)[:2], w.claim, -1.0 if w.low is None else w.low, -1.0 if w.high is None else w.high)
        if w.happened not in readings or readings[w.happened][2] <= rank:
            readings[w.happened] = (top, closed, rank)
    ordered = sorted(readings, key=lambda t: (t[1], t[0]))
    reached = [cut for cut in ordered if by(*cut)]
    value, bound, after = 0.0, True, None
    if reached:
        value, bound, _ = readings[reached[-1]]
        after = reached[-1][1]
    told = acts(root, words, start, count_acts, alone, lowest)
    for _, _, top, closed, *_ in adding_up([a for a in told if by(*a[:2]) and (after is None or a[0] > after)]):
        value, bound = value + top, bound and closed
    for cut in ordered[ordered.index(reached[-1]) + 1 :] if reached else ordered:
        value = min(value, readings[cut][0])
    for lo, hi, top in narrower:
        if by(lo, hi):
            value = max(value, top)
    later = [readings[cut][:2] for cut in ordered if cut[0] > when]
    if counting and later and min(later)[0] > value:  # what was done by then is at most what was told next
        return min(later, key=lambda r: r[0])
    return value, bound


def acts(
    root: str, words: list[Testimony], start: int, count_acts: bool, alone: bool, lowest: bool = False
) -> list[Act]:
    """The acts that count for a root: its own, and those pooled over the account. Each with its time, its amount as
    asked for, whether that is a bound, whether it is told of a whole stretch, its amount at the highest, its claims."""
    groups: dict[tuple, list[Testimony]] = {}
    for w in words:
        if w.effect != "performed" or w.whole or w.scope == "wider" or w.happened[1] < start:
            continue
        if w.item is not None:
            name, pooled = ("item", w.item), True
        elif w.occurrence is not None:
            name, pooled = ("occurrence", w.occurrence), w.pooled
        elif w.happened[0] < w.happened[1]:
            name, pooled = ("time", w.happened), False
        else:
            name, pooled = ("claim", w.claim, w.happened[0]), False
        groups.setdefault((name, None if pooled else w.root), []).append(w)
    found = []
    for (_, owner), group in groups.items():
        mine = [w for w in group if w.root == root]
        if owner not in (None, root) or (alone and not mine):
            continue
        told = mine if alone else group
        newest = {}
        for w in told:
            has = w.low is not None or w.high is not None
            old = newest.get(w.root)
            if old is None or (has, age(w)) > (old.low is not None or old.high is not None, age(old)):
                newest[w.root] = w
        counted = list(newest.values()) if told[0].occurrence or told[0].item else told
        lo, hi = max(w.happened[0] for w in told), min(w.happened[1] for w in told)
        if lo > hi:
            lo, hi = min(w.happened[0] for w in told), max(w.happened[1] for w in told)
        amounts = [amount(w, count_acts) for w in counted]
        size = min(a[0] for a in amounts) if lowest else max(a[1] for a in amounts)
        found.append((lo, hi, size, all(a[2] for a in amounts), all(w.stretch for w in told), max(a[1] for a in amounts),
                      tuple(w.claim for w in told)))  # fmt: skip
    return found


def adding_up(told: list[Act]) -> list[Act]:
    """What may be added: of a stretch and of what else touches it, shorter stretches first, only the higher stays."""
    left = [act for act in told if not act[4]]
    for stretch in sorted((act for act in told if act[4]), key=lambda a: (a[1] - a[0], a[0], a[6])):
        touching = [act for act in left if not (act[1] < stretch[0] or stretch[1] < act[0])]
        if sum(act[5] for act in touching) < stretch[5]:
            left = [act for act in left if act not in touching]
            left.append(stretch)
    return left


def counted_from_before(words: list[Testimony], start: int, begun: int | None = None) -> list[Testimony]:
    """An amount of a stretch that began before the window's day is a count from before it. A total since a moment at
    which the window may have begun (``begun``: at the latest) counts from its start."""
    vague = start if begun is None else begun
    words = [
        replace(w, since=start)
        if w.effect == "total" and w.since is not None and start < w.since <= vague + DAY else w
        for w in words
    ]  # fmt: skip
    return [
        replace(w, effect="total", since=w.happened[0], happened=(w.happened[1], w.happened[1]), stretch=False)
        if w.stretch and w.effect == "performed" and not w.whole and w.happened[0] < start - start % DAY
        else w for w in words
    ]  # fmt: skip


def duties(
    agreement: Agreement, provision: Provision, words: list[Testimony], coverages: list[Coverage], q: Question
) -> list[Told]:
    """Every instance of a duty to do."""
    assert provision.window is not None
    found, none = comings(agreement, provision.window.anchor.name, words, q, q.as_of)
    starts: dict[str | None, int] = {}
    for c in found:
        starts[c["key"]] = min(starts.get(c["key"], c["lo"]), c["lo"])
    if not found:
        return [instance(provision, None, none, words, coverages, q, -(2**59))]
    return [instance(provision, c, "told and denied" if c["denied"] else "came", words, coverages, q, starts[c["key"]])
            for c in found]  # fmt: skip


def instance(
    provision: Provision, coming: dict | None, trigger: str, words: list[Testimony], coverages: list[Coverage],
    q: Question, first: int,
) -> Told:  # fmt: skip
    key = coming["key"] if coming else None
    mine = [
        w for w in words
        if w.about == provision.id and q.counts(w) and w.effect != "intends" and q.voices.has(w.root)
        and w.happened[1] <= q.as_of and (key is None or w.key is None or w.key == key)
    ]  # fmt: skip
    mine.sort(key=lambda w: (w.happened, age(w)))
    counting = [c for c in coverages if c.about == provision.id and q.sees(c) and q.voices.has(c.root)
                and (c.key is None or c.key == key)]  # fmt: skip
    start = coming["lo"] if coming else -(2**59)
    length = provision.window.end.seconds if provision.window and provision.window.end else None
    ends = [None, None] if coming is None or length is None else [coming["lo"] + length, coming["hi"] + length]
    early = verdict(provision, mine, counting, q.as_of, start, first, ends[0], coming)
    late = verdict(provision, mine, counting, q.as_of, start, first, ends[1], coming)
    status = word_of(trigger, *late)
    if coming is not None and coming["differ"] and ends[0] != ends[1] and word_of(trigger, *early) != status:
        status = "disputed"
    return Told(key, None if coming is None else (coming["lo"], coming["hi"]), status, late[0])


def verdict(
    provision: Provision, words: list[Testimony], coverages: list[Coverage], as_of: int, start: int, first: int,
    due: int | None, coming: dict | None,
) -> tuple:  # fmt: skip
    quantity = provision.quantity
    count_acts = quantity is None
    target = 1.0 if count_acts else float(quantity.value)  # type: ignore[union-attr, arg-type]
    begun = coming["hi"] if coming else None
    here = counted_from_before([w for w in words if w.happened[1] >= start], start, begun)
    roots = sorted({w.root for w in here if w.effect in ("performed", "total")})
    until = as_of if due is None else min(as_of, due)

    def value(root: str, when: int, **how: bool) -> tuple[float, bool]:
        return figure(root, here, when, start, first, target, count_acts, **how)

    t = any(value(root, until)[0] >= target for root in roots)
    late = not t and any(value(root, as_of)[0] >= target for root in roots)
    closed = due is not None and as_of > due
    f = any(w.effect == "not_performed" and (w.whole or (due is not None and w.happened[1] >= due)) for w in here)
    if coming is None:  # no clock: it contradicts what is told done by its own time
        f = f or any(
            w.effect == "not_performed" and any(value(root, w.happened[1], strict=True)[0] >= target for root in roots)
            for w in here
        )
    behind = False
    if closed:
        for c in coverages:
            if c.covers[0] <= start and c.covers[1] >= due:
                own, bound = value(c.root, due, alone=True, counting=True)
                f = f or (own < target and bound)
        for w in here:
            sure = w.high is not None and w.high < target and not w.whole
            if w.effect == "total" and w.scope != "narrower" and sure and w.happened[0] >= due:
                since = first if w.since is None else w.since
                if (since <= start + DAY or w.scope == "wider") and not superseded(w, here, start, first):
                    behind = True
    short = due is not None and any(w.effect == "outstanding" and w.happened[1] >= due for w in here)
    short = short or behind
    some = any(value(root, as_of)[0] > 0 for root in roots) or any(
        w.effect == "performed" and not w.whole and w.scope != "wider" and w.low is None and w.high is None
        and not count_acts for w in untold(here)
    )  # fmt: skip
    speaks = (
        behind
        or bool([w for w in here if w.effect in ("outstanding", "not_performed")])
        or any(affirms(w, start, first) for w in here)
    )
    judged = judgements(here)
    return (t, late, f, short, *judged), closed, speaks, some


def judgements(words: list[Testimony]) -> list[bool]:
    """Whether some root's last judgement calls it a breach, and whether some root's calls it none."""
    last = {w.root: w.effect for w in sorted(words, key=age) if w.effect in ("breached", "answers")}
    return [effect in last.values() for effect in ("breached", "answers")]


def untold(words: list[Testimony]) -> list[Testimony]:
    """Words of acts for which nobody of their group tells an amount."""
    return [
        w for w in words
        if not any(v.low is not None or v.high is not None for v in words
                   if v.effect == "performed" and same_act(v, w))
    ]  # fmt: skip


def same_act(v: Testimony, w: Testimony) -> bool:
    if v.root != w.root or v.whole or v.scope == "wider":
        return False
    if w.item is not None or v.item is not None:
        return v.item == w.item
    if w.occurrence is not None or v.occurrence is not None:
        return v.occurrence == w.occurrence and v.pooled == w.pooled
    return v.happened == w.happened and (w.happened[0] < w.happened[1] or v.claim == w.claim)


def affirms(w: Testimony, start: int, first: int) -> bool:
    if w.effect not in ("performed", "total") or w.scope == "wider":
        return False
    if w.effect == "performed" or w.whole:
        return True
    since = first if w.since is None else w.since
    return (w.low is not None or w.high is not None) and since >= start - start % DAY


def superseded(w: Testimony, words: list[Testimony], start: int, first: int) -> bool:
    """Whether the root corrected a reading of the same cut-off that counts in full (only such are a series)."""
    since = first if w.since is None else w.since
    if w.scope == "wider" or since < start - start % DAY:
        return False
    return any(
        v is not w and v.effect in ("total", "performed") and (v.effect == "total" or v.whole) and v.root == w.root
        and v.happened == w.happened and v.scope == "same" and (v.whole or v.low is not None or v.high is not None)
        and (v.whole or start - start % DAY <= (first if v.since is None else v.since) <= start + DAY)
        and (age(v)[:2], v.claim) > (age(w)[:2], w.claim)
        for v in words
    )  # fmt: skip


def word_of(trigger: str, bits: tuple, closed: bool, speaks: bool, some: bool) -> str:
    """The table of the specification, row by row."""
    t, late, f, short, called, answered = bits
    both = (t and (f or short)) or (called and answered)
    if trigger == "not come":
        return "not yet due"
    if trigger == "nobody":
        return "disputed" if both else "no information"
    if trigger == "told and denied":
        return "disputed"
    if not closed:
        return "disputed" if both else "fulfilled" if t else "breached" if f else "in progress" if some else "due"
    if both:
        return "disputed"
    if t:
        return "fulfilled"
    if late:
        return "fulfilled late"
    if f:
        return "breached"
    return "overdue" if speaks else "no information"


def incidents(agreement: Agreement, provision: Provision, words: list[Testimony], q: Question) -> list[Told]:
    """Every told incident of a duty to refrain, from a told event on, outside told suspensions."""
    assert provision.window is not None
    found, none = comings(agreement, provision.window.anchor.name, words, q, q.as_of)
    length = provision.window.end.seconds if provision.window.end else 2**58
    mine = [w for w in words if w.about == provision.id and q.counts(w) and q.voices.has(w.root)
            and w.happened[1] <= q.as_of and w.effect in ("forbidden", "answers")]  # fmt: skip
    told = []
    for name in {(w.occurrence or (w.claim, w.happened[0]), w.key) for w in mine}:
        group = [w for w in mine if (w.occurrence or (w.claim, w.happened[0]), w.key) == name]
        lo, hi = max(w.happened[0] for w in group), min(w.happened[1] for w in group)
        if lo > hi:
            lo, hi = min(w.happened[0] for w in group), max(w.happened[1] for w in group)
        t, f = any(w.effect == "answers" for w in group), any(w.effect == "forbidden" for w in group)
        if not found:
            status = "not yet due" if none == "not come" else "disputed" if t and f else "no information"
            told.append(Told(group[0].key, (lo, hi), status, (t, False, f, False, False, False)))
            continue
        inside = [c for c in found if lo >= c["lo"] and hi <= c["hi"] + length]
        touching = [c for c in found if hi >= c["lo"] and lo <= c["hi"] + length]
        if not touching:
            continue
        came = any(not c["denied"] for c in inside or touching)
        if not came:
            status = "disputed"
        elif not inside:
            status = "unverified"
        else:
            status = "disputed" if t and f else "breached" if f else "fulfilled"
            if provision.unless is not None:
                paused = [suspended(agreement, provision.unless, words, q, at) for at in (lo - 1, max(lo, hi) - 1)]
                if paused == ["yes", "yes"]:
                    status = "suspended"
                elif "both" in paused:
                    status = "disputed" if status == "breached" else status
                elif "yes" in paused:
                    status = "unverified"
        told.append(Told(group[0].key, (lo, hi), status, (t, False, f, False, False, False)))
    return told


def suspended(agreement: Agreement, cond: Cond, words: list[Testimony], q: Question, at: int) -> str:
    """Whether, at an instant, no resumption is told after the last suspension: yes, no, or told both ways."""
    begun, _ = comings(agreement, cond.event or "", words, q, at)
    ended, _ = comings(agreement, cond.until or "", words, q, at)
    if not begun:
        return "no"
    last = max(begun, key=lambda c: c["hi"])
    after = [c for c in ended if c["hi"] > last["hi"]]
    if any(not c["denied"] for c in after):
        return "no"
    return "both" if after or last["denied"] else "yes"


def reference(
    agreement: Agreement, provision: Provision, words: list[Testimony], coverages: list[Coverage], q: Question
) -> list[Told]:
    """All instances (or incidents) of a provision."""
    judge: Callable[[], list[Told]] = (
        (lambda: duties(agreement, provision, words, coverages, q))
        if provision.polarity == "do"
        else (lambda: incidents(agreement, provision, words, q))
    )
    assert provision.quantity is None or isinstance(provision.quantity, Amount)
    return sorted(judge(), key=repr)
