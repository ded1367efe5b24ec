"""A brief as Markdown: headings, paragraphs, footnotes. Report words are escaped, so that none of them acts."""

from __future__ import annotations

import re

from guarantor.briefing.parts import Body, Note, Paragraph, Section, Sentence

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(brief: Body) -> str:
    """The brief in Markdown with footnotes ``[^1]``, each giving holder, chain, date, words, review and address."""
    lines = [f"# {escaped(brief.title)}", "", f"*{escaped(brief.asked)}* · {brief.marking}", ""]
    for section in (brief.minute, *brief.sections):
        lines += _section(section)
    lines += ["---", ""]
    lines += [line for note in brief.notes for line in (_note(note), "")]
    if brief.caveat:
        lines += [escaped(brief.caveat), ""]
    if brief.head:
        lines += [f"Record: {brief.head}", ""]
    return "\n".join(lines)


def _section(section: Section) -> list[str]:
    lines = [f"## {escaped(section.heading)}", ""]
    if not section.paragraphs:
        lines += [escaped(section.empty), ""]
    for paragraph in section.paragraphs:
        lines += [_paragraph(paragraph), ""]
    return lines


def _paragraph(paragraph: Paragraph) -> str:
    text = " ".join(_sentence(sentence) for sentence in paragraph.sentences)
    return f"- {text}" if paragraph.item else text


def _sentence(sentence: Sentence) -> str:
    lead = f"**{escaped(sentence.lead)}** " if sentence.lead else ""
    marks = f" ({', '.join(sentence.marks)})" if sentence.marks else ""
    notes = "".join(f"[^{number}]" for number in sentence.notes)
    text = escaped(sentence.text)
    if marks and text.endswith("."):
        text = f"{text[:-1]}{escaped(marks)}."
    return f"{lead}{text}{notes}"


def _note(note: Note) -> str:
    cited = note.citation
    parts = [f"**{escaped(cited.who)}**", escaped(cited.chain_text), cited.published or "undated"]
    parts.append(f"“{escaped(' '.join(cited.quote.split()))}”" + (" (words of a digest)" if cited.digest else ""))
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
