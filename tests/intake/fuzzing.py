"""What holds of every document whatever is done to it, and the ways in which documents are broken."""

from __future__ import annotations

import time

from hypothesis import strategies as st

from guarantor.intake import Limits, Piece, Refusal, take
from guarantor.intake.taking import STUMBLED
from guarantor.model.report import Report

LIMITS = Limits(
    file_bytes=4 * 2**20, tree_bytes=2 * 2**20, unpacked_bytes=16 * 2**20, ratio=20, members=500, pdf_seconds=5.0
)
TOKENS = [
    b"<", b">", b"<p>", b"</p>", b"&#xd800;", b"&#0;", b"\x00", b"\xff", b"\xe2\x80", b"<!--", b"<![CDATA[", b"]]>", b"&x;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"From ", b"\r\n\r\n", b"boundary=", b"Content-Length: 99999999999\r\n", b"=?utf-8?b?",
    b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"ustar", b"../", b"WARC/1.0\r\n", b"HTTP/1.1 ", b"\xff\xff\xff\xff", b"%PDF-",
    b" 0 obj", b"stream", b"\"", b"\\u0000", b"\\ud800", b"{", b"[", b",", b"9" * 40, b"-1", b"2031-99-99", b"\x1f\x8b",
    b"<meta charset=utf-7>", b"charset=unicode_escape", b"<a " + b"x='" * 50, b"Mon, 99 Foo 0000 99:99:99 +9999",
]  # fmt: skip
SLOWEST = 8.0
"""Seconds of processor time within which any small document is read or refused."""


@st.composite
def broken(draw: st.DrawFn, whole: bytes) -> bytes:
    """A document with some of its bytes cut, changed, doubled, moved, or replaced by what parsers trip over."""
    data = whole
    for _ in range(draw(st.integers(1, 6))):
        size = len(data)
        at = draw(st.integers(0, size))
        end = min(size, at + draw(st.sampled_from([0, 1, 2, 4, 16, 100, 1000])))
        match draw(st.integers(0, 5)):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + data[end:]
            case 2:
                data = data[:at] + draw(st.binary(max_size=4)) + data[end:]
            case 3:
                data = data[:at] + draw(st.sampled_from(TOKENS)) * draw(st.sampled_from([1, 1, 2, 50])) + data[at:]
            case 4:
                data = data[:end] + data[at:end] * draw(st.sampled_from([1, 3, 40])) + data[end:]
            case _:
                to = draw(st.integers(0, size))
                data = data[:to] + data[at:end] + data[to:]
    return data[: 2**20]


def check(ending: str, data: bytes) -> int:
    """Read it and check what must hold; how many things were said of it."""
    start = time.process_time()
    found = list(take(Piece(data=data, location=f"a{ending}", suffix=ending), limits=LIMITS))
    spent = time.process_time() - start
    assert spent < SLOWEST, f"{spent:.1f} seconds"
    assert found, "something has to be said of every document"
    for each in found:
        assert isinstance(each, Report | Refusal)
        each.location.encode("utf-8")
        if isinstance(each, Refusal):
            assert STUMBLED not in each.found, each
            f"{each}".encode()
            continue
        assert each.text.strip()
        assert "\x00" not in each.text
        assert Report.from_json(each.to_json()) == each
        str(each.to_json()).encode("utf-8")
        check_places(each)
    return len(found)


def check_places(report: Report) -> None:
    """Places lie in the text, in order, none over another; each character of a place leads into its source."""
    last = 0
    for place in report.places:
        start, end = place.span
        assert last <= start < end <= len(report.text)
        last = end
        if place.source is not None:
            first = report.source_span((start, start + 1))
            whole = report.source_span((start, end))
            assert first is not None
            assert whole is not None
            assert place.source[0] <= first[0] < first[1] <= place.source[1] + 1
            assert whole[0] <= whole[1]
