"""What can be read, as each reader says it of itself."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from guarantor.intake.piece import Manifest
from guarantor.intake.readers import missing, readers, unloaded


@click.command()
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def formats(format_: str) -> None:
    """Say what `guarantor read` takes: each format with its endings, what it gives, and what it does not do."""
    found = [(reader.manifest, missing(reader)) for reader in readers()]
    if format_ == "json":
        rows = [{**asdict(manifest), "ready": lack is None} for manifest, lack in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for manifest, lack in found:
        click.echo(in_words(manifest))
        if lack is not None:
            click.echo(f"  not ready: {lack[1]}")
    for fault in unloaded():
        click.echo(fault)


def in_words(manifest: Manifest) -> str:
    """A format on two or three lines."""
    lines = [f"{manifest.title or manifest.name} ({' '.join(manifest.suffixes)})", f"  {manifest.help}"]
    if manifest.limits:
        lines.append(f"  limits: {manifest.limits}")
    return "\n".join(lines)
