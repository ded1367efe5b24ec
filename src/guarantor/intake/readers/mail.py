"""Mails: the text as a report, what is passed on in it and each attachment as reports of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import Message

from guarantor.intake.decode import decode
from guarantor.intake.mail.forwarded import forwarded_in
from guarantor.intake.mail.head import GUESSED, header, signs_of
from guarantor.intake.metadata import Said, believed, make_report
from guarantor.intake.page import Page, words_of
from guarantor.intake.piece import Hints, Limits, Manifest, Piece, suffix_of
from guarantor.intake.refusal import Refusal, UnreadableError, shown
from guarantor.model.report import Place, Report, Sign

_HEADS = re.compile(
    rb"(?:(?:Return-Path|Received|Delivered-To|From|Date|Subject|Message-ID|MIME-Version|X-[\w-]{1,40}|To|List-Id"
    rb"|DKIM-Signature|ARC-Seal|Reply-To): ?\S.*\r?\n(?:[ \t].*\r?\n)*){3}",
    re.IGNORECASE,
)
_NO_DOCUMENTS = ("image/", "application/pgp-signature", "application/pkcs7-signature")
PARTS = 500
NESTED = 40
HEAD_BYTES = 512 * 2**10
_UNFIT = re.compile("[\x00\ud800-\udfff]")


class MailReader:
    """One mail a file."""

    manifest = Manifest(
        name="eml",
        title="E-mail",
        suffixes=(".eml",),
        media_types=("message/rfc822",),
        help="e-mails: text with subject, sender and day from the headers; attachments and mails passed on as "
        "reports of their own",
        limits="of a text in several forms the plain one is taken, unless it says much less than the HTML; encrypted "
        "mails are refused",
    )

    def sniff(self, data: bytes) -> bool:
        """Three headers of mails."""
        return _HEADS.match(data) is not None

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal | Piece]:
        """The mail's own text, then what is in it."""
        if len(piece.data) > limits.tree_bytes * 2:
            raise UnreadableError(f"a mail of more than {limits.tree_bytes * 2:,} bytes", "save what you need of it")
        message = _parsed(piece.data)
        parts = _Parts()
        parts.collect(message)
        yield from _texts(message, parts, piece, hints, limits)
        for number, part in enumerate(parts.attached, start=1):
            yield _attachment(part, number, message, piece)


def _parsed(data: bytes) -> Message:
    head = re.search(rb"\r?\n\r?\n", data)
    if (head.start() if head else len(data)) > HEAD_BYTES:
        raise UnreadableError(f"a mail's head of more than {HEAD_BYTES:,} bytes", "check how it was saved")
    if data.count(b"boundary=") > NESTED * 5:
        raise UnreadableError("a mail of too many parts within parts", "save what you need of it")
    try:
        message = message_from_bytes(data, policy=policy.compat32)
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableError(f"no mail that can be taken apart ({error})", "save its text as .txt") from error
    if not message.keys():
        raise UnreadableError("no mail: it has no headers", "save its text as .txt and read that")
    return message


