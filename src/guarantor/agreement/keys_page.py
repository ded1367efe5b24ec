"""The page of the docs that lists every key of every file, made from the same tables as the check."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.agreement.lexicon import builtin_acts
from guarantor.agreement.shapes import Shape
from guarantor.agreement.shapes_agreement import AGREEMENT
from guarantor.agreement.shapes_files import FILES
from guarantor.agreement.shapes_provisions import AGREEMENT_PARTS


def keys_page() -> str:
    """Markdown; written to ``docs/agreement-keys.md``."""
    lines = [
        "# Every key of a case's files",
        "",
        "Made from the tables that `guarantor check` reads. A key in **bold** must be there.",
    ]
    for name, (root, parts) in FILES.items():
        lines += ["", f"## {name}.yaml", *(line for shape in (root, *parts) for line in _table(shape, root))]
    lines += ["", "## agreement/*.yaml"]
    lines += [line for shape in (AGREEMENT, *AGREEMENT_PARTS) for line in _table(shape, AGREEMENT)]
    acts = [f"`{act.id}`" for act in builtin_acts() if not act.id.startswith("still ")]
    lines += [
        "",
        "## The built-in acts",
        "",
        f"{', '.join(acts)}. Others are declared under `acts:`, with the verbs and nouns by which reports tell them.",
    ]
    return "\n".join(lines) + "\n"


def _table(shape: Shape, root: Shape) -> Iterator[str]:
    yield ""
    yield shape.doc if shape is root else f"### {shape.name}"
    if shape is not root:
        yield ""
        yield shape.doc
    yield ""
    yield "| key | means |"
    yield "| --- | --- |"
    for name, key in shape.keys.items():
        mark = "**" if key.required else ""
        words = [f"`{word}`" for word in key.schema.get("enum", ())]
        meaning = f"{key.doc}: {', '.join(words)}" if words else key.doc
        meaning = meaning.replace("|", "\\|")
        yield f"| {mark}`{name}`{mark} | {meaning} |"
