"""A new case: the commented template laid out in a folder."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from guarantor.agreement.faults import CaseError, Fault


def init_case(folder: Path | str) -> list[Path]:
    """Lay the template out and give the files that were written; nothing that is there is overwritten.

    Raises :class:`CaseError` where the folder is a file or holds one of the template's files already.
    """
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise CaseError([Fault(file=str(target), found="a file", expected="a folder", do="choose another name")])
    with as_file(files("guarantor.agreement").joinpath("template")) as template:
        sources = sorted(path for path in template.rglob("*") if path.is_file() and path.suffix in (".yaml", ".md"))
        pairs = [(path, target / path.relative_to(template)) for path in sources]
        taken = [str(new) for _, new in pairs if new.exists()]
        if taken:
            raise CaseError(
                [Fault(file=name, found="a file that is there already", do="choose another folder") for name in taken]
            )
        for path, new in pairs:
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(path.read_bytes())
    return [new for _, new in pairs]
