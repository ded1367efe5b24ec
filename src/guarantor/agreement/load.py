"""A case's folder into nouns: everything is read, every fault is collected, and only a case without faults is given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guarantor.agreement.compile import compile_agreement
from guarantor.agreement.context import Context
from guarantor.agreement.dates import read_zone
from guarantor.agreement.faults import CaseError, Fault, Faults, Mark
from guarantor.agreement.folder import check_reports, read_folder
from guarantor.agreement.names import Names
from guarantor.agreement.nodes import Mapping as Keys
from guarantor.agreement.nodes import parse_node, read_utf8
from guarantor.agreement.parts import declare
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
from guarantor.agreement.watching import read_watch
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.casefiles import CaseFile, CaseFiles


@dataclass(kw_only=True)
class _Reading:
    """One pass over the files of a case."""

    data: Mapping[str, bytes]
    faults: Faults
    names: Names
    files: list[CaseFile]

    def root(self, name: str, shape: Shape, *, needed: bool = True) -> Section | None:
        """A file of the case as a section, its text kept; None, with faults, where it cannot be read."""
        if name not in self.data:
            told = any(fault.file == name for fault in self.faults.sorted())
            if needed and not told:
                do = "create it, or run `guarantor init` for a template"
                self.faults.add(Mark(file=name), "no such file", expected="a YAML file", do=do)
            return None
        text = read_utf8(self.data[name], name, self.faults)
        if text is None:
            return None
        self.files.append(CaseFile(name=name, text=text, sha256=hashlib.sha256(self.data[name]).hexdigest()))
        node = parse_node(text, name, self.faults)
        if node is None:
            return None
        if not isinstance(node, Keys):
            self.faults.add(node.mark, f"{kind_of(node)} as the whole file", expected=f"keys: {', '.join(shape.keys)}")
            return None
        return Section(node, shape, name, self.faults)

    def agreement_roots(self) -> list[Section]:
        """The files of agreement/, in the order of their names."""
        names = sorted(name for name in self.data if name.startswith("agreement/"))
        if not names:
            self.faults.add(
                Mark(file="agreement"),
                "no folder with YAML files",
                expected="agreement/*.yaml",
                do="write what the texts say there; `guarantor init` lays out an example",
            )
        return [root for name in names if (root := self.root(name, AGREEMENT)) is not None]


def read_case(folder: Path) -> tuple[CaseFiles | None, list[Fault]]:
    """A case with everything that is wrong with it; None where there is too little to make one of."""
    faults = Faults()
    data = read_folder(folder, faults)
    if not data:
        return None, faults.sorted()
    case, root = _compile(data, faults)
    if case is not None and root is not None:
        check_reports(folder, case.info.reports, root.place("reports"), faults)
    read_watch(folder, faults)
    return case, faults.sorted()


def _compile(data: Mapping[str, bytes], faults: Faults) -> tuple[CaseFiles | None, Section | None]:
    """The files of a case into nouns, and the root of case.yaml; faults are noted."""
    reading = _Reading(data=data, faults=faults, names=Names(), files=[])
    case_root = reading.root("case.yaml", FILES["case"][0])
    zone = read_zone(case_root, "zone") if case_root else "UTC"
    roots = reading.agreement_roots()
    context = _people(reading, zone)
    agreement = _agreement(roots, context, case_root)
    accounts_root = reading.root("accounts.yaml", FILES["accounts"][0])
    if accounts_root is not None:
        context.people.accounts.update(read_accounts(accounts_root, reading.names))
    if case_root is None:
        return None, None
    info = read_info(case_root, reading.names)
    files = tuple(sorted(reading.files, key=lambda file: file.name))
    return CaseFiles(info=info, people=context.people, agreement=agreement, files=files), case_root


def _people(reading: _Reading, zone: str) -> Context:
    """Actors, sources and places, declared before the agreement that speaks of them; accounts come after it."""
    people = People()
    if (root := reading.root("actors.yaml", FILES["actors"][0])) is not None:
        people.sides.update(read_sides(root, reading.names))
        people.actors.update(read_actors(root, reading.names))
    if (root := reading.root("sources.yaml", FILES["sources"][0])) is not None:
        people.sources.update(read_sources(root, reading.names))
    if (root := reading.root("places.yaml", FILES["places"][0], needed=False)) is not None:
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


def load_texts(texts: Mapping[str, str]) -> CaseFiles:
    """A case from the texts of its files by name, as a record keeps them; raises :class:`CaseError` like
    :func:`load_case`. So the agreement can be read again as it was written at an earlier time."""
    faults = Faults()
    case, _ = _compile({name: text.encode("utf-8") for name, text in texts.items()}, faults)
    if faults.serious or case is None:
        raise CaseError(faults.serious)
    return case
