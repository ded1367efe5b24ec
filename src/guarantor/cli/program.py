"""The program: its commands in the order in which a newcomer meets them."""

from __future__ import annotations

import click

from guarantor import __version__
from guarantor.cli import bench, brief, cases, export, keeping, people, positions, record, review, state, told
from guarantor.cli.common import Commands
from guarantor.cli.formats import formats
from guarantor.cli.read import read
from guarantor.cli.waiting import readers, waiting
from guarantor.cli.watch import watch


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="guarantor")
def main() -> None:
    """Keep the sourced state of a peace agreement: what was owed and what was done, as each side tells it.

    Begin with `guarantor demo`, which opens the bundled case, or with `guarantor init DIR` for one of your own.
    """


for command in (
    cases.demo, cases.init, cases.check, cases.explain_agreement, cases.schema, read, watch, waiting, readers, formats,
    state.status, state.why, state.changes, state.gates, told.told, brief.brief, brief.check_brief,
    positions.positions,
    positions.packages, positions.code, review.review, record.verify, record.printed, keeping.pack,
    keeping.unpack_, keeping.backup, keeping.erase, keeping.received, export.export, export.import_,
    cases.serve, people.people, people.tokens, people.audit, bench.bench,
):  # fmt: skip
    main.add_command(command)
