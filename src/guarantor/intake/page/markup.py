"""A web page taken apart without a tree: blocks of visible text with their exact places in the markup.

One pass of a regular expression finds the tags; a stack of open elements says what is shown, what is a link and in
which container a block stands. Time is linear in the page, memory a few times the page, and no nesting is too deep.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from guarantor.model.spans import Span

_TOKEN = re.compile(
    r"""<(?:!--(?:.*?-->|.*)|(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})((?:[^"'<>]++|"[^"]{0,65536}"|'[^']{0,65536}'){0,400}+)"""
    r"""/?>|[!?/][^>]*>)""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:@][\w:.@-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp", "template"})
_CLOSES = {name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in _RAW}
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


class _Pass:
    """State of the one pass. Frames of the stack: name, silent, hinted, node, link."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found = Markup(html)
        self.stack: list[tuple[str, bool, bool, int, bool]] = [("", False, False, 0, False)]
        self.open: dict[str, int] = {}
        self.block = Block([], "", 0, False)

    def run(self) -> Markup:
        html, search, at = self.html, _TOKEN.search, 0
        end = len(html)
        while at < end:
            token = search(html, at)
            start = token.start() if token else end
            if start > at:
                self._text(at, start)
            if token is None:
                break
            at = token.end()
            name = token[2]
            if name is None:
                continue
            name = name.lower()
            if token[1]:
                self._close(name)
            else:
                at = self._start(name, token[3], at)
        self._flush()
        return self.found

    def _text(self, start: int, end: int) -> None:
        _, silent, _, _, link = self.stack[-1]
        if silent:
            return
        self.block.runs.append((start, end))
        size = end - start
        self.block.size += size
        if link:
            self.block.linked += size

    def _start(self, name: str, inside: str, at: int) -> int:
        if name in _RAW:
            return self._raw(name, inside, at)
        if name in _BLOCKS:
            self._flush(name)
        closes = _SELF_CLOSING.get(name)
        if closes and self.stack[-1][0] in closes:
            self._pop(1)
        values = attributes(inside) if inside and name not in _UNTOLD else {}
        if name in ("meta", "link", "html", "base") or "itemprop" in values:
            self.found.heads.append((name, values))
        if name == "time":
            self.found.times.append((values, "article" in self.open or "main" in self.open))
        if name == "br" and not self.stack[-1][1]:
            self.block.runs.append((NEWLINE, at))
        elif name in ("td", "th") and not self.stack[-1][1] and self.block.size:
            self.block.runs.append((CELL, at))
        if name not in _VOID and len(self.stack) < DEEPEST:
            self._push(name, values)
        return at

    def _push(self, name: str, values: dict[str, str]) -> None:
        _, silent, hinted, node, link = self.stack[-1]
        marked = f"{values.get('class', '')} {values.get('id', '')}" if values else " "
        if name in _SILENT and not (name == "header" and ("article" in self.open or "main" in self.open)):
            silent = True
        if "hidden" in values or values.get("aria-hidden") == "true" or "display:none" in values.get("style", ""):
            silent = True
        if name in _HINTED and len(marked) > 1 and _HINT.search(marked):
            hinted = True
        if name in _CONTAINERS:
            article = name in ("article", "main") or values.get("itemprop") == "articleBody"
            self.found.nodes.append(Node(name, node, article or values.get("role") == "main"))
            node = len(self.found.nodes) - 1
        self.stack.append((name, silent, hinted, node, link or name == "a"))
        self.open[name] = self.open.get(name, 0) + 1

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self._flush()
        if not self.open.get(name):
            return
        count = 1
        for frame in reversed(self.stack):
            if frame[0] == name:
                break
            count += 1
        self._pop(count)

    def _pop(self, count: int) -> None:
        for _ in range(min(count, len(self.stack) - 1)):
            name = self.stack.pop()[0]
            left = self.open[name] - 1
            if left:
                self.open[name] = left
            else:
                del self.open[name]

    def _raw(self, name: str, inside: str, at: int) -> int:
        """What holds no markup: its content is passed over, a page's title and linked data are kept."""
        close = _CLOSES[name].search(self.html, at)
        end, after = (close.start(), close.end()) if close else (len(self.html), len(self.html))
        if name == "title" and not self.found.title:
            self.found.title = " ".join(unescape(self.html[at:end][:2000]).split())
        elif name == "script" and "ld+json" in inside.lower():
            self.found.scripts.append(self.html[at:end])
        return after

    def _flush(self, opening: str = "") -> None:
        """End the block here; the next one stands in what is open now."""
        block = self.block
        if block.size and any(start >= 0 and not self.html[start:end].isspace() for start, end in block.runs):
            top = self.stack[-1]
            block.tag, block.hinted, block.node = self._nearest(), top[2], top[3]
            self.found.blocks.append(block)
            self.block = Block([], "", 0, False)
        elif block.runs:
            self.block = Block([], "", 0, False)

    def _nearest(self) -> str:
        for frame in reversed(self.stack[-6:]):
            if frame[0] in _BLOCKS or frame[0] in ("td", "th"):
                return frame[0]
        return ""
