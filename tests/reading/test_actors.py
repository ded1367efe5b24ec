"""Who is meant: names of the general table, organs of states, titles, and words that stand for others."""

from __future__ import annotations

import pytest

from guarantor.reading.actors import Actor, ActorTable, Cast, table_of, world
from guarantor.reading.text import read_document


def resolved(text: str, words: str, table: ActorTable | None = None) -> tuple[str, str | None, str]:
    """Text, actor and kind of the last mention of some words, after all earlier ones were heard in order."""
    document = read_document(text)
    cast = Cast(document, table or world())
    start = text.rfind(words)
    number = next(i for i, s in enumerate(document.sentences) if s.start <= start < s.end)
    for earlier in range(number):
        first = document.sentences[earlier].tokens[0]
        names = [n for n in cast.lines[earlier].names if n.use != "adjective"]
        if names:
            cast.holder(earlier, cast.lines[earlier].span(names[0].first, names[0].last))
        else:
            cast.holder(earlier, (first.start, first.end))
    found = cast.holder(number, cast.widened(number, (start, start + len(words))))
    return found.text, found.actor, found.kind


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Türkiye", "turkiye"), ("Turkey", "turkiye"), ("Ankara", "turkiye"), ("the Kremlin", "russia"),
        ("the White House", "united-states"), ("Doha", "qatar"), ("UAE", "united-arab-emirates"),
        ("DR Congo", "congo-kinshasa"), ("ICRC", "icrc"), ("the Red Cross", "icrc"), ("Reuters", "reuters"),
        ("OCHA", "un.ocha"), ("M23", "m23"), ("the Rapid Support Forces", "rsf-sudan"),
        ("Turkish Foreign Ministry", "turkiye.mfa"), ("Türkiye's Ministry of Foreign Affairs", "turkiye.mfa"),
        ("the Kenyan government", "kenya"), ("Thai army", "thailand.army"), ("Norway's police", "norway.police"),
        ("the Indian Defence Ministry", "india.mod"), ("Zelenskyy", "volodymyr-zelensky"),
    ],
)  # fmt: skip
def test_a_name_leads_to_its_actor(words: str, actor: str) -> None:
    assert resolved(f"{words} said so.", words)[1] == actor


@pytest.mark.parametrize(
    ("words", "actor", "kind"),
    [
        ("Norwegian Foreign Minister Ada Lund", "norway.mfa", "named"),
        ("a senior Turkish official", "turkiye", "anonymous"),
        ("Turkish diplomatic sources", "turkiye.mfa", "anonymous"),
        ("sources in the Turkish defence ministry", "turkiye.mod", "anonymous"),
        ("two sources familiar with the talks", None, "anonymous"),
        ("Hamas spokesman Omar Lund", "hamas", "named"),
        ("the Kenyan president", "kenya.presidency", "role"),
        ("Tom Fletcher, the UN's humanitarian chief", "tom-fletcher", "named"),
        ("Netanyahu's office", "israel.pm", "named"),
        ("the report", None, "document"),
        ("a statement by the Thai army", "thailand.army", "named"),
    ],
)
def test_a_phrase_is_read_whole(words: str, actor: str | None, kind: str) -> None:
    _, found, of_kind = resolved(f"Then {words}, it is told, said so.", words)
    assert (found, of_kind) == (actor, kind)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Foreign Minister Ada Lund spoke. She left.", "She", "Ada Lund"),
        ("Ada Lund, head of the office, spoke. Lund left.", "Lund", "Lund"),
        ("The Lakes Media Office gave figures. The office said so.", "The office", "Lakes Media Office"),
        ("The Thai Defence Ministry gave figures. The ministry said so.", "The ministry", "Thai Defence Ministry"),
        ("Hamas gave figures. The movement said so.", "The movement", "Hamas"),
        ("Minister Ada Lund met Colonel Omar Berg. The minister said so.", "The minister", "Ada Lund"),
    ],
)
def test_words_that_stand_for_others(text: str, words: str, name: str) -> None:
    assert resolved(text, words)[0] == name


def test_what_nothing_fits_stays_open_and_says_so() -> None:
    document = read_document("It rained. They said so.")
    cast = Cast(document, world())
    found = cast.holder(1, (11, 15))
    assert found.open and found.actor is None and "not resolved" in (found.note or "")


def test_an_office_of_a_person_is_never_another_office() -> None:
    text = "The Lakes Media Office gave figures. Lund's office said so."
    assert resolved(text, "Lund's office")[0] == "Lund's office"


def test_several_speakers_are_nobody_alone() -> None:
    text, actor, _ = resolved("Egypt, Qatar and Norway said so.", "Norway")
    assert text == "Egypt, Qatar and Norway" and actor is None


def test_a_state_s_people_and_adjective_are_no_government() -> None:
    cast = Cast(read_document("Two Norwegians left the Norwegian village."), world())
    assert cast.mention(0, (0, 14)).actor in (None, "norway")
    assert [name.use for name in cast.lines[0].names] == ["people", "adjective"]


def test_a_case_s_actors_lie_over_the_general_ones() -> None:
    case = table_of(
        [{"id": "lakes.office", "names": ["Government Media Office", "GMO"], "kind": "organ", "side": "lakes"}]
    )
    table = case.over(world())
    assert table.named("Government Media Office") == Actor(
        id="lakes.office", names=("Government Media Office", "GMO"), kind="organ", side="lakes"
    )
    assert table.side("lakes.office") == "lakes"
    assert table.named("Reuters") is not None


def test_sides_follow_the_organs() -> None:
    table = world()
    assert table.line("hakan-fidan") == ("hakan-fidan", "turkiye.mfa", "turkiye")
    assert table.side("hakan-fidan") == "turkiye"
    assert table.side("norway.mfa") == "norway"
    assert table.side("icrc") is None and table.side("nobody") is None


def test_the_table_is_sound() -> None:
    """Every organ and side named in the data exists, and no name leads to two actors."""
    table = world()
    for actor in table:
        assert actor.organ_of is None or table.get(actor.organ_of) is not None, actor
        assert actor.side is None or table.get(actor.side) is not None, actor
        for name in actor.names:
            found = table.named(name)
            assert found is None or found.id == actor.id, (name, actor.id, found)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Norway denied it. Its army said so.", "Its army", "norway.army"),
        (
            "The Thai army shelled the hill. Cambodia protested. Its defence ministry said so.",
            "Its defence ministry",
            "cambodia.mod",
        ),
        ("Hamas rejected it. Its spokesman Omar Berg said so.", "Its spokesman Omar Berg", "hamas"),
    ],
)
def test_its_organ_is_that_of_the_last_named(text: str, words: str, actor: str) -> None:
    assert resolved(text, words)[1] == actor


def test_a_longer_name_is_not_the_listed_one_in_it() -> None:
    assert resolved("The Hillmen National Liberation Army said so.", "The Hillmen National Liberation Army")[1] is None
