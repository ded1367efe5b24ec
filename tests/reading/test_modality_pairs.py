"""Minimal pairs: one deed in many stands, each of which must stay apart from the others. Sentences are our own."""

from __future__ import annotations

import pytest

from guarantor.reading.modality import Proposition, find_propositions
from guarantor.reading.text import read_document

# base, past, participle, gerund, object, noun for the deed (None: no common noun)
ACTS = {
    "release": ("release", "released", "released", "releasing", "the prisoners", "the release of the prisoners"),
    "free": ("free", "freed", "freed", "freeing", "20 hostages", None),
    "withdraw": ("withdraw", "withdrew", "withdrawn", "withdrawing", "its troops", "the withdrawal of its troops"),
    "pull back": ("pull back", "pulled back", "pulled back", "pulling back", "its forces", None),
    "attack": ("attack", "attacked", "attacked", "attacking", "the village", "the attack on the village"),
    "shell": ("shell", "shelled", "shelled", "shelling", "the town", "the shelling of the town"),
    "open": ("reopen", "reopened", "reopened", "reopening", "the crossing", None),
    "disarm": ("disarm", "disarmed", "disarmed", "disarming", "its fighters", None),
    "hand over": ("hand over", "handed over", "handed over", "handing over", "the remains", None),
    "return": ("return", "returned", "returned", "returning", "the bodies", "the return of the bodies"),
    "deliver": ("deliver", "delivered", "delivered", "delivering", "200 trucks of aid", None),
    "send": ("send", "sent", "sent", "sending", "200 aid trucks", None),
    "lift": ("lift", "lifted", "lifted", "lifting", "the blockade", None),
    "dismantle": ("dismantle", "dismantled", "dismantled", "dismantling", "its outposts", None),
    "violate": ("violate", "violated", "violated", "violating", "the truce", None),
    "meet": ("meet", "met", "met", "meeting", "the envoy", None),
}  # fmt: skip

# template, allowed modalities, polarity, allowed claim types (empty: any but refusal and denial)
STANDS = [
    ("Norland {past} {object}.", "happened", "+", ""),
    ("Norland has {part} {object}.", "happened", "+", ""),
    ("Norland had already {part} {object}.", "happened", "+", ""),
    ("On Monday, Norland {past} {object}.", "happened", "+", ""),
    ("Norland is {ing} {object}.", "ongoing", "+", ""),
    ("Norland began {ing} {object}.", "ongoing", "+", ""),
    ("Norland continued to {base} {object}.", "ongoing", "+", ""),
    ("Norland did not {base} {object}.", "happened", "-", ""),
    ("Norland has not {part} {object}.", "happened", "-", ""),
    ("Norland has still not {part} {object}.", "happened", "-", ""),
    ("Norland never {past} {object}.", "happened", "-", ""),
    ("Norland has yet to {base} {object}.", "happened", "-", ""),
    ("Norland failed to {base} {object}.", "happened", "-", ""),
    ("Norland stopped {ing} {object}.", "happened", "-", ""),
    ("Norland will {base} {object}.", "planned", "+", ""),
    ("Norland will soon {base} {object}.", "planned", "+", ""),
    ("Norland is to {base} {object}.", "planned", "+", ""),
    ("Norland is going to {base} {object}.", "planned", "+", ""),
    ("Norland is about to {base} {object}.", "planned", "+", ""),
    ("Norland is expected to {base} {object}.", "planned", "+", ""),
    ("Norland is due to {base} {object} on Monday.", "planned", "+", ""),
    ("Norland plans to {base} {object}.", "planned", "+", "plan"),
    ("Norland intends to {base} {object}.", "planned", "+", "plan"),
    ("Norland decided to {base} {object}.", "planned", "+", "plan"),
    ("Norland is preparing to {base} {object}.", "planned", "+", "plan"),
    ("Norland announced plans to {base} {object}.", "planned", "+", "plan"),
    ("Norland announced it would {base} {object}.", "planned", "+", ""),
    ("Norland may {base} {object}.", "hypothetical", "+", ""),
    ("Norland might {base} {object}.", "hypothetical", "+", ""),
    ("Norland could {base} {object}.", "hypothetical", "+", ""),
    ("Norland is likely to {base} {object}.", "hypothetical", "+", ""),
    ("Norland is considering {ing} {object}.", "hypothetical", "+", ""),
    ("Norland may have {part} {object}.", "hypothetical", "+", ""),
    ("Norland would have {part} {object}.", "hypothetical", "+", ""),
    ("Norland is believed to have {part} {object}.", "hypothetical", "+", ""),
    ("Norland reportedly {past} {object}.", "alleged", "+", ""),
    ("Norland tried to {base} {object}.", "hypothetical", "+", ""),
    ("Norland wants to {base} {object}.", "hypothetical", "+", ""),
    ("Norland refused to {base} {object}.", "planned", "-", "refusal"),
    ("Norland has refused to {base} {object}.", "planned", "-", "refusal"),
    ("Norland will not {base} {object}.", "planned", "-", "refusal"),
    ("Norland would not {base} {object}.", "planned", "-", "refusal"),
    ("Norland ruled out {ing} {object}.", "planned", "-", "refusal"),
    ("Norland declined to {base} {object}.", "planned", "-", "refusal"),
    ("Norland is not ready to {base} {object}.", "planned", "-", "refusal"),
    ("Norland is unwilling to {base} {object}.", "planned", "-", "refusal"),
    ("Norland has no intention to {base} {object}.", "planned", "-", "refusal"),
    ("Norland did not agree to {base} {object}.", "planned", "-", "refusal"),
    ("Norland repeated its refusal to {base} {object}.", "planned", "-", "refusal"),
    ("Norland denied {ing} {object}.", "denied", "-", "denial"),
    ("Norland denied having {part} {object}.", "denied", "-", "denial"),
    ("Norland denied that it had {part} {object}.", "denied", "-", "denial"),
    ("Norland has denied it {past} {object}.", "denied", "-", "denial"),
    ("Norland agreed to {base} {object}.", "planned", "+", "commitment"),
    ("Norland has agreed to {base} {object}.", "planned", "+", "commitment"),
    ("Norland promised to {base} {object}.", "planned", "+", "commitment"),
    ("Norland pledged to {base} {object}.", "planned", "+", "commitment"),
    ("Norland vowed to {base} {object}.", "planned", "+", "commitment"),
    ("Norland is ready to {base} {object}.", "planned", "+", "commitment"),
    ("Norland is committed to {ing} {object}.", "planned", "+", "commitment"),
    ("Norland promised that it would {base} {object}.", "planned", "+", "commitment"),
    ("Norland offered to {base} {object}.", "proposed planned", "+", ""),
    ("Norland proposed {ing} {object}.", "proposed", "+", ""),
    ("Norland threatened to {base} {object}.", "conditional", "+", ""),
    ("Norland will {base} {object} if Sudland disarms.", "conditional", "+", ""),
    ("If Sudland disarms, Norland will {base} {object}.", "conditional", "+", ""),
    ("Norland agreed to {base} {object} if Sudland disarms.", "conditional", "+", "commitment"),
    ("Norland will {base} {object} only if Sudland disarms.", "conditional", "+", ""),
    ("Norland would {base} {object} in exchange for a truce.", "conditional", "+", ""),
    ("Norland will not {base} {object} until Sudland disarms.", "conditional", "-", "refusal"),
    ("Norland was ordered to {base} {object}.", "ordered", "+", "demand"),
    ("The court ordered Norland to {base} {object}.", "ordered", "+", "demand"),
    ("Sudland urged Norland to {base} {object}.", "proposed", "+", "demand"),
    ("Sudland called on Norland to {base} {object}.", "proposed", "+", "demand"),
    ("Sudland demanded that Norland {base} {object}.", "proposed ordered", "+", "demand"),
    ("Norland must {base} {object}.", "ordered", "+", "demand"),
    ("Norland should {base} {object}.", "proposed", "+", "demand"),
    ("Sudland accused Norland of {ing} {object}.", "alleged", "+", "violation"),
    ("Norland was accused of {ing} {object}.", "alleged", "+", "violation"),
    ("Sudland blamed Norland for {ing} {object}.", "alleged", "+", "violation"),
    ("Norland is said to have {part} {object}.", "alleged", "+", ""),
    ("Norland to {base} {object}", "planned", "+", ""),
]  # fmt: skip

