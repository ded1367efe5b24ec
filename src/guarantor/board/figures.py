"""A cell kept to what the eye compares: one short quantity, one short "by", and letters for the marks beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from guarantor.briefing.standing import earlier_words
from guarantor.linking.roots import Roots
from guarantor.model.assessment import Owed, ProvisionStatus

_RATE = re.compile(r"\(((?:[a-z]+ )*)([\d.,]+) (a \w+)(?: of ([\d.,]+))?\)")

FOOTNOTES: Mapping[str, tuple[str, str]] = {
    "figures differ": ("a", "figures differ between those who tell them"),
    "two readings": ("b", "the text can be read in two ways, and they come to different statuses"),
    "single origin": ("c", "rests on one origin"),
    "derived": ("d", "a figure that nobody printed; worked out from the words cited"),
    "timing not told": ("e", "told done, not when"),
    "sum differs": ("f", "single acts told add up to something else than the total told"),
    "deadline told differently": ("g", "the deadline is told differently"),
    "time past": ("h", "the time is past, and this account tells nothing"),
    "corroborated": ("i", "told by more than one independent origin"),
    "verified": ("j", "told by a body that the text names to verify"),
    "called a breach": ("k", "called a breach by somebody who tells of no act or omission"),
    "called no breach": ("l", "said to be no breach"),
}
"""The marks that stand beside a cell as letters, with what each says under the table."""

SILENT = ("no information", "not yet due")


def short_figure(owed: Owed | None) -> str:
    """The quantity of a cell: "19 of 28", "1,968 or up to 2,000 of 1,950", "90 or 146 a day"; empty
    where none.

    Where an account has a lowest and a highest figure it is these, as in the words of the state; else its roots'.

    >>> from guarantor.model.assessment import RootFigure
    >>> short_figure(Owed(target=28, by_root=(RootFigure(root="a", value=17, until=0),)))
    '17\\xa0of\\xa028'
    """
    if owed is None:
        return ""
    if not owed.by_root:
        return owed.text
    rates = _RATE.findall(owed.text)
    if rates:
        values = sorted({(round(float(rate.replace(",", ""))), put) for put, rate, _, _ in rates})
        of = f" of {rates[0][3]}" if rates[0][3] else ""
        return fixed(f"{_spread([f'{put}{value:,}' for value, put in values])} {rates[0][2]}{of}")
    of = f" of {owed.target:,.10g}" if owed.target else ""
    shown = owed.ends or sorted(owed.by_root, key=lambda figure: (figure.value, figure.bound))
    return fixed(_spread(list(dict.fromkeys(figure.text for figure in shown))) + of)


def _spread(told: Sequence[str]) -> str:
    return " or ".join(told) if len(told) < 3 else f"{told[0]} to {told[-1]}"


def fixed(text: str) -> str:
    """A figure that breaks, if it has to, before "or", never before its "of" or "a day".

    >>> fixed("1,968 or up to 2,000 of 1,950")
    '1,968 or up to 2,000\\xa0of\\xa01,950'
    """
    return re.sub(r" (?=of |a )|(?<= of) | (?<=a )(?=\w)", "\N{NO-BREAK SPACE}", text)


def short_by(status: ProvisionStatus, roots: Roots) -> str:
    """Whose word decides, and what other periods came to; nothing where nobody's does."""
    parts: list[str] = []
    if status.status in ("breached", "disputed") and status.against:
        parts.append(names(status.against, roots))
    elif status.tellers and status.status not in SILENT:
        parts.append(names(status.tellers, roots))
    if earlier := earlier_words(status):
        parts.append(earlier)
    return "; ".join(parts)


def names(found: tuple[str, ...], roots: Roots, most: int = 2) -> str:
    """A few roots by name: "Anadolu, Reuters and 2 more"."""
    told = list(dict.fromkeys(roots.name(root) for root in found))
    more = f" and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + more


def named(text: str, roots: Roots) -> str:
    """A figure told by several, "a: 3; b: 4", with the roots by name instead of by id."""
    parts = [part.partition(": ") for part in text.split("; ")]
    return "; ".join(f"{roots.name(root)}: {rest}" if colon else root for root, colon, rest in parts)


def letters(status: ProvisionStatus) -> str:
    """The letters of a cell's marks, in order."""
    return "".join(sorted({FOOTNOTES[mark.name][0] for mark in status.marks if mark.name in FOOTNOTES}))
