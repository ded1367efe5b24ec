"""Following feeds and pages."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from guarantor.agreement.watching import SHORTEST, is_web_address, seconds
from guarantor.case import Case
from guarantor.case.watching.memory import BusyError
from guarantor.case.watching.starting import CannotWatchError
from guarantor.cli.common import say, with_case


def _span(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    found = seconds(value)
    if found is None or found < 0:
        raise click.BadParameter(f"{value!r} is no span of time; write 30 minutes, 2h, 1 day", ctx, param)
    return found


@click.command()
@click.argument("addresses", nargs=-1, metavar="[ADDRESS…]")
@click.option("--once", is_flag=True, help="Look at each address once and end; for cron and the like.")
@click.option(
    "--every", metavar="SPAN", callback=_span, help="How often the addresses named here are looked at (30 minutes)."
)
@click.option("--gap", metavar="SPAN", callback=_span, help="The pause between two requests to one host (3 seconds).")
@click.option("--follow", is_flag=True, help="Read the pages to which items of the feeds named here lead.")
@click.option("--allow-private", is_flag=True, help="Hosts in private networks may be asked, too.")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@with_case
def watch(
    case: Case, addresses: tuple[str, ...], once: bool, every: float | None, gap: float | None, follow: bool,
    allow_private: bool, format_: str,
) -> None:  # fmt: skip
    """Follow feeds and pages: those in the case's watch.yaml and those named here.

    What is new is read into the record, what changed becomes a new version, what vanished is noted; a line each.
    Sites are asked politely: robots.txt, one request at a time a host, only for what changed. Ends on Ctrl-C.
    """
    for address in addresses:
        if not is_web_address(address):
            raise click.UsageError(f"{address!r} is no web address; write https://…")
    if every is not None and every < SHORTEST:
        raise click.UsageError(f"--every: no address is looked at more often than every {SHORTEST:g} seconds")
    stop = threading.Event()
    counts: dict[str, int] = {}
    try:
        events = case.watch(addresses, once=once, stop=stop, every=every, gap=gap, follow=follow, private=allow_private)
        with _stopped_by_signals(stop):
            for each in events:
                counts[each.kind] = counts.get(each.kind, 0) + 1
                click.echo(json.dumps(each.to_json(), ensure_ascii=False) if format_ == "jsonl" else each.line)
    except (BusyError, CannotWatchError) as error:
        say(str(error))
        raise SystemExit(2) from error
    say(", ".join(f"{number} {kind}" for kind, number in counts.items()) or "nothing new")


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """The first SIGINT or SIGTERM sets ``stop``; a second one ends the program as usual."""

    def note(number: int, frame: FrameType | None) -> None:
        stop.set()
        for each in before:
            signal.signal(each, before[each])

    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    for each in before:
        signal.signal(each, note)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
