"""What is said of a thing in so many words, and the clauses that hang on a sentence: each a claim, or none."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

ROWS = [
    # text; then of each claim that must be there: type, modality, holder (None: the outlet), words that it begins with
    ("Oslo calls pullout a sham", ("position", "ongoing", "Oslo", "Oslo")),
    ("Minister Ada Lund said their actions were \"a clear violation\" of the accords.",
     ("violation", "happened", "Ada Lund", "Minister")),
    ("\"I never said so,\" Minister Ada Lund said.", ("denial", "denied", "Ada Lund", '"I never')),
    ("\"We suspended it,\" Minister Ada Lund said.", ("refusal", "happened", "Ada Lund", '"We suspended')),
    ("Zelenskiy: no pullback of guns until mines are cleared", ("refusal", "conditional", "Zelenskiy", "Zelenskiy")),
    ("A meeting in Oslo may have to be called off, according to a diplomat.",
     ("plan", "hypothetical", "a diplomat", "A meeting")),
    ("Norway delayed the handover of four bodies on Monday.", ("obstacle", "happened", None, "Norway")),
    ("\"If they were serious, these would not be here,\" Minister Ada Lund said.",
     ("position", "hypothetical", "Ada Lund", '"If they')),
    ("She said it was Norwegian soldiers who fired at villagers in Lom on Saturday.",
     ("violation", "happened", "She", "She")),
    ("Minister Ada Lund made the withdrawal conditional on a truce.", ("demand", "conditional", "Ada Lund", "Minister")),
    ("The Front has now committed itself to a truce with Norway.", ("commitment", "planned", None, "The Front")),
    ("More than 200 people have fled, at least 74 have been killed, and 83 were hurt, the United Nations said.",
     ("violation", "happened", "United Nations", "at least 74")),
    ("Norway held 69 of them, ten of whom were killed on Monday.", ("violation", "happened", None, "ten of whom")),
    ("The council jailed three of them, a step Minister Ada Lund described as unlawful.",
     ("position", "ongoing", "Ada Lund", "a step")),
    ("The Front left Lom on Monday, a week after seizing the town from Norway.",
     ("violation", "happened", None, "seizing")),
    ("The envoy said front lines had been stable, with isolated clashes reported in Lom.",
     ("violation", "happened", "The envoy", "with isolated")),
    ("Norway freed 11 soldiers on Sunday, even as talks with the Front remained frozen.",
     ("obstacle", "ongoing", None, "talks")),
    ("Norway refuses to release the fighters, whom it has put on trial, unless Sweden frees a group of agents.",
     ("refusal", "conditional", "Norway", "Norway")),
    ("Under a framework agreed with the Front in May, Norway will free 40 men.", ("plan", "planned", None, "Under")),
    ("\"It is not true that we shelled the hospital,\" Minister Ada Lund said.",
     ("denial", "denied", "Ada Lund", '"It is not')),
    ("The United Nations said that Norway's claim that it had warned residents was false.",
     ("denial", "denied", "United Nations", "The United")),
    ("The allegation that Norwegian units have shelled Lom is devoid of all foundation.",
     ("denial", "denied", None, "The allegation")),
    ("Four bodies have been found, the Norwegian army's spokesman, Nils Berg, has said.",
     ("statement", "happened", "Nils Berg", "Four")),
    ("Ada Lund and Kari Moe are expected in Oslo on Thursday, the Norwegian spokesman, Nils Berg, has confirmed.",
     ("plan", "planned", "Nils Berg", "Ada")),
    ("The truce came as Nils Berg, the king's adviser on trade, said Norway had accepted the text.",
     ("statement", "happened", "Nils Berg", "Nils Berg")),
    ("Minister Ada Lund recalled that Article 4 of the accord prohibits any support to the rebels.",
     ("commitment", "planned", "Ada Lund", "Minister")),
    ("Norway's deputy premier, Nils Berg, ruled out talks with the Front.",
     ("refusal", "planned", "Nils Berg", "Norway")),
    ("Norwegian leaders will put forward their own draft next week, Minister Ada Lund said.",
     ("plan", "planned", "Ada Lund", "Norwegian")),
    ("Norway handed over two bodies on Sunday, Minister Ada Lund said, a week before she is due to meet the king.",
     ("fulfilment", "happened", "Ada Lund", "Norway")),
    ("Nils Berg told Reuters the army would leave Lom but warned that it reserved the right to return.",
     ("plan|commitment", "planned", "Nils Berg", "Nils Berg"), ("position", "ongoing", "Nils Berg", "warned")),
    ("Norway, which denies arming the Front, welcomed the deal.", ("position", "ongoing", "Norway", "Norway"),
     ("denial", "denied", "Norway", "Norway, which")),
    ("Norway plans to return 12 prisoners \"in the coming weeks\", a source told AFP.",
     ("plan", "planned", "a source", "Norway")),
    ("The opposition claims that 200 soldiers were captured in Lom.",
     ("figure|violation", "happened", "The opposition", "The opposition")),
    ("The exchange could take place in May, Minister Ada Lund said, adding that lists of 1,200 names had been agreed.",
     ("plan", "hypothetical", "Ada Lund", "The exchange"), ("statement|figure|commitment", "happened", "Ada Lund", "adding")),
    ("Minister Ada Lund said rebels had laid a fence across the road, stopping 74 families from reaching their homes.",
     ("violation", "happened", "Ada Lund", "Minister")),
    ("\"I have no right to give up land,\" Minister Ada Lund said.", ("statement", "ongoing|happened", "Ada Lund", '"I have')),
    ("Norway and Sweden signed a deal on Monday, mediator Qatar said, even as residents reported new clashes in Lom.",
     ("violation", "happened", "residents", "residents")),
    ("Qatar and Egypt have been pushing the sides to implement a framework.",
     ("demand", "proposed|ordered", "Qatar and Egypt", "Qatar")),
    ("Neither step has been taken.", ("obstacle", "happened", None, "Neither")),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:50] for row in ROWS])
def test_what_is_said_of_a_thing(row: tuple[str, *tuple[tuple[str, str, str | None, str], ...]]) -> None:
    text, *wanted = row
    made = read_text(text, published="2026-06-18")
    told = [
        (one.type, one.modality, None if one.holder.kind == "outlet" else one.holder.text, one.quote) for one in made
    ]
    for kind, modality, holder, begins in wanted:
        assert any(
            one[0] in kind.split("|") and one[1] in modality.split("|") and (holder or "") in (one[2] or "") and (holder is None) == (one[2] is None)
            and one[3].startswith(begins)
            for one in told
        ), told  # fmt: skip


def test_what_is_left_open_is_no_claim() -> None:
    assert not read_text("Whether the faction would free the 20 officers it allegedly holds in Lom was not clear.")


def test_handing_over_is_no_bound() -> None:
    (claim,) = read_text("Norway handed over 15 bodies on Sunday.", published="2026-06-18")
    assert [(one.value, one.low, one.high) for one in claim.quantities] == [(15, 15, 15)]


def test_what_was_agreed_starts_ahead() -> None:
    (claim,) = read_text("Both sides agreed to a 48-hour pause starting on Friday.", published="2026-06-18")
    assert claim.when is not None and claim.when.start == "2026-06-19"


def test_an_office_of_another_place_is_another_person() -> None:
    text = "Odesa's governor, Oleh Kiper, said four were killed.\n\nIn Belgorod, the regional governor said two died."
    assert all(claim.holder.text != "Oleh Kiper" for claim in read_text(text)[1:])


def test_another_ministry_is_not_the_one_named_before() -> None:
    text = "Thailand's foreign ministry denied it.\n\nMore than 640 people fled, the Interior Ministry said."
    last = read_text(text)[-1]
    assert last.holder.text == "the Interior Ministry" and last.holder.actor is None


def test_the_time_is_that_of_the_deed() -> None:
    (claim,) = read_text(
        "Nine men detained in Lom on May 11 were freed on Saturday, a diplomat said.", published="2026-05-18"
    )
    assert claim.when is not None and claim.when.start == "2026-05-16"


def test_the_month_of_an_accord_is_no_time_of_its_breach() -> None:
    (claim,) = read_text("Minister Ada Lund called the raid a violation of the November 2024 ceasefire.")
    assert claim.type == "violation" and claim.when is None


def test_a_number_behind_a_plain_subject_is_its_object() -> None:
    (claim,) = read_text("A drone strike on a hospital in Dilling killed at least six people, a medic told AFP.")
    assert (claim.type, claim.holder.text, claim.quantities[0].value) == ("violation", "a medic", 6)


def test_a_warning_to_leave_is_a_demand() -> None:
    made = read_text("The Norwegian army said it hit a site and warned residents of two villages to leave.")
    assert [claim.type for claim in made] == ["violation", "demand"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday the remains of Ada Lund were returned, and on Sunday those of three others.", "2026-05-10"),
        ("On Tuesday the remains of Ada Lund were returned and, on Sunday, a note.", "2026-05-12"),
        ("On Sunday Norway freed two captives, and on Tuesday it freed none.", "2026-05-10"),
    ],
)
def test_the_time_of_a_figure_is_that_of_the_part_in_which_it_stands(text: str, day: str) -> None:
    claim = read_text(text, published="2026-05-15")[0]
    assert claim.when is not None and claim.when.start == claim.when.end == day


def test_now_is_no_date() -> None:
    """It says that it is so as somebody speaks, which is told of every claim."""
    (claim,) = read_text("The total now stands at 330.", published="2026-05-15")
    assert claim.when is None


@pytest.mark.parametrize("verb", ["took effect", "came into force", "went into effect", "entered into force"])
def test_a_truce_that_takes_effect_is_told_by_any_voice(verb: str) -> None:
    told = read_text(f"The truce {verb} on Friday.", published="2026-05-15")[0]
    assert (told.type, told.modality, told.event) == ("fulfilment", "happened", "YIELD")
    ahead = read_text("The truce will take effect on Friday.", published="2026-05-12")[0]
    assert (ahead.type, ahead.modality) == ("plan", "planned")
