"""A brief as Markdown: headings, paragraphs, footnotes. Report words are escaped, so that none of them acts."""

from __future__ import annotations

import re

from guarantor.briefing.citation import TEXT
from guarantor.briefing.marking import Marker, with_words
from guarantor.briefing.parts import Body, Note, Paragraph, Section, Sentence

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(brief: Body) -> str:
    """The brief in Markdown with footnotes ``[^1]``, each giving holder, chain, date, words, review and address."""
    marker = Marker(brief.wording)
    number = f"Brief {brief.number} · " if brief.number is not None else ""
    lines = [f"# {escaped(brief.title)}", "", f"{number}*{escaped(brief.asked)}* · {brief.marking}", ""]
    if brief.head_key:
        lines += [f"*{escaped(brief.head_key)}*", ""]
    for section in (brief.minute, *brief.sections):
        lines += _section(section, marker)
    lines += ["---", ""]
    lines += [line for note in brief.notes for line in (_note(note), "")]
    if brief.foot:
        lines += [escaped(brief.foot), ""]
    if brief.question:
        lines += [f"Asked: {brief.question}", ""]
    if brief.head:
        lines += [f"Record: {brief.head}", ""]
    return "\n".join(lines)


def _section(section: Section, marker: Marker) -> list[str]:
    lines = [f"## {escaped(section.heading)}", ""]
    if not section.paragraphs:
        lines += [escaped(section.empty), ""]
    for paragraph in section.paragraphs:
        lines += [_paragraph(paragraph, marker), ""]
    return lines


def _paragraph(paragraph: Paragraph, marker: Marker) -> str:
    text = " ".join(_sentence(sentence, marker) for sentence in paragraph.sentences)
    return f"- {text}" if paragraph.item else text


def _sentence(sentence: Sentence, marker: Marker) -> str:
    lead = f"**{escaped(sentence.lead)}** " if sentence.lead else ""
    notes = "".join(f"[^{number}]" for number in sentence.notes)
    words, signs = marker.mark(sentence.marks)
    return f"{lead}{escaped(with_words(sentence.text, words))}{signs}{notes}"


def _note(note: Note) -> str:
    cited = note.citation
    words = escaped(" ".join(cited.quote.split()))
    if cited.review == TEXT:
        parts = [f"**{escaped(cited.who)}**", cited.published or "undated", f"{words} (the case's own files)"]
    else:
        parts = [f"**{escaped(cited.who)}**", escaped(cited.chain_text), cited.published or "undated"]
        parts.append(f"“{words}”" + (" (words of a digest)" if cited.digest else ""))
        parts.append("not reviewed" if cited.review == "proposed" else cited.review)
    if cited.url:
        parts.append(f"<{cited.url}>" if _plain_address(cited.url) else escaped(cited.url))
    return f"[^{note.number}]: {'; '.join(parts)}. {cited.claim}"


def escaped(text: str) -> str:
    """Text in which no sign of Markdown or HTML acts.

    >>> escaped("a *b* <script>")
    'a \\\\*b\\\\* \\\\<script\\\\>'
    """
    return _ACTIVE.sub(r"\\\1", text)


def _plain_address(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>]+", url) is not None
