"""Whose word a report is in a language that no rule reads: one person beside a verb of saying, or nobody."""

import pytest

from guarantor.model.report import Report
from guarantor.reading import read_report
from guarantor.reading.actors import world
from guarantor.reading.heads import speaker_of
from guarantor.reading.patterns import read_table

SPEAKERS = (
    ("ar", "وقال وزير الخارجية المصري بدر عبد العاطي إن المعبر سيفتح يوم الأحد.", "badr-abdelatty"),
    ("ar", "أعلن رئيس مجلس السيادة عبد الفتاح البرهان أن الجيش يقبل الهدنة.", "abdel-fattah-al-burhan"),
    ("ar", "قال متحدث باسم نتنياهو إن الاجتماع تأجل.", None),
    ("ar", "قال مسؤول إن نتنياهو وافق على الخطة.", None),
    ("ar", "قال لافروف إن المحادثات جيدة. وأكد ماركو روبيو أن الموعد تغير.", None),
    ("ar", "قال سيرغي لافروف إن المحادثات جيدة. وأضاف لافروف أن الموعد لم يتغير.", "sergei-lavrov"),
    ("he", "שר החוץ גדעון סער אמר כי המעבר ייפתח ביום ראשון.", "gideon-saar"),
    ("he", "דובר של נתניהו אמר כי הפגישה נדחתה.", None),
    ("ru", "Министр иностранных дел Сергей Лавров заявил, что встреча состоится в среду.", "sergei-lavrov"),
    ("ru", "Встреча состоится в среду, сообщил в понедельник Дмитрий Песков.", "dmitry-peskov"),
    ("ru", "Источник сообщил, что Путин согласен.", None),
    ("uk", "Міністр Андрій Сибіга заявив, що переговори тривають.", "andrii-sybiha"),
    ("es", "El presidente Gustavo Petro dijo que los diálogos siguen.", "gustavo-petro"),
    ("es", "El portavoz de Gustavo Petro dijo que los diálogos siguen.", None),
    ("es", "El ministro dijo a Gustavo Petro que los diálogos siguen.", None),
    ("en", "Sergei Lavrov said that talks go on.", None),
)


@pytest.mark.parametrize(("language", "text", "actor"), SPEAKERS)
def test_a_speaker_is_found_beside_a_verb_of_saying_alone(language: str, text: str, actor: str | None) -> None:
    found = speaker_of(text, language)
    assert (found.actor if found else None) == actor


def test_name_and_sentence_are_cut_out_of_the_text() -> None:
    text = "Вчера был дождь. Сергей Лавров заявил, что встреча состоится."
    found = speaker_of(text, "ru")
    assert found is not None
    assert (text[slice(*found.name)], text[slice(*found.sentence)]) == (
        "Сергей Лавров", "Сергей Лавров заявил, что встреча состоится",
    )  # fmt: skip


def test_the_person_who_will_read_is_told_who_speaks() -> None:
    reading = read_report(Report(text=SPEAKERS[0][1], location="a.txt", published="2031-05-06"))
    assert reading.claims == ()
    assert "Badr Abdelatty (“بدر عبد العاطي”)" in reading.notes[1]


def test_every_name_in_another_script_is_of_somebody_in_the_table_and_of_one_alone() -> None:
    rows = [(row["id"], name) for row in read_table("actors/people_scripts.tsv") for name in row["names"].split("|")]
    assert all(world().get(actor) is not None for actor, _ in rows)
    assert len({name for _, name in rows}) == len(rows)
