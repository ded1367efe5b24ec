"""A web page taken apart without a tree: blocks of visible text with their exact places in the markup.

One pass of a regular expression finds the tags; a stack of open elements says what is shown, what is a link and in
which container a block stands. Time is linear in the page, memory a few times the page, and no nesting is too deep.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape

from guarantor.model.spans import Span

_TOKEN = re.compile(
    r"""<(?:!--(?:.*?-->|.*)|(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})"""
    r"""((?:[^"'<>]++|"(?:[^"<>]*+"|[^"]{0,65536}")|'(?:[^'<>]*+'|[^']{0,65536}')){0,400}+)/?>|[!?/][^>]*>)""",
    re.DOTALL,
)
"""A value in quotes may be as long as it likes (pictures stand in them) as long as no tag begins in it: so the time to
find that a quote has no end is that to the next tag."""
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:@][\w:.@-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp", "template"})
_CLOSES = {name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in _RAW}
_INK = re.compile(r"\S")
_VOID = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "source", "wbr", "area", "base", "col", "embed", "track", "param"}
)
_SILENT = frozenset({
    "nav", "footer", "aside", "form", "button", "figure", "select", "menu", "svg", "math", "object", "canvas", "dialog",
    "audio", "video", "header",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dd", "dt", "div", "section", "article", "main",
    "body", "ul", "ol", "dl", "table", "tr", "caption", "center", "address", "hr", "html", "head", "details", "summary",
    "fieldset", "figcaption",
}) | _SILENT  # fmt: skip
_CONTAINERS = frozenset({"div", "section", "article", "main", "td", "body", "blockquote", "center"})
_HINTED = frozenset({"div", "section", "ul", "ol", "p", "span", "table", "dl", "h2", "h3", "h4"})
_HINT = re.compile(
    r"(?:^|[\s_-])(?:comments?|shar(?:e|ing)|social|related|newsletter|promo|advert(?:isement)?|ads?|cookies?|consent|"
    r"breadcrumbs?|sidebar|subscri(?:be|ption)|recommend(?:ed|ations)?|trending|most-?(?:read|popular)|read-?more|"
    r"tags?|caption|paywall|signup|login|skip-?link|widget|toolbar|popup|modal|outbrain|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in class and id by which publishers' systems name what is not the article."""
_SELF_CLOSING = {"p": frozenset({"p"}), "li": frozenset({"li"}), "tr": frozenset({"tr", "td", "th"}),
                 "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}), "dd": frozenset({"dd", "dt"}),
                 "dt": frozenset({"dd", "dt"}), "option": frozenset({"option"})}  # fmt: skip
_UNTOLD = frozenset({
    "a", "img", "br", "hr", "input", "source", "wbr", "area", "col", "embed", "track", "param", "b", "i", "em",
    "strong", "td", "tr", "option",
})  # fmt: skip
"""Elements whose attributes say nothing here."""
_NONE: dict[str, str] = {}
DEEPEST = 1000
"""Open elements that are followed; what is nested deeper counts as standing on that level."""
NEWLINE = -1
CELL = -2


@dataclass(slots=True)
class Block:
    """One stretch of text between the borders of block elements.

    ``runs`` are stretches of the markup, or ``(NEWLINE, …)`` and ``(CELL, …)`` for what a ``<br>`` and a table's cell
    put between them. ``node`` is the container it stands in; ``size`` and ``linked`` count characters.
    """

    runs: list[Span]
    tag: str
    node: int
    hinted: bool
    size: int = 0
    linked: int = 0


@dataclass(slots=True)
class Node:
    """A container: its tag, the one that it stands in, and what it is marked as."""

    tag: str
    parent: int
    article: bool = False


@dataclass(slots=True)
class Markup:
    """What one pass over a page gives. ``heads`` are the tags that metadata are in, with their attributes."""

    html: str
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=lambda: [Node("", -1)])
    heads: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    times: list[tuple[dict[str, str], bool]] = field(default_factory=list)


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters, the first of a name counting."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def take_apart(html: str) -> Markup:
    """The blocks and head of a page; never raises, whatever the markup."""
    return _Pass(html).run()


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an element's name says of it, by the tables above. ``told``: its attributes may say something; ``noted``:
    they are kept; ``plain``: it is opened and nothing more."""

    name: str
    raw: bool
    block: bool
    void: bool
    silent: bool
    hinted: bool
    container: bool
    told: bool
    noted: bool
    cell: bool
    link: bool
    plain: bool
    closes: frozenset[str]


def _kind(name: str) -> _Kind:
    name = name.lower()
    return _Kind(
        name, name in _RAW, name in _BLOCKS, name in _VOID, name in _SILENT, name in _HINTED, name in _CONTAINERS,
        name not in _UNTOLD, name in ("meta", "link", "html", "base", "time"), name in ("td", "th"), name == "a",
        name in _UNTOLD and name not in _BLOCKS and name not in _SELF_CLOSING and name != "br",
        _SELF_CLOSING.get(name, frozenset()),
    )  # fmt: skip


_KINDS = {
    name: _kind(name) for name in sorted(_RAW | _VOID | _BLOCKS | _CONTAINERS | _HINTED | _UNTOLD | {"time", "th"})
}
"""The names that pages are made of; others, and those in capitals, are worked out where they are met."""


def _is_hinted(values: dict[str, str]) -> bool:
    """Whether class or id say that it is not the article."""
    told = values.get("class"), values.get("id")
    return any(told) and _HINT.search(f"{told[0] or ''} {told[1] or ''}") is not None


class _Pass:
    """State of the one pass. Frames of the stack: name, silent, hinted, node, link."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found = Markup(html)
        self.stack: list[tuple[str, bool, bool, int, bool]] = [("", False, False, 0, False)]
        self.open: defaultdict[str, int] = defaultdict(int)
        self.block = Block([], "", 0, False)

    def run(self) -> Markup:
        at = 0
        while at < len(self.html):
            at = self._walk(at)
        self._flush()
        return self.found

    def _walk(self, at: int) -> int:
        """Tags and text from a place on, to behind the next element that holds no markup; the place that it ends at.
        What most tags come to (an end tag of what was opened last, an element that says nothing) is done here."""
        html, stack, opened, kinds = self.html, self.stack, self.open, _KINDS.get
        for token in _TOKEN.finditer(html, at):
            start, after = token.span()
            if start > at and not stack[-1][1]:
                self._text(at, start)
            at = after
            closing, name, inside = token.groups()
            if name is None:
                continue
            kind = kinds(name) or _kind(name)
            if closing:
                if stack[-1][0] == kind.name and not (kind.block and self.block.runs):
                    stack.pop()
                    opened[kind.name] -= 1
                else:
                    self._close(kind)
            elif kind.plain and len(stack) < DEEPEST:
                if not kind.void:
                    _, silent, hinted, node, link = stack[-1]
                    stack.append((kind.name, silent, hinted, node, link or kind.link))
                    opened[kind.name] += 1
            elif kind.raw:
                return self._raw(kind.name, inside, at)
            else:
                self._start(kind, inside, at)
        if at < len(html) and not stack[-1][1]:
            self._text(at, len(html))
        return len(html)

    def _text(self, start: int, end: int) -> None:
        block, size = self.block, end - start
        block.runs.append((start, end))
        block.size += size
        if self.stack[-1][4]:
            block.linked += size

    def _start(self, kind: _Kind, inside: str, at: int) -> None:
        stack, name = self.stack, kind.name
        if kind.block and self.block.runs:
            self._flush()
        if kind.closes and stack[-1][0] in kind.closes:
            self._pop(1)
        _, silent, hinted, node, link = stack[-1]
        if silent and not kind.noted and not (inside and "itemprop" in inside.lower()):
            # nothing in here is shown, and only what it says of the page counts
            if not kind.void and len(stack) < DEEPEST:
                stack.append((name, True, hinted, node, link))
                self.open[name] += 1
            return
        if kind.told:
            values = attributes(inside) if inside else _NONE
            if kind.noted or "itemprop" in values:
                self._note(kind, values)
        else:
            values = _NONE
        if kind.void:
            if not silent and name == "br":
                self.block.runs.append((NEWLINE, at))
            return
        if kind.cell and not silent and self.block.size:
            self.block.runs.append((CELL, at))
        if len(stack) < DEEPEST:
            if values or kind.silent:
                silent = silent or self._is_silent(kind, values)
                hinted = hinted or (kind.hinted and _is_hinted(values))
            if kind.container:
                node = self._node(name, node, values)
            stack.append((name, silent, hinted, node, link or kind.link))
            self.open[name] += 1

    def _note(self, kind: _Kind, values: dict[str, str]) -> None:
        """Keep what an element says of the page."""
        if kind.name == "time":
            self.found.times.append((values, self._in_article()))
        if kind.name != "time" or "itemprop" in values:
            self.found.heads.append((kind.name, values))

    def _is_silent(self, kind: _Kind, values: dict[str, str]) -> bool:
        if kind.silent and not (kind.name == "header" and self._in_article()):
            return True
        return "hidden" in values or values.get("aria-hidden") == "true" or "display:none" in values.get("style", "")

    def _node(self, name: str, parent: int, values: dict[str, str]) -> int:
        """The number of a new container."""
        article = name in ("article", "main") or values.get("itemprop") == "articleBody"
        self.found.nodes.append(Node(name, parent, article or values.get("role") == "main"))
        return len(self.found.nodes) - 1

    def _in_article(self) -> bool:
        return self.open["article"] > 0 or self.open["main"] > 0

    def _close(self, kind: _Kind) -> None:
        if kind.block and self.block.runs:
            self._flush()
        name, stack = kind.name, self.stack
        if stack[-1][0] == name:
            stack.pop()
            self.open[name] -= 1
        elif self.open.get(name):
            count = 1
            for frame in reversed(stack):
                if frame[0] == name:
                    break
                count += 1
            self._pop(count)

    def _pop(self, count: int) -> None:
        for _ in range(min(count, len(self.stack) - 1)):
            self.open[self.stack.pop()[0]] -= 1

    def _raw(self, name: str, inside: str, at: int) -> int:
        """What holds no markup: its content is passed over, a page's title and linked data are kept."""
        close = _CLOSES[name].search(self.html, at)
        end, after = (close.start(), close.end()) if close else (len(self.html), len(self.html))
        if name == "title" and not self.found.title:
            self.found.title = " ".join(unescape(self.html[at:end][:2000]).split())
        elif name == "script" and "ld+json" in inside.lower():
            self.found.scripts.append(self.html[at:end])
        return after

    def _flush(self) -> None:
        """End the block here; the next one stands in what is open now."""
        block = self.block
        if not block.runs:
            return
        if not any(start >= 0 and _INK.search(self.html, start, end) for start, end in block.runs):
            block.runs.clear()
            block.size = block.linked = 0
            return
        top = self.stack[-1]
        block.tag, block.hinted, block.node = self._nearest(), top[2], top[3]
        self.found.blocks.append(block)
        self.block = Block([], "", 0, False)

    def _nearest(self) -> str:
        for frame in reversed(self.stack[-6:]):
            if frame[0] in _BLOCKS or frame[0] in ("td", "th"):
                return frame[0]
        return ""
