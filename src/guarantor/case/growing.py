"""The testimonies of a very large record, made in one pass, and carried on when entries come on top of those passed.

A report, its claims and their links stand together in the record, so no more than some thousand entries are held at
once. Whose origin a word is that nobody known says is settled at the end, over all such voices; only these voices, the
texts that reports share, and what tying changed are remembered beside the words, to go on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guarantor.case.knowledge import Knowledge, of_agreement
from guarantor.case.lean import Told, link_told
from guarantor.case.sparse import kept_of, seconds
from guarantor.linking.kept import Kept
from guarantor.linking.occurrences import tie
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Root
from guarantor.linking.testimony import LiveLink, Witnesses
from guarantor.linking.voices import Voice
from guarantor.model.moments import Interval
from guarantor.model.report import Report
from guarantor.model.testimony import Testimony
from guarantor.record.standing import Standing, StandingLink

BATCH = 20_000
"""So many entries are held at once."""
LATER = "voice "
"""What an origin is called until all voices are known."""
Words = Mapping[str, tuple[Testimony, ...]]


class CannotError(Exception):
    """A person decided about origins, or something else that needs the whole record at once."""


@dataclass(slots=True)
class Beside:
    """What must be known to go on: the voices of nobody known with their origins, texts shared by reports, and the
    words that tying made into totals as they were before (about, link, claim; first and last second, scope)."""

    voices: dict[Voice, str] = field(default_factory=dict)
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)
    untied: dict[tuple[str, str | None, str], tuple[Interval, Any]] = field(default_factory=dict)

    def written(self) -> bytes:
        """As JSON."""
        told = {
            "voices": [
                [v.carrier, v.root, v.resolved, v.anonymous, v.credit, v.house, sorted(v.cites), v.side, v.perhaps,
                 v.published, name]
                for v, name in self.voices.items()
            ],
            "pairs": [[*pair, share] for pair, share in self.pairs.items()],
            "untied": [[*key, *times, scope] for key, (times, scope) in self.untied.items()],
        }  # fmt: skip
        return json.dumps(told, separators=(",", ":")).encode()

    @classmethod
    def of(cls, data: bytes) -> Beside:
        """What :meth:`written` wrote."""
        told = json.loads(data)
        names = ("carrier", "root", "resolved", "anonymous", "credit", "house", "cites", "side", "perhaps", "published")
        return cls(
            {
                Voice(**{**dict(zip(names, row[:-1], strict=True)), "cites": frozenset(row[6])}): row[-1]
                for row in told["voices"]
            },
            {(a, b): share for a, b, share in told["pairs"]},
            {(about, link, claim): ((lo, hi), scope) for about, link, claim, lo, hi, scope in told["untied"]},
        )


class Growing:
    """Makes words of a record's entries, batch by batch."""

    def __init__(self, knowledge: Knowledge, beside: Beside | None = None) -> None:
        self.knowledge, self.beside = knowledge, beside or Beside()
        self.words: dict[str, list[Testimony]] = {}
        self.claims: set[str] = set()
        self.fresh: dict[Voice, int] = {}
        self._links: set[int] = set()
        self._again: set[str] = set()
        self._origins = Origins(knowledge.roots, zone=knowledge.zone)
        self._witnesses = Witnesses(knowledge.roots, self, zone=knowledge.zone, since=knowledge.files.info.since)

    def of(self, claim: str, root: Root) -> str:
        """The origin of a claim, or the place of its voice among those whose origin is settled at the end."""
        if root.kind == "actor" and not root.anonymous:
            return root.id
        voice = self._origins.voice(claim, root)
        return f"{LATER}{self.fresh.setdefault(voice, len(self.fresh))}"

    def pass_on(self, after: int = 0) -> None:
        """Read all entries after one."""
        batch: list[Report | Standing | StandingLink] = []
        for each in self.knowledge.view.everything(after=after, claim=Told().claim, link=link_told):
            if isinstance(each, Report) and len(batch) >= BATCH:
                self._take(batch)
                batch = []
            batch.append(each)
        self._take(batch)

    def take_again(self, claims: Iterable[str]) -> None:
        """Make the words of some claims anew, as they stand now."""
        for id_ in sorted(claims):
            self.claims.add(id_)
            links = list(self.knowledge.view.links(claim=id_, every=True))
            self.words.update({each.link.target: self.words.get(each.link.target, [])
                               for each in links if each.link.target is not None})  # fmt: skip
            kept = self.knowledge.claims.get(id_)
            if kept is not None:
                self._near(kept)
                self._of_claim(kept, [each for each in links if each.live])

    def _take(self, batch: list[Report | Standing | StandingLink]) -> None:
        self._origins = Origins(self.knowledge.roots, zone=self.knowledge.zone)
        kept: dict[str, Kept] = {}
        for each in batch:
            if isinstance(each, Report):
                self._origins.add(each.id, each, text=False)
            elif isinstance(each, Standing):
                self.claims.add(each.id)
                if each.live:
                    kept[each.id] = kept_of(each)
        for id_, claim in kept.items():
            self._origins.tie(id_, claim.claim.report.id, claim.claim)
        for id_, claim in kept.items():
            self.of(id_, self.knowledge.roots.of(claim.claim))
        of_claim: dict[str, list[StandingLink]] = {}
        for each in batch:
            if isinstance(each, StandingLink):
                self._link(each, kept, of_claim)
        for id_, links in of_claim.items():
            self._of_claim(kept[id_], links)

    def _link(self, found: StandingLink, kept: dict[str, Kept], of_claim: dict[str, list[StandingLink]]) -> None:
        link = found.link
        if link.kind == "origin" or (link.kind == "copy" and found.state != "proposed"):
            raise CannotError
        if link.kind == "copy":
            if found.live and len(found.claims) == 2:
                one, other = sorted(link.claims)
                self.beside.pairs[one, other] = float(link.fields["containment"])
            return
        if link.kind != "bearing" or link.target is None:
            return
        number = hash(found.id)
        if number in self._links or any(claim not in kept for claim in link.claims):
            self._again.update(link.claims)
            return
        self._links.add(number)
        if found.live:
            for claim in link.claims:
                of_claim.setdefault(claim, []).append(found)

    def _of_claim(self, kept: Kept, links: Iterable[StandingLink]) -> None:
        for found in links:
            if found.link.kind == "bearing" and found.link.target is not None and of_agreement(found):
                live = LiveLink(id=found.id, link=found.link, recorded=seconds(found.recorded),
                                accepted=found.state == "accepted")  # fmt: skip
                self.words.setdefault(found.link.target, []).append(self._witnesses.of(kept, live))

    def _near(self, kept: Kept) -> None:
        """Read the report of one claim, for its voice."""
        id_ = kept.claim.report.id
        report = self.knowledge.reports.get(id_)
        if report is not None:
            self._origins.add(id_, report, text=False)
            for standing in self.knowledge.view.claims_of(id_):
                if standing.live:
                    self._origins.tie(standing.id, id_, standing.claim)

    def settled(self, before: Words) -> tuple[dict[str, tuple[Testimony, ...]], dict[str, str]]:
        """The words about everything that changed, tied; and the origins that have another name by now. ``before`` are
        the words that there were. Raises :class:`CannotError` where an origin came apart."""
        again, self._again = self._again, set()
        for about in self.words:
            self.words[about] = [word for word in self.words[about] if word.claim not in again]
        self.take_again(again)
        renamed = self._name()
        changed: dict[str, tuple[Testimony, ...]] = {}
        accepted = frozenset(id_ for id_, mark in self.knowledge.view.marks.links.items() if mark.state == "live")
        order = list(self.fresh)
        names = {f"{LATER}{place}": self.beside.voices[voice] for place, voice in enumerate(order)}
        for about in list(self.words):
            new = self.words.pop(about)  # so that what was renamed or tied is not held twice
            old = [self._untied(word) for word in before.get(about, ()) if word.claim not in self.claims]
            loose = [*_named(old, renamed), *_named(new, names)]
            tied = tie(loose, zone=self.knowledge.zone, accepted=accepted)
            for one, other in zip(loose, tied, strict=True):
                if one.effect != other.effect and one.happened is not None:
                    self.beside.untied[about, one.link, one.claim] = one.happened, one.scope
            changed[about] = tuple(tied)
        return changed, renamed

    def _name(self) -> dict[str, str]:
        known = self.beside.voices
        if all(voice in known for voice in self.fresh):
            return {}
        whole = Origins(self.knowledge.roots, zone=self.knowledge.zone)
        for (one, other), share in self.beside.pairs.items():
            whole.share(one, other, share)
        found = whole.named([*known, *(voice for voice in self.fresh if voice not in known)])
        renamed: dict[str, str] = {}
        for voice, name in known.items():
            if renamed.setdefault(name, found[voice]) != found[voice]:
                raise CannotError
        self.beside.voices = found
        return {old: new for old, new in renamed.items() if old != new}

    def _untied(self, word: Testimony) -> Testimony:
        told = self.beside.untied.pop((word.about, word.link, word.claim), None)
        if told is None:
            return replace(word, occurrence=None, pooled=False) if word.occurrence is not None else word
        return replace(word, effect="performed", happened=told[0], scope=told[1], occurrence=None, pooled=False)


