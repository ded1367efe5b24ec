"""Which outlet an address belongs to, by its domain (``data/domains.tsv``); an unknown domain stands for itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from guarantor.model.report import Sign

SIGNAL = "the address's domain"


@cache
def domains() -> dict[str, str]:
    """Domain to outlet."""
    text = (files("guarantor.intake") / "data" / "domains.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def outlet_of(address: str) -> Iterator[Sign]:
    """What an address says of its outlet.

    >>> [sign.value for sign in outlet_of("https://www.reuters.com/world/a")]
    ['Reuters']
    >>> [sign.value for sign in outlet_of("https://news.gazette.example/a")]
    ['news.gazette.example']
    """
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return
    if not host or len(host) > 253 or host.replace(".", "").isdigit() or ":" in host:
        return
    parts = host.split(".")
    for start in range(len(parts) - 1):
        if (name := domains().get(".".join(parts[start:]))) is not None:
            yield Sign(field="outlet", value=name, signal=SIGNAL)
            return
    if len(parts) > 1:
        yield Sign(field="outlet", value=host, signal=SIGNAL)
