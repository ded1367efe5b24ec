"""Reports, claims and entries for the tests of the record, written for them."""

from __future__ import annotations

from guarantor.model.claim import ChainLink, Claim, Holder, Mention, Quantity, ReportRef, When
from guarantor.model.entry import Draft
from guarantor.model.ids import content_id
from guarantor.model.report import Report

TEXT = (
    "The Northern Command said on Monday that 40 lorries crossed the bridge. "
    "The Southern Council denied it. "
    "The monitors counted 31 lorries, their spokeswoman said."
)


def report(text: str = TEXT, *, url: str | None = "https://gazette.example/bridge", **changes: object) -> Report:
    """A report by the Gazette."""
    values: dict[str, object] = {
        "text": text, "location": "bridge.txt", "outlet": "The Gazette", "title": "At the bridge",
        "published": "2031-05-06", "url": url, **changes,
    }  # fmt: skip
    return Report(**values)  # type: ignore[arg-type]


def claim(of: Report, quote: str, *, holder: str | None = None, **changes: object) -> Claim:
    """A claim on words that stand in the report."""
    start = of.text.index(quote)
    values: dict[str, object] = {
        "report": ReportRef.of(of), "span": (start, start + len(quote)), "quote": quote, "type": "statement",
        "modality": "happened", "holder": Holder(text=None), "chain": (ChainLink(role="outlet", name="The Gazette"),),
        "rule": "a rule",
    }  # fmt: skip
    if holder is not None:
        at = of.text.index(holder)
        values["holder"] = Holder(text=holder, span=(at, at + len(holder)), kind="named")
    return Claim(**{**values, **changes})  # type: ignore[arg-type]


def claims(of: Report, lorries: int = 40) -> list[Claim]:
    """The three claims of the example text."""
    return [
        claim(
            of, f"{lorries} lorries crossed the bridge", holder="The Northern Command", type="figure",
            when=When(start="2031-05-05", end="2031-05-05", precision="day", base="2031-05-06"),
            quantities=(Quantity(value=lorries, low=lorries, high=None, of="lorries", as_of="2031-05-05"),),
        ),
        claim(of, "The Southern Council denied it", holder="The Southern Council", type="denial", polarity="-"),
        claim(
            of, "The monitors counted 31 lorries", type="figure",
            actors=(Mention(text="The monitors", span=(of.text.index("The monitors"), of.text.index(" counted"))),),
        ),
    ]  # fmt: skip


def many(count: int, *, first: int = 0, each: int = 3) -> list[tuple[Report, list[Claim]]]:
    """Reports that differ in a line and stand at addresses of their own."""
    made = []
    for number in range(first, first + count):
        one = report(f"{TEXT} Line {number}.", url=None, location=f"reports/{number}.txt")
        made.append((one, claims(one)[:each]))
    return made


def draft(number: int, kind: str = "setting", *, author: str = "a test") -> Draft:
    """A draft like no other."""
    payload = {"name": f"name {number % 7}", "value": number}
    return Draft(kind=kind, id=content_id(kind, payload), payload=payload, author=author)  # type: ignore[arg-type]