def _named(words: Iterable[Testimony], names: Mapping[str, str]) -> Iterator[Testimony]:
    """The words, their origins by other names where they have one."""
    for word in words:
        name = names.get(word.origin or "")
        yield word if name is None else replace(word, origin=name)


def changed_claims(knowledge: Knowledge, after: int, pairs: Iterable[tuple[str, str]] = ()) -> Iterator[str]:
    """The claims whose words may be others because of what people said after an entry; ``pairs`` are reports that share
    a text. Raises :class:`CannotError` for what reaches further: erasures, new versions and new readings of a report,
    and the withdrawal of one on which the origins of others may rest."""
    shared = {report for pair in pairs for report in pair}
    for entry in knowledge.view.decisions(after=after):
        if entry.kind != "judgement" or entry.payload is None:
            raise CannotError
        yield from _judged(knowledge, entry.payload, shared)


def _judged(knowledge: Knowledge, payload: Mapping[str, Any], shared: set[str]) -> Iterator[str]:
    """The claims that a judgement is about; of an undoing, those that the judgement is about which it undoes."""
    for id_ in (*payload["about"], *payload.get("into", [])):
        if id_.startswith("claim:"):
            yield id_
        elif id_.startswith("link:"):
            found = knowledge.view.link(id_)
            yield from (found.link.claims if found is not None else ())
        elif id_.startswith("report:"):
            yield from _withdrawn(knowledge, id_, shared)
        elif id_.startswith("judgement:"):
            undone = knowledge.view.store.get(id_)
            if undone is None or undone.payload is None:
                raise CannotError
            yield from _judged(knowledge, undone.payload, shared)


def _withdrawn(knowledge: Knowledge, report: str, shared: set[str]) -> Iterator[str]:
    """The claims of a report that was withdrawn or brought back, where nobody else's origin can rest on it: it shares
    its text with none, and whoever speaks in it is known."""
    if report in shared:
        raise CannotError
    for standing in knowledge.view.claims_of(report):
        root = knowledge.roots.of(standing.claim)
        if root.kind != "actor" or root.anonymous:
            raise CannotError
        yield standing.id
