"""What leaves the house in formats of others. Exports equal the screen: the same filters, the same times."""

from __future__ import annotations

from typing import Any

import click

from guarantor.case import Case
from guarantor.case.times import Times
from guarantor.cli.common import emit, with_case, with_times


@click.command()
@click.option("--as", "format_", type=click.Choice(["csv", "jsonl"]), required=True, help="The format.")
@with_case
@with_times
def export(case: Case, times: Times, reviewed_only: bool, format_: str) -> None:
    """Export the live claims."""
    knowledge = case.knowledge(times.known_at)
    limit = times.published_instant(case.zone)
    rows: list[dict[str, Any]] = []
    for kept in knowledge.claims.values():
        published = knowledge.witnesses.published(kept.claim)
        if (reviewed_only and not kept.reviewed) or (limit is not None and (published is None or published > limit)):
            continue
        targets = sorted({str(link.target) for link in knowledge.of_claim.get(kept.id, ()) if link.kind == "bearing"})
        rows.append({**kept.claim.to_json(), "provisions": targets})
    emit(rows, format_)
