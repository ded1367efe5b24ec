"""Text in other languages is recognised, kept, and never read as English."""

from __future__ import annotations

import pytest

from guarantor.model.report import Report
from guarantor.reading import read_report
from guarantor.reading.language import language_of

OTHERS = {
    "es": "El ministro dijo que las partes habían llegado a un acuerdo para la liberación de los presos en la capital.",
    "fr": "Le ministre a déclaré que les parties avaient conclu un accord sur la libération des prisonniers.",
    "tr": "Bakan, tarafların esirlerin bırakılması için bir anlaşmaya vardığını ve görüşmelerin sürdüğünü söyledi.",
    "id": "Menteri itu mengatakan bahwa para pihak telah mencapai kesepakatan untuk pembebasan tahanan di ibu kota.",
    "de": "Der Minister sagte, die Parteien hätten sich auf die Freilassung der Gefangenen in der Hauptstadt geeinigt.",
    "pt": "O ministro disse que as partes chegaram a um acordo para a libertação dos presos na capital do país.",
    "it": "Il ministro ha detto che le parti hanno raggiunto un accordo per la liberazione dei prigionieri.",
    "sw": "Waziri alisema kuwa pande zote mbili za mzozo huo zimekubaliana katika mji mkuu wa nchi hiyo.",
    "ar": "قال الوزير إن الطرفين توصلا إلى اتفاق بشأن الإفراج عن الأسرى.",
    "he": "השר אמר כי הצדדים הגיעו להסכם על שחרור האסירים.",
    "uk": "Міністр заявив, що сторони досягли згоди щодо звільнення в'язнів, і їхня зустріч відбулася.",
    "ru": "Министр заявил, что стороны договорились об освобождении пленных.",
    "th": "รัฐมนตรีกล่าวว่าทั้งสองฝ่ายตกลงกันแล้ว",
    "km": "រដ្ឋមន្ត្រីបាននិយាយថាភាគីទាំងពីរបានព្រមព្រៀង",
    "am": "ሚኒስትሩ ሁለቱም ወገኖች ስምምነት ላይ መድረሳቸውን ተናግረዋል።",
    "zh": "部长说双方已就释放囚犯达成协议。",
}


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_other_languages_are_known_and_wait(code: str, text: str) -> None:
    reading = read_report(Report(text=text, location="-"))
    assert reading.language.code == code
    assert reading.claims == ()
    assert any("waits for a person" in note for note in reading.notes)


@pytest.mark.parametrize(
    "text",
    [
        "The parties said that they would meet in the capital on Monday.",
        "TRUCE TALKS RESUME IN CAIRO AS DEADLINE NEARS",
        "Norway frees 90 prisoners",
        "Some 90 lorries crossed each day, UN figures show.",
        "The envoy, José Peña of the Mission d'Observation, said that he was in São Paulo.",
    ],
)
def test_english(text: str) -> None:
    assert language_of(text).english


def test_a_foreign_paragraph_in_an_english_report_is_passed_over() -> None:
    english = (
        "The rebels released 40 prisoners on Monday.\n\nThe envoy had asked for it, and it was the first such act.\n\n"
    )
    text = english + OTHERS["es"] + "\n\n" + OTHERS["ar"]
    reading = read_report(Report(text=text, location="-", published="2025-05-06"))
    assert reading.claims[0].quote == "The rebels released 40 prisoners on Monday"
    assert all(claim.span[1] < len(english) for claim in reading.claims)
    assert len([note for note in reading.notes if "waits for a person" in note]) == 2


def test_nothing_is_no_language() -> None:
    assert language_of(" 12 - 34 ").code == "und"
