"""The process that takes PDF documents apart. It imports nothing of this program and speaks over its pipes.

In: eight bytes of length and the document, again and again. Out: eight bytes of length and a JSON object: ``pages``
(each with ``text``, ``image`` and, for pages in right-to-left letters, ``other``, what a second extractor makes of it),
``metadata``, or ``fault``. Arguments: bytes of memory, seconds of processor time a document, pages at most.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MOST_TEXT = 20_000_000


def main() -> None:
    memory, seconds, pages = (int(each) for each in sys.argv[1:4])
    _limit(memory)
    while len(head := sys.stdin.buffer.read(8)) == 8:
        data = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        _allow(seconds)
        answer = json.dumps(taken_apart(data, pages)).encode()
        sys.stdout.buffer.write(len(answer).to_bytes(8, "big") + answer)
        sys.stdout.buffer.flush()


def _limit(memory: int) -> None:
    """Where the system knows such limits: memory, no files written, no core left behind."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow(seconds: int) -> None:
    """So many seconds of processor time more, from now."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, resource.RLIM_INFINITY))


def taken_apart(data: bytes, most_pages: int) -> dict[str, Any]:
    """The document's pages and metadata, or its fault in words."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"fault": str(error)}
    try:
        count = len(document)
        if count > most_pages:
            return {"fault": f"{count} pages"}
        pages: list[dict[str, Any]] = []
        total = 0
        for number in range(count):
            pages.append(_page(document, number))
            total += len(pages[-1]["text"])
            if total > MOST_TEXT:
                return {"fault": "too much text"}
        _second(data, pages)
        return {"pages": pages, "metadata": document.get_metadata_dict(skip_empty=True)}
    except pypdfium2.PdfiumError as error:
        return {"fault": str(error)}
    finally:
        document.close()


def _page(document: Any, number: int) -> dict[str, Any]:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        return {"text": "", "image": False, "fault": str(error)}
    try:
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_bounded()
        finally:
            text_page.close()
        image = not text.strip() and any(
            each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for each in page.get_objects(max_depth=3)
        )
        return {"text": text, "image": image}
    except pypdfium2.PdfiumError as error:
        return {"text": "", "image": False, "fault": str(error)}
    finally:
        page.close()


def _second(data: bytes, pages: list[dict[str, Any]]) -> None:
    """What the second extractor makes of the pages in right-to-left letters."""
    turned = [number for number, page in enumerate(pages) if len(RIGHT_TO_LEFT.findall(page["text"])) > 20]
    if not turned:
        return
    import io
    import logging

    logging.disable(logging.CRITICAL)
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        for number in turned:
            pages[number]["other"] = reader.pages[number].extract_text()
    except Exception as error:  # noqa: BLE001 - another's parser over a hostile document; the failure goes into the answer
        for number in turned:
            pages[number].setdefault("other", None)
            pages[number]["second"] = type(error).__name__


if __name__ == "__main__":
    main()
