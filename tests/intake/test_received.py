"""Documents as received: kept once, given back byte for byte, never given back changed."""

from __future__ import annotations

import gzip
import hashlib
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.intake import gather
from guarantor.intake.received import DamagedError, Received
from guarantor.model.report import Report


@given(st.binary(max_size=500))
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    kept = Received(tmp_path_factory.mktemp("received"))
    digest = kept(data)
    assert digest == hashlib.sha256(data).hexdigest() == kept(data)
    assert kept.read(digest) == data
    assert list(kept.all()) == [digest]
    assert kept.forget(digest)
    assert not kept.forget(digest)
    assert kept.read(digest) is None


def test_a_changed_document_is_never_given_back(tmp_path: Path) -> None:
    kept = Received(tmp_path)
    digest = kept(b"one")
    kept.path(digest).write_bytes(gzip.compress(b"two"))
    with pytest.raises(DamagedError, match="not what was received"):
        kept.read(digest)
    kept.path(digest).write_bytes(gzip.compress(b"one")[:-5])
    with pytest.raises(DamagedError, match="cannot be unpacked"):
        kept.read(digest)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_a_digest_names_a_document(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        Received(tmp_path).path(name)


def test_many_keep_at_once_and_from_other_processes(tmp_path: Path) -> None:
    kept = pickle.loads(pickle.dumps(Received(tmp_path)))
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(kept, [b"same"] * 64))
    assert len(digests) == 1
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".gz"]


def test_each_document_that_became_a_report_is_kept(tmp_path: Path) -> None:
    page = (
        b"<html><body><article><p>The envoy met the council on Monday in the old town hall.</p></article></body></html>"
    )
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 not really")
    kept = Received(tmp_path / "received")
    found = list(gather([tmp_path / "a.html", tmp_path / "b.pdf"], keep=kept))
    (report,) = [each for each in found if isinstance(each, Report)]
    assert kept.read(report.raw_sha256) == page
    assert list(kept.all()) == [report.raw_sha256]
