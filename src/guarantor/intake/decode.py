"""Bytes to text, strictly: UTF-8 first, then what is declared, then what can be told with confidence, or a refusal."""

from __future__ import annotations

import codecs
import importlib.util
import re
from dataclasses import dataclass

from guarantor.intake.refusal import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or a Word or OpenDocument file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Outlook file"),
    (b"\x1f\x8b", "a gzip-compressed file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
"""First bytes of what people hand in by mistake, from the formats' own specifications."""
_LIKELY = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_kr", "euc_jp",
]  # fmt: skip
"""Encodings that texts of the last decades are found in, beside UTF-8 (WHATWG's legacy encodings, the common ones)."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]+")
"""Control characters that no text has; tabs, ends of lines and pages, and terminals' escapes are harmless."""
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""What a label means in practice (WHATWG Encoding): browsers read the wider code page, and so publishers write it."""
_NO_CHARSETS = frozenset(
    {"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
"""Python's codecs that are no encodings of texts in files, or of none that may be trusted."""
_OURS = frozenset(name for _, name in _MAGIC[:2])
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND = re.compile(rb"[\x80-\xff]")
MIXED, DENSE = 0.25, 0.5
"""From this share of the bytes beyond ASCII on that are whole letters of UTF-8, a text that is not UTF-8 is in part: of
few such bytes (Latin letters), and of many. Code pages have next to none (at most a sixtieth in samples of eight);
Chinese, Japanese and Korean encodings have up to two fifths by chance, of many."""
GIVE_ENDING = "give it the ending of what it is"
SAVE_AS_TEXT = "save its text as .txt, .md or .html and read that"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and how it was decoded (``utf-8``, ``windows-1256 (declared)``, ``… (detected)``)."""

    text: str
    how: str


def decode(data: bytes, declared: str | None = None, *, lenient: bool = False) -> Decoded:
    """The text of bytes, unchanged but for a byte order mark; raises UnreadableError for what is no text.

    ``lenient``: control characters in it do not make it binary (they are markup's own to replace).
    """
    if not data:
        raise UnreadableError("the file is empty", "check how it was saved")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"{name}, not text", GIVE_ENDING if name in _OURS else SAVE_AS_TEXT)
    decoded = _decode(data, declared)
    if not lenient:
        _refuse_binary(decoded.text)
    if not decoded.text.strip():
        raise UnreadableError("nothing but blanks", "check how it was saved")
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, "by its byte order mark")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise UnreadableError("bytes that are no text", SAVE_AS_TEXT) from error
        if declared:
            return _strictly(data, declared, "declared")
        return _detected(data, error)


def _strictly(data: bytes, encoding: str, how: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        if name.replace("-", "_") in _NO_CHARSETS:
            raise LookupError(f"{name} is no encoding of texts")
        return Decoded(data.decode(_WIDER.get(name, encoding)), f"{encoding} ({how})")
    except (UnicodeError, LookupError, ValueError) as error:
        raise UnreadableError(
            f"it is not the {encoding} it says it is ({error})", "save it as UTF-8 and read it again"
        ) from error


def _detected(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """What charset-normalizer can tell, where that optional library is installed, and only where it is clear.

    The best candidate has to look like a language (its coherence) without odd runs of letters (its chaos, which weighs
    more: a wrong code page of the right alphabet still shows the language), and none that reads differently may come
    near it: a wrong code page changes names.
    """
    where = f"byte {error.start} is not UTF-8"
    todo = "save it as UTF-8 and read it again"
    if _mixed(data):
        raise UnreadableError(f"mixed encodings: {where}, and much of the rest is", todo)
    if importlib.util.find_spec("charset_normalizer") is None:
        raise UnreadableError(f"{where}, and the encoding is not declared", todo)
    from charset_normalizer import from_bytes

    scored = [(each.coherence - 5 * each.chaos, each) for each in from_bytes(data, cp_isolation=_LIKELY)]
    top = max((score for score, _ in scored), default=0.0)
    if top < 0.3:
        raise UnreadableError(f"{where}, and no other encoding fits", todo)
    best = next(each for score, each in scored if score == top)
    near = [each for score, each in scored if score > top - 0.03 and str(each) != str(best)]
    if near:
        raise UnreadableError(f"{where}; it could be {best.encoding} or {near[0].encoding}", todo)
    return Decoded(data.decode(best.encoding), f"{best.encoding} (detected)")


def _mixed(data: bytes) -> bool:
    """Whether a text that is not UTF-8 is so in part."""
    letters, beyond = sum(map(len, _UTF8.findall(data))), len(_BEYOND.findall(data))
    return letters >= (MIXED if beyond < 0.3 * len(data) else DENSE) * beyond


def _refuse_binary(text: str) -> None:
    """Text has no NUL and next to no other control characters."""
    control = sum(len(run) for run in _CONTROL.findall(text))
    if "\x00" in text or control > max(4, len(text) // 100):
        raise UnreadableError("bytes that are no text", SAVE_AS_TEXT)
