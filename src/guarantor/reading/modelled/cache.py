"""Answers kept, so that the same question to the same model is paid for once. A file an answer, found by the text it is
about, so that an erased report takes its answers with it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from guarantor.reading.modelled.prompt import VERSION

FOLDER = "model-answers"
"""The name of the folder in a case."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder of answers. Files are named by the digest of the report's text and that of the question."""

    folder: Path

    def get(self, model: str, text_sha256: str, question: str) -> str | None:
        """The answer that is kept, None where none is, or its file is not whole."""
        try:
            found = json.loads(self._path(model, text_sha256, question).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        content = found.get("content") if isinstance(found, dict) else None
        return content if isinstance(content, str) else None

    def put(self, model: str, text_sha256: str, question: str, content: str) -> None:
        """Keep an answer; whole or not at all."""
        path = self._path(model, text_sha256, question)
        self.folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        data = {"model": model, "prompt": VERSION, "content": content}
        part.write_text(json.dumps(data, ensure_ascii=True), encoding="utf-8")
        part.replace(path)

    def forget(self, text_sha256: str) -> int:
        """Erase every answer about a text; how many there were."""
        found = list(self.folder.glob(f"{text_sha256}-*"))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def clear(self) -> int:
        """Erase all answers; how many there were."""
        found = list(self.folder.glob("*.json"))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def _path(self, model: str, text_sha256: str, question: str) -> Path:
        key = json.dumps([model, VERSION, question])
        return self.folder / f"{text_sha256}-{hashlib.sha256(key.encode('ascii')).hexdigest()[:32]}.json"
