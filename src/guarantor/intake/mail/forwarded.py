"""Mails passed on within the text of another: where the other's words begin, and what its small head says.

Mail programs write a line of dashes with "Forwarded message" (or only "Begin forwarded message:", "Original Message")
and a head of From, Date or Sent, Subject and To.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from guarantor.intake.mail.head import sender_signs
from guarantor.model.report import Sign

_MARK = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*"
    r"(?:Forwarded [Mm]essage(?: from .{1,200}?)?|Original Message|Forwarded by .{0,80}?)[ \t]*-{2,}"
    r"|Begin forwarded message:)[ \t]*\r?$",
    re.MULTILINE,
)
_END = re.compile(r"^[ \t]*-{2,}[ \t]*End (?:of )?[Ff]orwarded [Mm]essage[ \t]*-{2,}[ \t]*\r?$", re.MULTILINE)
"""Mutt writes where what is passed on ends."""
_LINE = re.compile(r"[ \t]*\*?(From|Date|Sent|Subject|To|Cc|Reply-To)\*?:\*?[ \t]*(.*)", re.IGNORECASE)
HEAD_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """``start`` is where the words of the one who passes on end; ``body`` where those passed on begin, ``end`` where
    they end, and ``after`` where his own go on."""

    start: int
    body: int
    end: int
    after: int
    signs: tuple[Sign, ...]


def forwarded_in(text: str) -> Forwarded | None:
    """The first mail passed on in a text; None where there is none with a head that names a sender."""
    for mark in _MARK.finditer(text):
        told, at = _head(text, mark.end())
        if "from" in told:
            close = _END.search(text, at)
            end, after = close.span() if close is not None else (len(text), len(text))
            return Forwarded(start=mark.start(), body=at, end=end, after=after, signs=tuple(_signs(told)))
    return None


def _head(text: str, at: int) -> tuple[dict[str, str], int]:
    """The small head's lines after a mark, and where the text goes on."""
    told: dict[str, str] = {}
    last = ""
    for _ in range(HEAD_LINES):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if found := _LINE.match(line):
            last = found[1].lower()
            told.setdefault(last, found[2].strip())
        elif line.strip() and told and last and line[:1] in " \t":
            told[last] += f" {line.strip()}"
        elif line.strip() and told:
            return told, at
        elif line.strip():
            return {}, at
        elif told:
            return told, end + 1 if end >= 0 else len(text)
        if end < 0:
            return told, len(text)
        at = end + 1
    return told, at


def _signs(told: dict[str, str]) -> list[Sign]:
    signs = list(sender_signs(told["from"].replace("*", ""), "forwarded From"))
    for key, field in (("subject", "title"), ("date", "published"), ("sent", "published")):
        if told.get(key):
            signs.append(Sign(field=field, value=told[key][:1000], signal=f"forwarded {key.title()}"))
    return signs
