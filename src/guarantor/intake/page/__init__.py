"""A web page: its article's text with the way back to the markup, and what it says of itself.

>>> page = parse_page("<title>At the bridge</title><body><p>They&nbsp;met at the <b>bridge</b>.</p>")
>>> page.text, page.signs[0].value
('They met at the bridge.', 'At the bridge')
"""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.intake.page.carrying import Carried
from guarantor.intake.page.choosing import Choice, by_trafilatura, choose
from guarantor.intake.page.head import signs_of
from guarantor.intake.page.markup import Markup, take_apart
from guarantor.model.report import Place, Sign

__all__ = ["Page", "parse_page", "words_of"]


ASKED, TAGS_ASKED = 2_000_000, 20_000
"""Characters and tags of a page up to which another judge is asked: it builds trees, and takes its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """``signs`` are sorted: of each field the most believed first. ``how`` says how the text was found."""

    text: str
    places: tuple[Place, ...]
    signs: tuple[Sign, ...]
    how: str


def parse_page(html: str, address: str | None = None, *, ask: bool = True) -> Page:
    """A page's article and head; never raises on bad markup.

    Where the rules are unsure of the article and ``ask`` is set, trafilatura (if installed) is asked which blocks are.
    """
    markup = take_apart(html)
    choice = choose(markup)
    if ask and not choice.sure and markup.blocks and _askable(markup):
        choice = by_trafilatura(markup) or choice
    return _page(markup, choice, address)


def _askable(markup: Markup) -> bool:
    return len(markup.html) <= ASKED and markup.html.count("<") <= TAGS_ASKED


def words_of(html: str) -> Page:
    """All the visible text of a fragment of markup (a feed's item, a mail), with the way back."""
    markup = take_apart(html)
    return _page(markup, Choice(blocks=tuple(markup.blocks), how="all its text", sure=True), None)


def _page(markup: Markup, choice: Choice, address: str | None) -> Page:
    text = Carried(markup.html)
    for block in choice.blocks:
        text.add(block.runs)
    return Page(
        text=text.text, places=tuple(text.places), signs=tuple(signs_of(markup, address)), how=choice.how
    )  # fmt: skip