NOUN_STANDS = [
    ("Norland rejected {noun}.", "planned", "-", "refusal"),
    ("Norland denied {noun}.", "denied", "-", "denial"),
    ("Sudland demanded {noun}.", "proposed", "+", "demand"),
    ("Sudland called for {noun}.", "proposed", "+", "demand"),
    ("Norland promised {noun}.", "planned", "+", "commitment"),
    ("Norland postponed {noun}.", "planned", "+", "obstacle"),
    ("Norland suspended {noun}.", "happened", "-", "refusal"),
    ("Norland is considering {noun}.", "hypothetical", "+", ""),
    ("Norland began {noun}.", "ongoing", "+", ""),
    ("Norland will begin {noun}.", "planned", "+", ""),
    ("Norland completed {noun}.", "happened", "+", ""),
]


def cases() -> list[tuple[str, str, str, str, str]]:
    """Every deed in every stand, with the first word of the deed."""
    made = []
    for base, past, part, ing, what, noun in ACTS.values():
        for template, modality, polarity, types in STANDS:
            text = template.format(base=base, past=past, part=part, ing=ing, object=what)
            made.append((text, base, modality, polarity, types))
        for template, modality, polarity, types in NOUN_STANDS:
            stopped = "suspended" in template and base in {"attack", "shell"}
            if noun is not None and not stopped:
                made.append((template.format(noun=noun), noun.split()[1], modality, polarity, types))
    return made


def about(text: str, deed: str) -> list[Proposition]:
    """Propositions whose predicate is the deed."""
    stem = deed.split()[0][:4].rstrip("e")
    stems = {stem, *{"meet": ("met",), "send": ("sent",), "withdraw": ("withdr",)}.get(deed.split()[0], ())}
    found = find_propositions(read_document(text), 0, len(text))
    return [one for one in found if any(word in text[one.predicate[0] : one.predicate[1]] for word in stems)]


@pytest.mark.parametrize(("text", "deed", "modality", "polarity", "types"), cases())
def test_stand(text: str, deed: str, modality: str, polarity: str, types: str) -> None:
    """One proposition about the deed, in the stand that the sentence gives it."""
    found = about(text, deed)
    assert found, "the deed is not found"
    one = next((each for each in found if each.role != "condition"), found[0])
    assert (one.modality in modality.split(), one.polarity) == (True, polarity), one
    if types:
        assert one.type_hint in types.split(), one
    else:
        assert one.type_hint not in {"refusal", "denial"}, one
    doer_named = not (text.startswith("Sudland") and "Norland" not in text)
    assert any("Norland" in text[start:end] for start, end in one.actors) == doer_named, one
