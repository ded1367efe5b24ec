"""Documentation law: each command and option has its place in docs/cli.md, and each relative link leads somewhere.

Run as ``python tools/check_docs.py``; ``--write`` renews docs/cli.md from the commands' own help. Exit status 1 where
something is missing or out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from guarantor.cli import main as program

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
HEAD = """# The command line

One program, `guarantor`. This page is made from the commands' own help (`python tools/check_docs.py --write`); a test
fails where the two differ. Exit status: 0 done, 1 the answer is "no", 2 wrong usage or input. Data goes to standard
output, talk to standard error.
"""


def sections(command: click.Command, path: str, context: click.Context | None = None) -> Iterator[str]:
    """A section a command, with its usage, its text and its options; groups go before their members."""
    here = click.Context(command, info_name=path, parent=None, terminal_width=100, max_content_width=100)
    if context is not None:
        yield f"## `{path}`\n\n```text\n{command.get_help(here)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(here):
            member = command.get_command(here, name)
            if member is not None and not member.hidden:
                yield from sections(member, f"{path} {name}", here)


def rendered() -> str:
    """The whole page as it should be."""
    return HEAD + "\n" + "\n".join(sections(program, "guarantor"))


def broken_links() -> Iterator[str]:
    """Relative links of the pages that lead to no file."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                yield f"{page.relative_to(ROOT)}: the link to {target} leads nowhere"


def main() -> int:
    if "--write" in sys.argv:
        PAGE.write_text(rendered(), encoding="utf-8")
    faults = list(broken_links())
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != rendered():
        faults.append("docs/cli.md is not what the commands say: run python tools/check_docs.py --write")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
