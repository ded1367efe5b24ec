"""What comes again under a laxer marking than the one it is held under.

A report that the record holds for few may be published, and come again for many. The entries that are there stay as
they are; what those below could not see is added once more, in entries of kind ``again``: whoever sees the first ones
passes these over, so that nothing counts twice, and to everybody else they are the report, its claims and its links
(:mod:`guarantor.record.cleared`), from their arrival on, with nothing that tells of the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from guarantor.model.entry import ONCE, Draft, Entry
from guarantor.model.ids import canonical_json
from guarantor.model.marking import above
from guarantor.record.leaves import Leaf
from guarantor.record.store import Store

PREFIX = "again:"


def bare(id_: str) -> str:
    """The id of what an entry is to those who see it: its own, or that of what came again.

    >>> bare("again:TLP:GREEN:report:sha256:0f"), bare("report:sha256:0f")
    ('report:sha256:0f', 'report:sha256:0f')
    """
    return id_.split(":", 3)[3] if id_.startswith(PREFIX) else id_


def id_of(marking: str | None, id_: str) -> str:
    """The id of the entry by which something came again under a marking."""
    return f"{PREFIX}{marking}:{id_}"


def again(draft: Draft, held: str) -> Draft:
    """A draft for those who may see it and do not see it where it is ``held`` (a stricter marking)."""
    payload = draft.payload if draft.payload is not None else json.loads(draft.encoded)
    told = {"of": draft.kind, "id": draft.id, "above": held, "entry": payload}
    return replace(draft, kind="again", id=id_of(draft.marking, draft.id), payload=told, encoded=b"", keys=())


def shown(entry: Entry) -> Entry:
    """An entry that came again as what it is to those who see no other."""
    told = entry.payload
    return entry if told is None else replace(entry, kind=told["of"], id=told["id"], payload=told["entry"])


def leaf_shown(leaf: Leaf) -> Leaf:
    """The same of a leaf."""
    told = json.loads(leaf.payload or b"")
    return leaf._replace(kind=told["of"], id=told["id"], payload=canonical_json(told["entry"]))


def hides(entry: Entry, marking: str) -> bool:
    """Whether somebody with a clearance passes an entry that came again over, since he sees the first one."""
    return entry.payload is None or not above(entry.payload["above"], marking)


def add_seen(store: Store, drafts: Sequence[Draft]) -> list[str]:
    """Add drafts inside a write transaction, and those that are held under stricter markings alone for all who may see
    them now; the ids of what is new to somebody. A link that is held in another state changes its state for all."""
    held = store.markings(draft.id for draft in drafts)
    made = [
        again(draft, held[draft.id])
        if above(held.get(draft.id), draft.marking) and (draft.kind in ONCE or _same(store, draft))
        else draft
        for draft in drafts
    ]
    return [bare(id_) for id_ in store.add(made)]


def unseen(store: Store, ids: Iterable[str], marking: str) -> list[str]:
    """Those of some ids of which somebody with a clearance sees no entry."""
    wanted = list(ids)
    held = store.markings(wanted)
    known = store.known(wanted)
    return [id_ for id_ in wanted if id_ not in known or above(held.get(id_), marking)]


def _same(store: Store, draft: Draft) -> bool:
    entry = store.get(draft.id)
    return entry is not None and entry.payload == draft.payload
