"""Files that cannot be read as they are: each a message with place, finding and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement.making import lay_out, told
from guarantor.agreement.faults import CaseError, Faults
from guarantor.agreement.load import check, load_case, load_texts
from guarantor.agreement.nodes import MAX_DEPTH, MAX_NODES, Mapping, Scalar, parse_node

TEXTS = [
    ("a: 1\nb: 2\na: 3", "f:3:1: found the key 'a' a second time (first in line 1); expected each key once. "
     "Remove or rename one of the two."),
    ("a: b: c", "f:1:5: found something that is not YAML: mapping values are not allowed in this context. "
     "Put the value between quotes: it holds a colon followed by a blank."),
    ("a: 1\n\tb: 2", "f:2:1: found something that is not YAML: found a tab character that violates indentation. "
     "Indent with blanks, not with tabs."),
    ("a: 'x", "f:1:4: found something that is not YAML: found unexpected end of stream. "
     "Close the quotes that were opened, or use single quotes."),
    ("a: {b: 1\nc: 2", "f:2:2: found something that is not YAML: did not find expected ',' or '}'. "
     "Close the bracket that was opened, and separate its entries with commas."),
    ("a: @x", "f:1:4: found something that is not YAML: found character that cannot start any token. "
     "Put the value between quotes: it begins with a sign that YAML takes for itself."),
    ("a: *b", "f:1:4: found the alias *b of nothing finished above it; expected an anchor that stands above. "
     "Write it simpler, or split the file."),
    ("a: &b [*b]", "f:1:8: found the alias *b of nothing finished above it; expected an anchor that stands above. "
     "Write it simpler, or split the file."),
    ("a: 1\n---\nb: 2", "f:2:1: found a second document (`---`); expected one document a file. Split it."),
    ("<<: {a: 1}", "f:1:1: found a merge key `<<`; expected plain keys. Repeat the keys in full."),
    ("[a]: 1", "f:1:1: found a list or mapping as a key; expected a word. Quote the key."),
    ("# nothing\n", "f: found only comments; expected keys with values. Fill it, or remove the file."),
    ("a: \x01", "f:1:1: found a control character (U+0001). Delete it."),
]  # fmt: skip


def serious(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder) if fault.level == "fault"]


@pytest.mark.parametrize(("text", "message"), TEXTS)
def test_what_is_no_yaml_or_no_plain_yaml(text: str, message: str) -> None:
    faults = Faults()
    parse_node(text, "f", faults)
    assert [str(fault) for fault in faults.sorted()] == [message]


def test_every_value_knows_its_place_and_stays_text() -> None:
    node = parse_node("a: no\nb:\n  c: 12:30\n  d: 2025-11-01\n", "f", Faults())
    assert isinstance(node, Mapping)
    inner = node.get("b")
    assert isinstance(inner, Mapping)
    values = [value for _, value in inner.pairs]
    first = node.get("a")
    assert isinstance(first, Scalar) and first.text == "no"
    assert [(v.text, v.mark.line, v.mark.column) for v in values if isinstance(v, Scalar)] == [
        ("12:30", 3, 6),
        ("2025-11-01", 4, 6),
    ]


def test_depth_is_bounded() -> None:
    faults = Faults()
    assert parse_node("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), "f", faults) is None
    assert "levels" in str(faults.sorted()[0])


def test_aliases_count_in_full() -> None:
    """Nine lines that would unfold into a thousand million values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    faults = Faults()
    assert parse_node("\n".join(lines), "f", faults) is None
    assert f"more than {MAX_NODES:,} values" in str(faults.sorted()[0])


BYTES = [
    (b"", "accounts.yaml: found an empty file; expected keys with values. Fill it, or remove the file."),
    (b"  \n\n", "accounts.yaml: found an empty file; expected keys with values. Fill it, or remove the file."),
    ("accounts: {}".encode("utf-16"), "accounts.yaml: found text in UTF-16; expected UTF-8. Save the file as UTF-8."),
    (b"# one\naccounts: {x: {title: caf\xe9}}",
     "accounts.yaml:2:26: found the byte 0xe9, which is not UTF-8; expected text in UTF-8. "
     "Save the file as UTF-8 (it looks like Latin-1 or Windows-1252)."),
    (b"- a\n- b\n", "accounts.yaml:1:1: found a list as the whole file; expected keys: accounts."),
    (b"accounts:\n", "accounts.yaml:1:1: accounts.yaml: found the key 'accounts' without a value. "
     "Give it a value, or remove the line."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), BYTES)
def test_files_of_the_wrong_kind(tmp_path: Path, data: bytes, message: str) -> None:
    lay_out(tmp_path)
    (tmp_path / "accounts.yaml").write_bytes(data)
    assert serious(tmp_path) == [message]


def test_a_mark_of_order_is_no_harm(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert serious(tmp_path) == []


def test_folders_that_are_no_case(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name, found in (("empty", "a folder without case.yaml"), ("file", "a file"), ("none", "no such folder")):
        (fault,) = check(tmp_path / name)
        assert fault.found == found and fault.file == str(tmp_path / name) and fault.do


def test_missing_files_are_all_told(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for name in ("actors.yaml", "sources.yaml", "agreement/base.yaml"):
        (tmp_path / name).unlink()
    found = {(fault.file, fault.found) for fault in check(tmp_path)}
    assert {("actors.yaml", "no such file"), ("sources.yaml", "no such file")} <= found
    assert ("agreement", "no folder with YAML files") in found


def test_a_file_with_another_ending_is_not_passed_over(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "agreement/extra.yml").write_text("title: x\n", encoding="utf-8")
    assert serious(tmp_path) == [
        "agreement/extra.yml: found a file that is not read (ends in .yml); expected names that end in .yaml. "
        "Rename it."
    ]


def test_files_are_kept_as_read_with_their_digests(tmp_path: Path) -> None:
    case = load_case(lay_out(tmp_path))
    names = ["accounts.yaml", "actors.yaml", "agreement/base.yaml", "case.yaml", "sources.yaml"]
    assert [file.name for file in case.files] == names
    assert all(len(file.sha256) == 64 and file.text for file in case.files)
    before = case.id
    (tmp_path / "case.yaml").write_text("case: small\ntitle: Changed\nzone: UTC\n", encoding="utf-8")
    assert load_case(tmp_path).id != before


def test_the_small_case_is_right(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_a_case_is_read_again_from_its_texts(tmp_path: Path) -> None:
    case = load_case(lay_out(tmp_path))
    again = load_texts({file.name: file.text for file in case.files})
    assert again == case and again.id == case.id
    with pytest.raises(CaseError, match="no such file"):
        load_texts({file.name: file.text for file in case.files if file.name != "actors.yaml"})


def test_missing_reports_are_advised_about(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, case="case: small\ntitle: T\nzone: UTC\nreports: [letters]\n")
    advice = "case.yaml:4:10: advice: case.yaml: found the reports 'letters', which are not there."
    assert any(str(fault).startswith(advice) for fault in check(folder))
