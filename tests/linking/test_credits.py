"""Whose text a report is: marks of agencies, and what is no mark."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guarantor.linking.credits import Credits, wire_address
from guarantor.model.actor import People
from guarantor.model.report import Report
from linking.making import PEOPLE

TEXT = "Drivers waited three days at the crossing. The gates opened on Friday."


def credited(text: str = TEXT, people: People = PEOPLE, **fields: str | None) -> tuple[str, str] | None:
    found = Credits(people).of(Report(text=text, location="-", **fields))  # type: ignore[arg-type]
    return None if found is None else (found.agency, found.how)


@pytest.mark.parametrize(
    ("fields", "agency", "how"),
    [
        ({"credit": "Wire Agency"}, "wire", "byline"),
        ({"credit": "By THE ASSOCIATED PRESS"}, "ap", "byline"),
        ({"credit": "AFP/Staff"}, "afp", "byline"),
        ({"outlet": "Lakes Post/Wire"}, "wire", "outlet"),
        ({"outlet": "Lakes Post (Reuters)"}, "reuters", "outlet"),
        ({"outlet": "Reuters"}, "reuters", "outlet"),
        ({"text": f"LAKE CITY, May 3 (Wire) — {TEXT}"}, "wire", "dateline"),
        ({"text": f"A headline\n\nLAKE CITY (AP) - {TEXT}"}, "ap", "dateline"),
        ({"text": f"{TEXT}\n\n(Reporting by A. Writer; Editing by B. Editor)"}, "reuters", "sign-off"),
        ({"text": f"{TEXT}\n\n/TASS/"}, "tass", "sign-off"),
        ({"text": f"{TEXT}\nCopyright 2024 The Associated Press. All rights reserved."}, "ap", "sign-off"),
        ({"text": f"{TEXT} Reuters."}, "reuters", "sign-off"),
        ({"url": "https://www.apnews.com/article/1"}, "ap", "address"),
        # in other scripts and languages
        ({"credit": "رويترز"}, "reuters", "byline"),
        ({"outlet": "جريدة البحيرة / وكالة الأناضول"}, "anadolu", "outlet"),
        ({"text": "القاهرة (رويترز) - قال وزير يوم الاثنين إن المعبر سيفتح."}, "reuters", "dateline"),
        ({"text": "قال وزير يوم الاثنين إن المعبر سيفتح.\n\nالمصدر: فرانس برس"}, "afp", "sign-off"),
        ({"text": "قال وزير إن المعبر سيفتح. (أ ف ب)"}, "afp", "sign-off"),
        ({"text": "МОСКВА, 3 мая. /ТАСС/. Министр сообщил об открытии перехода."}, "tass", "dateline"),
        ({"text": "MOSCOW, May 3. /TASS/. The minister spoke of the crossing."}, "tass", "dateline"),
        ({"text": "Министр сообщил об открытии перехода.\n\nИсточник: РИА Новости"}, "ria-novosti", "sign-off"),
        ({"text": "ירושלים (רויטרס) - השר אמר כי המעבר ייפתח."}, "reuters", "dateline"),
        ({"text": "השר אמר כי המעבר ייפתח.\nמקור: סוכנות הידיעות הצרפתית"}, "afp", "sign-off"),
        ({"text": "ANKARA (AA) - Bakan geçidin açılacağını söyledi."}, "anadolu", "dateline"),
        ({"text": "Bakan geçidin açılacağını söyledi.\n\nKaynak: Fransız Haber Ajansı"}, "afp", "sign-off"),
        ({"text": "PARIS (Agence France-Presse) — Le ministre a annoncé l’ouverture."}, "afp", "dateline"),
        ({"text": "El ministro anunció la apertura.\n\nFuente: Agencia EFE"}, "efe", "sign-off"),
        ({"url": "https://news.example/world/reuters/talks-1"}, "reuters", "address"),
    ],
)
def test_marks_of_an_agency(fields: dict[str, str], agency: str, how: str) -> None:
    assert credited(**{"text": TEXT, **fields}) == (agency, how)


@pytest.mark.parametrize(
    "fields",
    [
        {"credit": "Jane Writer"},
        {"credit": "Staff and agencies"},
        {"text": "According to a Wire survey of lists, half were late. The Associated Press asked twenty people."},
        {"text": f"{TEXT} He told Reuters that they would come back."},
        {"text": "The minister (Wire) is a short name for a fence. It was cut."},
        {"url": "https://news.example/world/maps/talks"},
        {"url": "https://[broken"},
        {"outlet": "The Post"},
        {"text": "قال الوزير لرويترز إن المعبر سيفتح يوم الاثنين."},
        {"text": "Министр сообщил агентству ТАСС об открытии перехода."},
        {"text": "قال مصدر (رويترز تعرفه) إن المعبر سيفتح - ربما."},
        {"text": "השר אמר לרויטרס כי המעבר ייפתח."},
        {"text": "The road runs from the lake, the mill /and the bridge/ to the town."},
    ],
)
def test_what_is_no_credit(fields: dict[str, str]) -> None:
    assert credited(**{"text": TEXT, **fields}) is None


def test_a_wire_story_in_an_address_names_no_agency() -> None:
    assert wire_address("https://news.example/International/wireStory/talks-1")
    assert credited(url="https://news.example/International/wireStory/talks-1") is None


def test_credits_of_many_articles(shared: Path) -> None:
    """At least as many as a rule made by hand on the metadata: 83 of 84, and no false alarm."""
    folder = shared / "bench" / "data" / "attribution" / "polnear"
    credits, right, rows = Credits(People()), 0, 0
    lines = (folder / "metadata.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t"):
        if row["compartment"] != "dev":
            continue
        text = (folder / "dev" / "text" / f"{row['filename']}.txt").read_text(encoding="utf-8")
        author = None if row["author"] in ("None", "NA", "") else row["author"]
        found = credits.of(Report(text=text, location="-", credit=author))
        wanted = None if row["wire"] in ("None", "NA", "") else row["wire"].casefold()
        assert found is None or wanted is not None, "a false alarm"
        right += (found.agency if found else None) == wanted
        rows += 1
    assert rows == 84
    assert right >= 83
