"""Amounts told month by month, from the words of reports to status and chart."""

from __future__ import annotations

import pytest

from guarantor.board.asking import ask_of
from guarantor.board.counters import charts_of
from guarantor.board.question import Question
from guarantor.case import Case, init_case, open_case

FUEL = """
objects:
  fuel: {name: fuel, words: [fuel]}
provisions:
  fuel:
    title: Fuel for the towns
    text: accord 6
    debtor: northland
    do: {act: deliver, of: fuel, quantity: 40000 tonnes/month}
    from: "2031-01-01"
    every: month
    carry-over: true
"""
TOLD = (
    ("2031-02-03", "Northland delivered 40,000 tonnes of fuel in January, the Joint Commission said."),
    ("2031-03-03", "Northland delivered 42,000 tonnes of fuel in February, the Joint Commission said."),
    ("2031-03-20", "Northland delivered 5,000 tonnes of fuel on 12 March, the Joint Commission said."),
    ("2031-04-03", "Northland delivered 45,000 tonnes of fuel in March, the Joint Commission said."),
    ("2031-04-05", "Northland delivered 1,500 tonnes of fuel a day in March, the Joint Commission said."),
    ("2031-04-15", "Northland has delivered 20,000 tonnes of fuel so far in April, the Joint Commission said."),
)


@pytest.fixture(scope="module")
def fuel(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("months") / "case"
    init_case(folder)
    (folder / "agreement" / "4-fuel.yaml").write_text(FUEL, encoding="utf-8")
    described = folder / "case.yaml"
    described.write_text(described.read_text(encoding="utf-8").replace("since: 2031-03-01", "since: 2031-01-01"))
    for report in folder.glob("reports/*"):
        report.unlink()
    for day, text in TOLD:
        head = f"---\noutlet: lakeside-wire\npublished: {day}\ntitle: Fuel\n---\n"
        (folder / "reports" / f"{day}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    case = open_case(folder)
    case.read([folder / "reports"])
    return case


@pytest.mark.parametrize(
    ("as_of", "read_by", "figure"),
    [
        ("2031-02-20", None, 40_000),
        ("2031-03-10", None, 82_000),
        ("2031-03-14", "2031-03-14", 82_000),  # what was done on the twelfth was printed on the twentieth
        ("2031-03-14", None, 87_000),
        ("2031-04-20", None, 127_000),
    ],
)
def test_months_add_up_and_nothing_is_counted_twice(fuel: Case, as_of: str, read_by: str | None, figure: float) -> None:
    """What came on 12 March is a part of March's; a rate and an unfinished month are not added."""
    cell = fuel.status(as_of=as_of, published_by=read_by)["fuel"]
    assert cell.owed is not None
    assert [(each.root, each.value) for each in cell.owed.by_root] == [("commission", figure)]


def test_the_chart_shows_each_month_as_a_rate(fuel: Case) -> None:
    (chart,) = charts_of(Question(case=fuel, ask=ask_of({"as-of": "2031-04-20"}, fuel)), {}, "/counters").charts.items
    assert [each.label for each in chart.panels[0].counted] == ["40,000 a month", "42,000 a month", "45,000 a month"]
    assert [line.told for line in chart.lines] == ["40,000", "42,000", "45,000", "20,000"]
