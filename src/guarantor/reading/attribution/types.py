"""The value that attribution gives, and the shorter one its rules work with."""

from __future__ import annotations

from dataclasses import dataclass, field

from guarantor.reading.quick import maker, quick

Span = tuple[int, int]
Spans = tuple[Span, ...]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody says, thinks or wants something: who, by which words, and what. Places are code points into the text.

    `source` is empty where nobody is named; `content` is never empty. `cue_class` is a column of the word lists ("say",
    "deny", "promise", ...). `negated` and `modal` qualify the *telling* ("did not say", "is expected to say"), not what
    is told. `nested_in` is the place, in the same result, of the attribution within whose content this one stands.
    `cites` is whom the holder names as its own source. `rule` names the rule that made it.
    """

    cue: Spans
    source: Spans
    content: Spans
    cue_lemma: str
    cue_class: str
    rule: str
    holder_kind: str = ""
    negated: bool = False
    modal: str | None = None
    nested_in: int | None = None
    cites: Span | None = None
    direct: bool = False


new_attribution = maker(Attribution)


@dataclass(slots=True, kw_only=True)
class Draft:
    """An attribution in the making: token ranges (half-open) of one sentence, and content that other sentences add."""

    sentence: int
    cue: list[Span]
    source: list[Span]
    content: list[Span]
    lemma: str
    cue_class: str
    rule: str
    negated: bool = False
    modal: str | None = None
    direct: bool = False
    more: list[Span] = field(default_factory=list)
    """Further content in code points, from neighbouring sentences."""
    cited: Span | None = None
    """Tokens of whom the holder cites."""
