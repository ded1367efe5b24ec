"""JSON Schemas of the case files, for editors that check and complete while one writes.

They are made from the same tables as ``check``; they know the keys and simple values, while names, dates, clocks and
circles are the check's. Copies are shipped beside the package's code, in ``schemas/``.
"""

from __future__ import annotations

import json
from pathlib import Path

from guarantor.agreement.shapes import Schema, file_schema
from guarantor.agreement.shapes_agreement import AGREEMENT
from guarantor.agreement.shapes_files import FILES
from guarantor.agreement.shapes_provisions import AGREEMENT_PARTS


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file, by the name under which it is shipped.

    >>> sorted(schemas())
    ['accounts.schema.json', 'actors.schema.json', 'agreement.schema.json', 'case.schema.json', 'places.schema.json', \
'sources.schema.json', 'watch.schema.json']
    """
    found = {
        f"{name}.schema.json": file_schema(f"Guarantor: {name}.yaml", root, parts)
        for name, (root, parts) in FILES.items()
    }
    found["agreement.schema.json"] = file_schema("Guarantor: agreement/*.yaml", AGREEMENT, AGREEMENT_PARTS)
    return found


def write_schemas(folder: Path | str) -> list[Path]:
    """Write the schemas into a folder, which is made where it is missing, and give their paths."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for name, schema in schemas().items():
        path = target / name
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
