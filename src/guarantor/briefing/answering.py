"""A denial that has no words of its own ("denied the charge", "there was no such agreement") and what it answers: the
two are told together, or neither side would be heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guarantor.briefing.material import Material
from guarantor.briefing.printed import printed, quoted, stands_alone
from guarantor.briefing.sameness import points_back
from guarantor.model.claim import Claim

NEXT = 4
"""Letters between a sentence and the next one: a stop, a quotation mark and what parts paragraphs."""
STEM = 5
_BUT = re.compile(r",? (?:but|though|although|yet) (?:it |they |he |she )?")
_SUCH = re.compile(r"\b(?:no|any) such (\w{4,})")


def answered(material: Material) -> Mapping[str, tuple[str, ...]]:
    """For each claim that such a denial follows in its report, in another's words: the denials, in order. Only those
    of somebody whom the texts name, or against such a one, count."""
    found: dict[str, list[str]] = {}
    for id_ in material.lately():
        if material.claim(id_).type == "denial" and _is_hollow(id_, material):
            for before in _answers(id_, material):
                found.setdefault(before, []).append(id_)
    return {claim: tuple(denials) for claim, denials in found.items()}


def _answers(denial: str, material: Material) -> Iterator[str]:
    """What another said before a denial in the same report and it answers, where one of the two is named by the texts:
    what "no such agreement" has a word of, or the charge (else the sentence) that stands right before it."""
    claim = material.claim(denial)
    ids = material.of_report(claim.report.id)
    earlier = [id_ for id_ in ids if material.claim(id_).span < claim.span and material.claim(id_).type != "denial"]
    such = _SUCH.search(quoted(claim))
    if such is not None:
        earlier = [id_ for id_ in earlier if _has_stem(material.claim(id_).quote, such[1])]
    for id_ in earlier[-1:]:
        before = material.claim(id_)
        near = claim.span[0] - before.span[1] <= NEXT and before.modality != "hypothetical"
        first, second = material.root(id_), material.root(denial)
        if first.id == second.id or not {first.id, second.id} & material.concerned:
            continue
        if such is not None or (near and (before.type == "violation" or not points_back(quoted(claim)))):
            yield id_


def is_next(one: Claim, other: Claim) -> bool:
    """Whether two claims of a report stand in sentences one behind the other."""
    first, second = sorted((one.span, other.span))
    return 0 <= second[0] - first[1] <= NEXT


def limited(id_: str, material: Material) -> Iterator[str]:
    """What the same holder adds in the same sentence to limit it: "…, but could not confirm a full withdrawal"."""
    claim = material.claim(id_)
    report = material.reports.get(claim.report.id)
    ids = material.of_report(claim.report.id) if report is not None else ()
    for other in ids[ids.index(id_) + 1 : ids.index(id_) + 2] if id_ in ids else ():
        between = report.text[claim.span[1] : material.claim(other).span[0]] if report is not None else ""
        if _BUT.fullmatch(between) and material.root(other).id == material.root(id_).id:
            yield other


def _has_stem(words: str, noun: str) -> bool:
    """Whether words hold one that begins as a noun does: "agreed" and "agreement"."""
    return re.search(rf"\b{re.escape(noun[:STEM])}", words, re.IGNORECASE) is not None


def _is_hollow(denial: str, material: Material) -> bool:
    """Whether a denial of somebody by name says by itself not what is denied."""
    claim = material.claim(denial)
    _, words = printed(claim, material.wording)
    return claim.holder.text is not None and (not stands_alone(words, material.wording) or points_back(words))
