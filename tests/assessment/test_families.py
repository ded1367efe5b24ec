"""Nine kinds of duty, written in the language: the breaches are those on which three independent monitors agree."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from guarantor.case.bench_provisions import predict


def breaches(rows: list[dict[str, object]]) -> Counter[str]:
    return Counter(json.dumps([row["t"], row["args"]]) for row in rows)


@pytest.mark.parametrize("folder", ["families", "families_bitemporal"])
def test_every_breach_and_no_other(shared: Path, folder: str) -> None:
    data = shared / "bench" / "data" / "provisions" / folder
    found = {(r["family"], r["seed"], r.get("known_at")): breaches(r["violations"]) for r in predict(data)}
    seen = 0
    for path in sorted(data.glob("*.json")):
        family = json.loads(path.read_text(encoding="utf-8"))
        for case in family["cases"]:
            for cut in case.get("as_known", [case]):
                key = (family["family"], case["seed"], cut.get("known_at"))
                assert found[key] == breaches(cut["violations"]), key
                seen += 1
    assert seen == len(found) > 200
