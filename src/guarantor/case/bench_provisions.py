"""Breaches derived from synthetic logs: nine kinds of duty, written in the language, assessed as any other case.

Each row of a log becomes the word of one monitor who counts everything; what is *breached* or only *fulfilled late*
once all clocks have run out is a breach. As known at a cut, the same question is asked with ``known_at``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from guarantor.agreement.load import load_case
from guarantor.assessment import Log, assess
from guarantor.model.agreement import Agreement
from guarantor.model.assessment import InstanceStatus
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Coverage, Testimony, Voices

MONITOR = "monitor"
LONG_AFTER = 366 * 86_400
"""Seconds after a log's last row at which every clock of these families has run out."""
Rows = dict[str, dict[str, Any]]


def predict(data: Path) -> Iterator[dict[str, Any]]:
    """One line for each log (and cut), with the breaches derived; answers in the data are never looked at."""
    with resources.as_file(resources.files("guarantor.case") / "families") as folder:
        files = load_case(folder)
        rows_of: dict[str, Rows] = yaml.safe_load((folder / "logs.yaml").read_text(encoding="utf-8"))
    voices = files.people.voices(MONITOR)
    for path in sorted(data.glob("*.json")):
        family = json.loads(path.read_text(encoding="utf-8"))
        name = family["family"]
        for case in family["cases"]:
            for cut in [cut["known_at"] for cut in case["as_known"]] if "as_known" in case else [None]:
                provision = name.replace("_", "-")
                found = breaches(files.agreement, voices, provision, rows_of[name], case["events"], cut)
                line = {"family": name, "seed": case["seed"], "violations": found}
                yield line if cut is None else {**line, "known_at": cut}


def breaches(
    agreement: Agreement, voices: Voices, provision: str, rows: Rows, events: list[dict[str, Any]], cut: int | None
) -> list[dict[str, Any]]:
    """The breaches of one log, as known at a cut."""
    words = [word_of(row, number, rows[row["rel"]], provision) for number, row in enumerate(events)]
    arguments = {word.claim: row["args"] for word, row in zip(words, events, strict=True)}
    everything = Coverage(root=MONITOR, about=provision, covers=(EARLIEST, LATEST), recorded=EARLIEST)
    end = max(row["t"] for row in events) + LONG_AFTER
    state = assess(agreement, Log.of(words, [everything]), accounts=[voices], account=MONITOR, as_of=end, known_at=cut)
    standing = agreement.provision(provision).polarity != "do"
    per_key = agreement.provision(provision).for_each is not None
    found = []
    for instance in state.instances(provision):
        if is_breach(instance) and standing == (instance.incident is not None) and instance.trigger is not None:
            args = [int(instance.key or 0)] if per_key else arguments[instance.trigger_claims[0]]
            found.append({"t": instance.trigger[0], "args": args})
    return found


def is_breach(instance: InstanceStatus) -> bool:
    """Whether an instance was not performed in time by the monitor's word."""
    return instance.status in ("breached", "fulfilled late")


def word_of(row: dict[str, Any], number: int, how: dict[str, Any], provision: str) -> Testimony:
    """A row of the log as the monitor's word."""
    args, at = row["args"], row["t"]
    amount = float(args[how["amount"]]) if "amount" in how else None
    recorded = row.get("known", at)
    return Testimony(
        claim=f"{provision}:{number}", about=how["about"], root=MONITOR, happened=(at, at), recorded=recorded,
        effect=how.get("effect", "performed" if how["about"] == provision else "triggered"),
        withdrawn=row.get("withdrawn"), low=amount, high=amount, reviewed=True,
        key=str(args[how["key"]]) if "key" in how else None,
        item=str(args[how["item"]]) if "item" in how else None,
    )  # fmt: skip
