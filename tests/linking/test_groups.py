"""Groups of reports as they come in practice: no circle is missed, and nothing is joined that is two."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from guarantor.linking.origins import Origins
from guarantor.linking.roots import Roots
from guarantor.model.claim import ReportRef
from guarantor.model.report import Report
from linking.making import PEOPLE, chain, claim

WIRE = (
    "Convoys carrying flour and medicine reached the eastern valley on Monday after the river crossing was opened for "
    "the first time in five weeks, and drivers said that the road beyond the second bridge had been cleared of mines by "
    "engineers from both armies. Shopkeepers in the valley's market town lowered the price of bread within hours, while "
    "the mayor asked for a timetable so that farmers could plan their own journeys to the depots on the far bank."
)
SHORT = " ".join(WIRE.split()[:38])
LEDE = (
    f"Good news for the valley this week. {SHORT} More in tomorrow's paper, with a map of all crossings that are open."
)
NEXT_DAY = (
    "Convoys carrying flour and medicine were turned back from the western valley on Tuesday after the river crossing "
    "was shut by flood water, and drivers waited through the night in a line that reached to the first bridge. A second "
    "attempt will be made once the gauge falls below the red mark, said the harbour master, who has counted 61 lorries."
)
BULLETIN = "On {day} the mission counted {a} crossings and {b} violations on the line, of which {c} were by night. "
MOULD = "It reminds all sides that the line must stay quiet and that its patrols need free passage at every hour."
ARABIC = (
    "وصلت قوافل تحمل الدقيق والدواء إلى الوادي الشرقي يوم الاثنين بعد فتح المعبر على النهر للمرة الأولى منذ خمسة أسابيع"
)


@dataclass(frozen=True)
class Said:
    """One report of a group: its text, outlet, whom its claim rests on, and what it cites or credits."""

    text: str
    outlet: str
    holder: tuple[str, str | None] | None = None
    through: tuple[str, str | None] | None = None
    credit: str | None = None


NORTH, SOUTH = ("Northland", "north"), ("Southland", "south")
GROUPS: dict[str, tuple[list[Said], list[set[int]]]] = {
    "one wire, whole, in three papers": ([Said(WIRE, "A"), Said(WIRE, "B"), Said(WIRE, "C")], [{0, 1, 2}]),
    "a wire cut down to its head": ([Said(WIRE, "A"), Said(SHORT, "B")], [{0, 1}]),
    "a wire with a frame of its own": ([Said(WIRE, "A"), Said(LEDE, "B")], [{0, 1}]),
    "two cuts of one wire that share little": (
        [Said(" ".join(WIRE.split()[:34]), "A"), Said(" ".join(WIRE.split()[30:]), "B")], [{0}, {1}]),
    "two cuts of one credited wire": (
        [Said(" ".join(WIRE.split()[:34]), "A", credit="AFP"), Said(" ".join(WIRE.split()[30:]), "B", credit="AFP")],
        [{0, 1}]),
    "the same words, two agencies": (
        [Said(WIRE, "A", credit="AFP"), Said(WIRE, "B", credit="Reuters")], [{0}, {1}]),
    "two agencies with one quote of a spokesman": (
        [Said(WIRE, "A", NORTH, credit="AFP"), Said(NEXT_DAY, "B", NORTH, credit="Reuters")], [{0, 1}]),
    "two parties in one wire": ([Said(WIRE, "A", NORTH), Said(WIRE, "A2", SOUTH)], [{0}, {1}]),
    "a rival's copy of the other's word": ([Said(WIRE, "A", NORTH), Said(SHORT, "B", NORTH)], [{0, 1}]),
    "the next day, of another valley": ([Said(WIRE, "A"), Said(NEXT_DAY, "B")], [{0}, {1}]),
    "a bulletin from a mould, two days": (
        [Said(BULLETIN.format(day="1 May", a=412, b=17, c=9) + MOULD, "A"),
         Said(BULLETIN.format(day="2 May", a=388, b=22, c=14) + MOULD, "B")], [{0}, {1}]),
    "a bulletin copied": (
        [Said(BULLETIN.format(day="1 May", a=412, b=17, c=9) + MOULD, "A"),
         Said(BULLETIN.format(day="1 May", a=412, b=17, c=9) + MOULD, "B")], [{0, 1}]),
    "a copy with one number changed": (
        [Said(f"{WIRE} In all, 412 lorries and 17 buses crossed.", "A"),
         Said(f"{WIRE} In all, 421 lorries and 17 buses crossed.", "B")], [{0, 1}]),
    "a translation that credits the wire": (
        [Said(WIRE, "A", through=("Wire", "wire")), Said(ARABIC, "B", through=("Wire", "wire"))], [{0, 1}]),
    "a translation that credits nobody": ([Said(WIRE, "A"), Said(ARABIC, "B")], [{0}, {1}]),
    "a translation of a party's word": ([Said(WIRE, "A", NORTH), Said(ARABIC, "B", NORTH)], [{0, 1}]),
    "one cites the other's paper": (
        [Said(WIRE, "The Post"), Said(NEXT_DAY, "B", through=("The Post", "post"))], [{0, 1}]),
    "both cite a third paper": (
        [Said(WIRE, "A", through=("The Post", "post")), Said(NEXT_DAY, "B", through=("The Post", "post"))], [{0, 1}]),
    "both cite, each another": (
        [Said(WIRE, "A", through=("The Post", "post")), Said(NEXT_DAY, "B", through=("Wire", "wire"))], [{0}, {1}]),
    "a third text between two agencies": (
        [Said(WIRE, "A", credit="AFP"), Said(SHORT, "B"), Said(WIRE, "C", credit="Reuters")], [{0, 1}, {2}]),
    "a party's own paper and the party": (
        [Said(WIRE, "Northland Herald", NORTH), Said(NEXT_DAY, "B", NORTH)], [{0, 1}]),
    "an army and its state are two resolved roots": (
        [Said(WIRE, "A", NORTH), Said(WIRE, "B", ("Northland's army", "north.army"))], [{0}, {1}]),
    "twenty prints of one wire": ([Said(WIRE, f"Outlet {n}") for n in range(20)], [set(range(20))]),
    "one sentence in common": (
        [Said(WIRE, "A"), Said(f"{NEXT_DAY} {' '.join(WIRE.split()[:14])}.", "B")], [{0}, {1}]),
    "two texts of no length": ([Said("They met.", "A"), Said("They left.", "B")], [{0}, {1}]),
    "capitals and blanks": ([Said(WIRE, "A"), Said(WIRE.upper().replace(" ", "\n"), "B")], [{0, 1}]),
    "a page that grew": ([Said(SHORT, "A"), Said(f"{WIRE} {NEXT_DAY}", "B")], [{0, 1}]),
    "two pages that share an old story": (
        [Said(f"{SHORT} {NEXT_DAY} {NEXT_DAY[::-1]}", "A"), Said(f"{SHORT} {' '.join(reversed(WIRE.split()))}", "B")], [{0}, {1}]),
    "a witness beside a copy": (
        [Said(WIRE, "A"), Said(WIRE, "B"), Said(NEXT_DAY, "C", ("The Watch", "watch"))], [{0, 1}, {2}]),
    "a wire of one agency in one paper twice": (
        [Said(WIRE, "A", credit="AFP"), Said(NEXT_DAY, "A", credit="AFP")], [{0, 1}]),
}  # fmt: skip


def found(said: list[Said]) -> list[set[int]]:
    """The numbers of the reports by origin, in the upper count."""
    roots = Roots(PEOPLE)
    origins, groups = Origins(roots), dict[str, set[int]]()
    made = []
    for number, each in enumerate(said):
        report = Report(
            text=each.text, location=f"{number}.txt", outlet=each.outlet, credit=each.credit, published="2025-05-05"
        )
        stations = [("outlet", each.outlet, None)]
        stations += [("agency", *each.through)] if each.through else []
        stations += [("holder", *each.holder)] if each.holder else []
        words = claim(quote=each.text[:9], report=ReportRef.of(report), chain=chain(*stations))  # type: ignore[arg-type]
        origins.add(report.id, report)
        origins.tie(words.id, report.id, words)
        made.append(words)
    for number, words in enumerate(made):
        groups.setdefault(origins.of(words.id, roots.of(words)), set()).add(number)
    return sorted(groups.values(), key=min)


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_of_reports(name: str) -> None:
    said, wanted = GROUPS[name]
    assert found(said) == wanted
