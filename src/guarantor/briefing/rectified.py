"""What outlets corrected in print: the words by which a report says that an earlier text was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guarantor.briefing.citation import cite_report
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.happened import since
from guarantor.briefing.material import Material, iso_day
from guarantor.briefing.parts import Section, Sentence
from guarantor.briefing.saying import SINGLE, UNREVIEWED
from guarantor.model.report import Report

MOST = 70
"""At most so many words of a correction are printed, to the end of a sentence where one is near."""
_LABEL = re.compile(
    r"^[ \t(\[*_]*(?:Corrections?|Clarifications?(?: and corrections?)?|Erratum|Corrigendum|Editor[’']s note)"
    r"\b[^\n:]{0,40}?[*_]*[ \t]*(?::|—|–| - )[*_]*[ \t]*(?P<words>[^\n]+)", re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_VERSION = re.compile(
    r"(?:An|The|Our) (?:earlier|previous|initial|original|first) version of (?:this|the|our) "
    r"(?:article|story|report|dispatch|headline|text|item)\b[^\n]+"
    r"|This (?:article|story|report|dispatch|text) (?:has been|was) (?:corrected|amended|clarified)\b[^\n]*",
    re.IGNORECASE,
)
_WIRE = re.compile(r"\((?P<words>(?:Corrects|Refiles to correct|Clarifies)\b[^()\n]{5,300})\)")
_WRONG = re.compile(
    r"\b(?:correct(?:s|ed|ly|ion)?|incorrect(?:ly)?|wrong(?:ly)?|misstated|mistaken(?:ly)?|error|erroneous(?:ly)?"
    r"|(?:earlier|previous) version|clarif\w+|amended|not \w+ as)\b", re.IGNORECASE,
)  # fmt: skip
_HINTS = ("correct", "clarif", "erratum", "corrigendum", "editor", "version of", "amended")
_STOP = re.compile(r"[.!?][”\")\]]*(?=\s|$)")


def corrections_in(report: Report) -> Iterator[str]:
    """The words of a report by which it corrects itself or an earlier text of its outlet, as they stand there.

    >>> text = "Correction: An earlier version said five were hurt. It was four."
    >>> list(corrections_in(Report(text=text, location="a")))
    ['An earlier version said five were hurt. It was four.']
    """
    lower = report.text.lower()
    if not any(each in lower for each in _HINTS):
        return
    found: list[tuple[int, int]] = []
    for pattern in (_LABEL, _VERSION, _WIRE):
        for match in pattern.finditer(report.text):
            named = "words" in pattern.groupindex
            start, end = match.span("words") if named else match.span()
            labelled = pattern is not _LABEL or match[0].lstrip(" \t([*_").lower().startswith("corr")
            told = labelled or _WRONG.search(report.text, start, end) is not None
            if told and not any(a < end and start < b for a, b in found):
                found.append((start, end))
    for start, end in sorted(found):
        yield _cut(report.text[start:end])


def _cut(words: str) -> str:
    """Words up to the end of a sentence, not too many; without the signs of a note in print around them."""
    told = words.strip(" \t*_[]")
    if len(told.split()) <= MOST:
        return told
    short = told[: [match.end() for match in re.finditer(r"\S+", told)][MOST - 1]]
    stops = [match.end() for match in _STOP.finditer(short)]
    return short[: stops[-1]] if stops else short


def _reports(material: Material) -> Iterator[Report]:
    """The reports of these days."""
    ids: Iterable[str] = material.reports if material.looked_up is None else material.looked_up.reports_lately()
    for report in map(material.reports.get, ids):
        if report is not None and since(material, report.published) and material.readable(report):
            yield report


def what_outlets_corrected(desk: Desk) -> tuple[Section, ...]:
    """The section on what outlets corrected since the last moment; none where no report says so."""
    material = desk.material
    made = []
    for report in sorted(_reports(material), key=lambda each: (each.published or "", each.outlet or "", each.id)):
        for words in corrections_in(report):
            cited = cite_report(report.id, report, words)
            day = iso_day(report.published)
            text = desk.wording(
                "rectified", outlet=cited.root_name, words=words.rstrip("."), days=material.short(day) if day else "",
            )  # fmt: skip
            made += paragraph(
                [Sentence(text=text, notes=desk.notes.numbers(cited), marks=(SINGLE, UNREVIEWED))], item=True
            )
    return (desk.section("rectified", made),) if made else ()
