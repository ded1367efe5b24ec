"""The files of a case's folder, as bytes by their names in the case; what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

from guarantor.agreement.faults import Faults, Mark

OTHER_SUFFIXES = (".yml", ".json", ".YAML")
ROOT_FILES = ("case.yaml", "actors.yaml", "sources.yaml", "accounts.yaml", "places.yaml")


def read_folder(folder: Path, faults: Faults) -> dict[str, bytes]:
    """Every file of the case that is there and can be read, by its name from the folder on, with slashes."""
    mark = Mark(file=str(folder))
    if not folder.is_dir():
        found = "a file" if folder.exists() else "no such folder"
        faults.add(mark, found, expected="the folder of a case", do="check the path")
        return {}
    paths = [folder / name for name in ROOT_FILES if (folder / name).exists()]
    if not paths:
        faults.add(
            mark,
            "a folder without case.yaml",
            expected="a case",
            do="name the folder of a case, or run `guarantor init DIR`",
        )
        return {}
    inner = sorted((folder / "agreement").rglob("*")) if (folder / "agreement").is_dir() else []
    paths += [path for path in inner if path.suffix == ".yaml" and path.is_file()]
    for path in inner:
        if path.suffix in OTHER_SUFFIXES:
            faults.add(
                Mark(file=path.relative_to(folder).as_posix()),
                f"a file that is not read (ends in {path.suffix})",
                expected="names that end in .yaml",
                do="rename it",
            )
    read = ((path.relative_to(folder).as_posix(), _bytes(path, folder, faults)) for path in paths)
    return {name: data for name, data in read if data is not None}


def _bytes(path: Path, folder: Path, faults: Faults) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        name = path.relative_to(folder).as_posix()
        faults.add(
            Mark(file=name), f"a file that cannot be read ({error.strerror})", do="check its kind and permissions"
        )
        return None


def check_reports(folder: Path, reports: tuple[str, ...], mark: Mark, faults: Faults) -> None:
    """Advise about folders of reports that are not there."""
    for name in reports:
        if not (folder / name).exists():
            faults.add(
                mark, f"the reports {name!r}, which are not there", do="make the folder, or correct `reports:`",
                where="case.yaml", level="advice",
            )  # fmt: skip
