"""The template of `init`, the schemas, and the agreement in plain sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import guarantor.agreement as package
from guarantor.agreement.explain import explain_agreement
from guarantor.agreement.faults import CaseError
from guarantor.agreement.init import init_case
from guarantor.agreement.load import check, load_case
from guarantor.agreement.schema import schemas, write_schemas

HERE = Path(package.__file__).parent
EXPLAINED = Path(__file__).with_name("template_explained.txt")


class PlainLoader(yaml.SafeLoader):
    """YAML as editors with YAML 1.2 read it: days stay text."""


PlainLoader.yaml_implicit_resolvers = {
    key: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_a_new_case_passes_the_check_without_advice(tmp_path: Path) -> None:
    paths = init_case(tmp_path / "new")
    assert tmp_path / "new/case.yaml" in paths and all(path.is_file() for path in paths)
    assert check(tmp_path / "new") == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("mine\n", encoding="utf-8")
    with pytest.raises(CaseError, match="a file that is there already"):
        init_case(tmp_path)
    assert (tmp_path / "case.yaml").read_text(encoding="utf-8") == "mine\n"
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_a_folder_with_other_things_in_it_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    init_case(tmp_path)
    assert check(tmp_path) == []


def test_the_shipped_schemas_are_those_of_the_tables(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        assert path.read_text(encoding="utf-8") == (HERE / "schemas" / path.name).read_text(encoding="utf-8")


def test_the_schemas_are_schemas_and_every_part_is_there() -> None:
    for schema in schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)
        refs = set(_refs(schema))
        assert refs <= {f"#/$defs/{name}" for name in schema["$defs"]}


def _refs(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for value in node.values() for ref in _refs(value)]
    return [ref for value in node for ref in _refs(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("path", sorted((HERE / "template").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_template_fits_the_schemas(path: Path) -> None:
    kind = "agreement" if path.parent.name == "agreement" else path.stem
    schema = json.loads((HERE / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    value = yaml.load(path.read_text(encoding="utf-8"), PlainLoader)
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)] == []


def test_the_template_in_plain_sentences() -> None:
    case = load_case(HERE / "template")
    assert explain_agreement(case.agreement, case.people) == EXPLAINED.read_text(encoding="utf-8")


def test_patterns_are_said_on_demand() -> None:
    case = load_case(HERE / "template")
    said = explain_agreement(case.agreement, case.people, evidence=True)
    assert "says that it was done. words: release, free" in said
    assert "[narrower scope]" in said