class _Parts:
    """What a mail is made of: the forms of its text, and what is attached."""

    def __init__(self) -> None:
        self.plain: list[Message] = []
        self.html: list[Message] = []
        self.attached: list[Message] = []

    def collect(self, message: Message) -> None:
        stack = [(message, 0)]
        count = 0
        while stack:
            part, depth = stack.pop()
            count += 1
            if count > PARTS or depth > NESTED:
                raise UnreadableError(f"a mail of more than {PARTS} parts", "save what you need of it")
            kind = part.get_content_type()
            if kind == "multipart/encrypted" or kind.endswith("pkcs7-mime"):
                raise UnreadableError("an encrypted mail", "decrypt it and save it")
            inner = part.get_payload()
            if part.is_multipart() and kind != "message/rfc822" and isinstance(inner, list):
                stack.extend((each, depth + 1) for each in reversed(inner) if isinstance(each, Message))
            else:
                self._sort(part, kind)

    def _sort(self, part: Message, kind: str) -> None:
        named = part.get_filename() is not None or (part.get_content_disposition() == "attachment")
        if kind == "text/plain" and not named:
            self.plain.append(part)
        elif kind == "text/html" and not named:
            self.html.append(part)
        elif kind == "message/rfc822" or named or not kind.startswith(_NO_DOCUMENTS):
            self.attached.append(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    text: str
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()


def _texts(message: Message, parts: _Parts, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    """The report of the mail's own words, and the one of a mail passed on in them."""
    found = _chosen(parts, piece)
    if found is None:
        if not parts.attached:
            raise UnreadableError("a mail without text", "check how it was saved")
        return
    signs = list(signs_of(message))
    own = Piece(data=piece.data, location=piece.location, notes=piece.notes)
    passed = None if found.places else forwarded_in(found.text)
    if passed is None:
        yield _made(found, signs, own, hints, limits)
        return
    around = (found.text[: passed.start].strip(), found.text[passed.after :].strip())
    before, after = "\n\n".join(filter(None, around)), found.text[passed.body : passed.end].strip("\r\n")
    if before:
        note = "a mail is passed on in it; what that says is a report of its own"
        yield _made(_Text(text=before, notes=(*found.notes, note)), signs, own, hints, limits)
    if after.strip():
        start = found.text.find(after, passed.body)
        place = Place(span=(0, len(after)), name="passed on", source=(start, start + len(after)))
        who = header(message, "From") or "somebody"
        inner = _Text(text=after, places=(place,), notes=(*found.notes, f"passed on in a mail from {who}"))
        yield _made(inner, list(passed.signs), replace(own, location=f"{own.location}!/passed on"), hints, limits)


def _made(found: _Text, signs: list[Sign], piece: Piece, hints: Hints, limits: Limits) -> Report:
    said = believed(signs, GUESSED, "the mail", found.notes)
    said = Said(
        stated=said.stated, guessed=said.guessed, signal=said.signal, signals=said.signals, notes=said.notes,
        signs=said.signs, places=found.places,
    )  # fmt: skip
    return make_report(found.text, piece, said, hints, limits, media_type="message/rfc822")


def _chosen(parts: _Parts, piece: Piece) -> _Text | None:
    """The plain form, or the HTML one where the plain one is missing or says much less."""
    plain = "\n\n".join(_UNFIT.sub("\ufffd", text) for part in parts.plain if (text := _decoded(part)).strip())
    pages = [page for part in parts.html if (page := words_of(_decoded(part))).text]
    words = sum(len(page.text.split()) for page in pages)
    if plain and len(plain.split()) * 3 >= words:
        return _Text(text=plain)
    if not pages:
        return None
    notes = ("the text is that of the mail's HTML form",)
    return _Text(text=pages[0].text, places=pages[0].places, notes=notes) if len(pages) == 1 else _joined(pages, notes)


def _joined(pages: list[Page], notes: tuple[str, ...]) -> _Text:
    return _Text(text="\n\n".join(page.text for page in pages), notes=notes)


def _decoded(part: Message) -> str:
    """A part's text; raises UnreadableError where its charset is not what it says."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    try:
        charset = part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        charset = None
    return decode(data, charset, lenient=True).text


def _attachment(part: Message, number: int, message: Message, piece: Piece) -> Piece:
    name = shown(" ".join((part.get_filename() or "").split()))
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
        data = inner[0].as_bytes() if isinstance(inner[0], Message) else b""
        name = name or "message.eml"
    else:
        found = part.get_payload(decode=True)
        data = found if isinstance(found, bytes) else b""
    note = f"attached to the mail {header(message, 'Subject')!r} of {header(message, 'Date') or 'an unknown day'}"
    made = piece.member(f"{number}/{name or 'part'}", data, suffix=suffix_of(name))
    kind = part.get_content_type()
    told = None if kind in ("application/octet-stream", "message/rfc822") or made.suffix else kind
    return replace(made, media_type=told, charset=None, notes=(note,))
