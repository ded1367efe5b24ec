"""A case's folder into nouns: everything is read, every fault is collected, and only a case without faults is given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from guarantor.agreement.compile import compile_agreement, declare
from guarantor.agreement.context import Context
from guarantor.agreement.dates import read_zone
from guarantor.agreement.faults import CaseError, Fault, Faults, Mark
from guarantor.agreement.names import Names
from guarantor.agreement.nodes import Mapping, parse_node, read_utf8
from guarantor.agreement.people import (
    read_accounts,
    read_actors,
    read_info,
    read_places,
    read_sides,
    read_sources,
)
from guarantor.agreement.rules import check_agreement
from guarantor.agreement.section import Section, kind_of
from guarantor.agreement.shapes import Shape
from guarantor.agreement.shapes_agreement import AGREEMENT
from guarantor.agreement.shapes_files import FILES
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.casefiles import CaseFile, CaseFiles

OTHER_SUFFIXES = (".yml", ".json", ".YAML")


@dataclass(kw_only=True)
class _Reading:
    """One pass over a folder."""

    folder: Path
    faults: Faults
    names: Names
    files: list[CaseFile]

    def root(self, name: str, shape: Shape) -> Section | None:
        """A file of the case as a section, its text kept; None, with faults, where it cannot be read."""
        path = self.folder / name
        text = read_utf8(path, name, self.faults)
        if text is None:
            return None
        self.files.append(CaseFile(name=name, text=text, sha256=hashlib.sha256(path.read_bytes()).hexdigest()))
        node = parse_node(text, name, self.faults)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.faults.add(node.mark, f"{kind_of(node)} as the whole file", expected=f"keys: {', '.join(shape.keys)}")
            return None
        return Section(node, shape, name, self.faults)

    def agreement_roots(self) -> list[Section]:
        """The files of agreement/, in the order of their names."""
        folder = self.folder / "agreement"
        paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file()) if folder.is_dir() else []
        if not paths:
            self.faults.add(
                Mark(file="agreement"),
                "no folder with YAML files" if folder.is_dir() else "no such folder",
                expected="agreement/*.yaml",
                do="write what the texts say there; `guarantor init` lays out an example",
            )
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if path.suffix in OTHER_SUFFIXES:
                self.faults.add(
                    Mark(file=path.relative_to(self.folder).as_posix()),
                    f"a file that is not read (ends in {path.suffix})",
                    expected="names that end in .yaml",
                    do="rename it",
                )
        names = [path.relative_to(self.folder).as_posix() for path in paths]
        return [root for name in names if (root := self.root(name, AGREEMENT)) is not None]


def read_case(folder: Path) -> tuple[CaseFiles | None, list[Fault]]:
    """A case with everything that is wrong with it; None where there is too little to make one of."""
    if not folder.is_dir():
        found = "no such folder" if not folder.exists() else "a file"
        return None, [Fault(file=str(folder), found=found, expected="the folder of a case", do="check the path")]
    reading = _Reading(folder=folder, faults=Faults(), names=Names(), files=[])
    case_root = reading.root("case.yaml", FILES["case"][0])
    if case_root is None and not any(folder.glob("*.yaml")):
        fault = Fault(
            file=str(folder), found="a folder without case.yaml", expected="a case",
            do="name the folder of a case, or run `guarantor init DIR`",
        )  # fmt: skip
        return None, [fault]
    zone = read_zone(case_root, "zone") if case_root else "UTC"
    roots = reading.agreement_roots()
    context = _people(reading, zone)
    agreement = _agreement(roots, context, case_root)
    accounts_root = reading.root("accounts.yaml", FILES["accounts"][0])
    if accounts_root is not None:
        context.people.accounts.update(read_accounts(accounts_root, reading.names))
    info = read_info(case_root, reading.names) if case_root else None
    files = tuple(sorted(reading.files, key=lambda file: file.name))
    case = CaseFiles(info=info, people=context.people, agreement=agreement, files=files) if info else None
    return case, reading.faults.sorted()


def _people(reading: _Reading, zone: str) -> Context:
    """Actors, sources and places, declared before the agreement that speaks of them; accounts come after it."""
    people = People()
    if (root := reading.root("actors.yaml", FILES["actors"][0])) is not None:
        people.sides.update(read_sides(root, reading.names))
        people.actors.update(read_actors(root, reading.names))
    if (root := reading.root("sources.yaml", FILES["sources"][0])) is not None:
        people.sources.update(read_sources(root, reading.names))
    if (reading.folder / "places.yaml").exists() and (
        root := reading.root("places.yaml", FILES["places"][0])
    ) is not None:
        people.places.update(read_places(root, reading.names))
    return Context(zone=zone, names=reading.names, people=people, faults=reading.faults)


def _agreement(roots: list[Section], context: Context, case_root: Section | None) -> Agreement:
    for root in roots:
        if root.has("zone"):
            context.zone = read_zone(root, "zone", context.zone)
    parts = declare(roots, context)
    process = next((root.text("process") for root in roots if root.has("process")), "")
    title = next((root.text("title") for root in roots if root.has("title")), "")
    agreement = compile_agreement(
        roots,
        parts,
        context,
        process or (case_root.text("case") if case_root else ""),
        title or (case_root.text("title") if case_root else ""),
    )
    check_agreement(agreement, parts, context)
    return agreement


def check(folder: Path | str) -> list[Fault]:
    """Everything that is wrong with a case, in the order of its files and lines; empty where all is well."""
    return read_case(Path(folder))[1]


def load_case(folder: Path | str) -> CaseFiles:
    """A case's files as nouns; raises :class:`CaseError` with every fault where there is one (advice is none)."""
    case, faults = read_case(Path(folder))
    serious = [fault for fault in faults if fault.level == "fault"]
    if serious or case is None:
        raise CaseError(serious)
    return case
