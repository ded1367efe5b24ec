"""Which blocks of a page are its article, by its own rules, and how sure they are.

The container is found by going down from the page into the one that holds most of the weight (letters of paragraphs
that are no links) until no single one does; an ``<article>`` around it that adds little more is taken whole. Where that
is unsure (little text, text in several places, most of it under names that say that it is none) another judge is asked.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from html import unescape

from guarantor.intake.page.markup import Block, Markup

SHARE = 0.7
"""Of a container's weight, for one that stands in it to be gone into."""
WIDER = 1.25
"""How much more than the chosen container an article around it may hold."""
LEAST = 250
"""Letters below which the rules are unsure that they have found an article."""
PARAGRAPH = 40
"""Letters from which a block counts as a paragraph and not as a label."""
_TEXT = frozenset({"p", "blockquote", "li", "pre", "div", "td", "section", "article", "main", "dd", "center", "body"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The article's blocks, how they were found, and whether the rules were sure of them."""

    blocks: tuple[Block, ...]
    how: str
    sure: bool


def choose(markup: Markup) -> Choice:
    """The article by the rules alone."""
    weights = [_weight(block) for block in markup.blocks]
    shown = sum(w for w, block in zip(weights, markup.blocks, strict=True) if not block.hinted)
    hidden = sum(weights) - shown
    ignore_hints = hidden > 2 * shown
    totals = _totals(markup, weights, ignore_hints)
    node = _down(markup, totals)
    around, semantic = _around(markup, node, totals)
    kept = tuple(
        block for block, inside in zip(markup.blocks, _inside(markup, around), strict=True)
        if inside and (ignore_hints or not block.hinted) and _speaks(block)
    )  # fmt: skip
    weight = totals[around]
    sure = weight >= LEAST and not ignore_hints and (semantic or weight >= 0.8 * max(1, totals[0]))
    where = f"<{markup.nodes[around].tag}>" if markup.nodes[around].tag else "the whole page"
    return Choice(blocks=kept, how=f"article text from the page's own markup ({where})", sure=sure)


def by_trafilatura(markup: Markup) -> Choice | None:
    """The blocks that trafilatura takes for the article; None where it is not installed or finds other words."""
    if importlib.util.find_spec("trafilatura") is None:
        return None
    from trafilatura import extract

    found = extract(markup.html, include_comments=False, include_tables=True, favor_precision=True)
    if not found:
        return None
    lines = {_folded(line) for line in found.splitlines()}
    whole = "\n".join(_folded(line) for line in found.splitlines())
    kept: list[Block] = []
    covered = 0
    for block in markup.blocks:
        words = _folded(block_words(markup, block))
        if words in lines or (len(words) > PARAGRAPH and words in whole):
            kept.append(block)
            covered += len(words)
    if not kept or covered < 0.8 * sum(map(len, lines)):
        return None
    return Choice(blocks=tuple(kept), how="article text by trafilatura", sure=True)


def block_words(markup: Markup, block: Block) -> str:
    """A block's markup text, roughly, for comparing words."""
    return unescape(" ".join(markup.html[start:end] for start, end in block.runs if start >= 0))


def _folded(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _weight(block: Block) -> int:
    letters = block.size - block.linked
    return letters if letters >= PARAGRAPH and block.tag in _TEXT and letters > block.linked else 0


def _totals(markup: Markup, weights: list[int], ignore_hints: bool) -> list[int]:
    """The weight in each container, those within it counted."""
    totals = [0] * len(markup.nodes)
    for weight, block in zip(weights, markup.blocks, strict=True):
        if ignore_hints or not block.hinted:
            totals[block.node] += weight
    for number in range(len(markup.nodes) - 1, 0, -1):
        totals[markup.nodes[number].parent] += totals[number]
    return totals


def _down(markup: Markup, totals: list[int]) -> int:
    children: dict[int, list[int]] = {}
    for number, node in enumerate(markup.nodes[1:], start=1):
        if totals[number]:
            children.setdefault(node.parent, []).append(number)
    here = 0
    while below := children.get(here):
        best = max(below, key=lambda number: totals[number])
        if totals[best] < SHARE * totals[here]:
            break
        here = best
    return here


def _around(markup: Markup, node: int, totals: list[int]) -> tuple[int, bool]:
    """The article that a container stands in, where it adds little; whether it is marked as one."""
    here, steps = node, 0
    while here > 0 and steps < 30:
        if markup.nodes[here].article and totals[here] <= WIDER * totals[node]:
            return here, True
        here, steps = markup.nodes[here].parent, steps + 1
    return node, False


def _inside(markup: Markup, node: int) -> list[bool]:
    within = [number == node for number in range(len(markup.nodes))]
    for number in range(node + 1, len(markup.nodes)):
        within[number] = within[number] or within[markup.nodes[number].parent]
    return [within[block.node] for block in markup.blocks]


def _speaks(block: Block) -> bool:
    """Not a list of links, and not a label beside the text."""
    if block.linked > 0.6 * block.size and block.size < 400:
        return False
    return block.tag in _TEXT or block.tag in _HEADINGS or block.tag in ("tr", "th", "caption", "dt", "h5", "h6")
