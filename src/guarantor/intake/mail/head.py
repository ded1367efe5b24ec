"""What a mail's head says, each word with the header it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from guarantor.model.report import Sign

_LONGEST = 1000
_ADDRESS = re.compile(r"<(https?://[^>\s]+)>|^(https?://\S+)$")
GUESSED = frozenset({"From header", "Date header", "forwarded From", "forwarded Date"})
"""A sender may be an outlet or only somebody who sends it on, and a mail's day that of its sending: what the user says
of a source outweighs both."""


def header(message: Message, name: str) -> str:
    """A header in plain words: decoded where it can be, folded, bounded; empty where it is not there.

    >>> from email import message_from_string
    >>> header(message_from_string("Subject: =?utf-8?q?B=C3=BClten?=\\n\\n"), "Subject")
    'Bülten'
    """
    raw = message.get(name)
    if raw is None:
        return ""
    text = str(raw)[: 20 * _LONGEST]
    with suppress(UnicodeError, LookupError, MessageError, ValueError, AssertionError):
        text = str(make_header(decode_header(text)))
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in clean).split())[:_LONGEST]


def signs_of(message: Message) -> Iterator[Sign]:
    """The signs of a head."""
    for name, field in (("Subject", "title"), ("Date", "published"), ("Content-Language", "language")):
        if value := header(message, name):
            yield Sign(field=field, value=value, signal=f"{name} header")
    if sender := header(message, "From"):
        yield from sender_signs(sender, "From header")
    if value := header(message, "Message-ID"):
        yield Sign(field="message", value=value, signal="Message-ID header")
    if value := header(message, "List-ID"):
        yield Sign(field="list", value=value, signal="List-ID header")
    if (found := _ADDRESS.search(header(message, "Archived-At"))) is not None:
        yield Sign(field="url", value=found[1] or found[2], signal="Archived-At header")


def sender_signs(sender: str, signal: str) -> Iterator[Sign]:
    """The outlet that a sender's name tells of, and who sent it."""
    name, address = parseaddr(sender)
    who = name or address or sender
    yield Sign(field="outlet", value=who[:300], signal=signal)
    yield Sign(field="sender", value=(address or sender)[:300], signal=signal)
