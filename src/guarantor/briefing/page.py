"""A brief as one HTML file in the house's look: no script, no request to anywhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from guarantor.briefing.docx import note_text
from guarantor.briefing.marking import Marker, with_words
from guarantor.briefing.parts import Body


def page(brief: Body) -> str:
    """The whole page, its style sheet inside."""
    return _environment().get_template("brief.html").render(brief=brief, sheet=sheet(), marker=Marker(brief.wording))


def article(brief: Body) -> str:
    """The brief's article alone, for a page that has a head of its own; its text is escaped."""
    return _environment().get_template("article.html").render(brief=brief, marker=Marker(brief.wording))


def footnoted(brief: Body) -> str:
    """The brief as a page whose notes stand where they are first cited, for setting on paper."""
    notes = {note.number: note for note in brief.notes}
    return _environment().get_template("print.html").render(brief=brief, notes=notes, marker=Marker(brief.wording))


@cache
def sheet() -> str:
    """The style sheet of the house."""
    return files("guarantor").joinpath("look", "guarantor.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("guarantor.briefing"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    found.filters["host"] = host
    found.filters["note_text"] = note_text
    found.filters["with_words"] = with_words
    found.filters["web"] = is_web_address
    return found


def host(url: str) -> str:
    """The host of an address, for a link's words.

    >>> host("https://www.example.org/a/b")
    'example.org'
    """
    return (urlsplit(url).hostname or url).removeprefix("www.")


def is_web_address(url: str | None) -> bool:
    """Whether an address may stand in a link: http and https only, so that no report brings a script along."""
    return url is not None and urlsplit(url).scheme in ("http", "https")
