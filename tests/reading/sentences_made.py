"""Sentences made by a small grammar, with what each one says: the parts are chosen by chance, the meaning follows from them.

The parts stand in ``data/grammar.yaml``. A sentence says one thing; a fault is a reading without it, with more than
it, or with another holder, kind, stand, sign, side, time or number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from guarantor.model.claim import Claim, Mention
from guarantor.reading import read_text
from reading.gold import same_name

Part = dict[str, Any]
PUBLISHED = "2026-03-12"
GRAMMAR: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "grammar.yaml").read_text("utf-8"))
SAME_STAND = {"alleged": {"happened", "ongoing"}}
LIKELIHOOD_OF_NOISE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A sentence and its one claim. ``parts`` names what it was made of."""

    text: str
    parts: dict[str, str]
    holders: tuple[str, ...]
    kinds: tuple[str, ...]
    stands: tuple[str, ...]
    signs: tuple[str, ...]
    doer: str | None
    bearer: str | None
    loose: bool
    """Whether the doer is the speaker, who may stay unresolved."""
    any_doer: bool
    when: tuple[str, ...] | None
    """Intervals that are right, "" for none; None where several readings can be defended."""
    figure: tuple[float, float | None] | None


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What is chosen while a sentence is made."""

    rng: Random
    parts: dict[str, str] = field(default_factory=dict)

    def one(self, name: str, among: list[Part]) -> Part:
        chosen = self.rng.choice(among)
        self.parts[name] = chosen["id"]
        return chosen


def sentences(seed: int, count: int) -> list[Made]:
    """As many sentences as asked for, the same ones for the same seed."""
    rng = Random(seed)
    made: list[Made] = []
    while len(made) < count:
        one = _sentence(rng)
        if one is not None:
            made.append(one)
    return made


def _sentence(rng: Random) -> Made | None:
    draft = _Draft(rng=rng)
    conflict = rng.choice(GRAMMAR["conflicts"])
    doer, other = rng.sample(conflict["sides"], 2)
    telling = draft.one("telling", GRAMMAR["tellings"])
    deed = draft.one("deed", GRAMMAR["deeds"])
    harm = bool(deed.get("harm"))
    if not _fit(telling, deed, harm):
        return None
    whole = "{s}" in telling["words"] or telling.get("cut")
    stand: Part = draft.one("stand", GRAMMAR["stands"]) if whole else telling
    if whole and ((stand.get("harm") is False and harm) or (stand.get("told") and telling.get("holder") == "none")):
        return None
    if whole and stand.get("harm") == "only" and not harm:
        return None
    who = rng.choice(["own", "other", "third"]) if not telling.get("self") else "own"
    if not whole and not telling.get("self") and who == "own":
        return None
    speaker = {"own": doer, "other": other, "third": conflict["third"]}[who]
    holder = _holder(draft, speaker) if telling.get("holder") != "none" else None
    if telling.get("holder") != "none" and holder is None:
        return None
    if (
        telling.get("holder") == "person"
        and holder
        and holder["id"] not in {"name", "seat", "spokesperson", "adj-title"}
    ):
        return None
    if who == "own" and holder and _odd_of_oneself(deed, stand, telling, holder, harm=harm):
        return None
    draft.parts["whose"] = who if holder else "outlet"
    passive = bool(whole and stand.get("passive") and deed.get("passive") and rng.random() < 0.3)
    agent = not passive or rng.random() < 0.5
    draft.parts["voice"] = "active" if not passive else "passive" if agent else "no agent"
    subject = _subject(draft, doer, holder, who, telling)
    if subject is None and not passive:
        return None
    if passive and who == "own" and agent and holder and holder["id"] in {"name"}:
        return None
    time = _time(draft, stand, deed)
    number = rng.choice(GRAMMAR["numbers"]) if "num" in deed and rng.random() < 0.5 else None
    draft.parts["number"] = number["words"] if number else "none"
    clause = _clause(draft, conflict, doer, other, deed, stand, subject, passive, agent, time, number, whole=bool(whole),
        may_front=bool(re.search(r"^.?\{s\}|that \{s\}|“\{s\}|, \{s\}", telling["words"])), may_noise=not telling.get("cut"),
    )  # fmt: skip
    if clause is None:
        return None
    text = _tell(draft, telling, holder, clause)
    kinds = _kinds(stand, deed, own=who == "own" and holder is not None, number=number is not None)
    cores = tuple(holder["cores"]) if holder else ()
    if not holder and any(kind in stand["kinds"] for kind in ("refusal", "commitment", "denial")):
        cores = ("", doer["name"])
    if stand.get("holder") == "either":
        cores = (*cores, doer["name"], subject[0] if subject else "")
    return Made(
        text=text, parts=draft.parts, holders=cores, kinds=kinds,
        stands=(*stand["stand"].split("|"), *(["denied"] if "denial" in kinds else [])), signs=tuple(stand["sign"].split("|")),
        doer=doer["id"] if agent else None, any_doer=telling.get("doer") == "any", loose=bool(telling.get("self")) or draft.parts.get("doer") == "we",
        bearer=other["id"] if clause["bearer"] else None,
        when=clause["when"] if draft.parts.get("day of telling", "none") == "none" or (clause["when"] != ("",) and "demand" not in kinds) else None,
        figure=(number["value"], number.get("base")) if number else None,
    )  # fmt: skip


def _fit(telling: Part, deed: Part, harm: bool) -> bool:
    return telling.get("deed") in {None, "harm" if harm else "good"}


def _odd_of_oneself(deed: Part, stand: Part, telling: Part, holder: Part, *, harm: bool) -> bool:
    """What nobody tells of himself in print, or not in these words."""
    if telling.get("only") and (holder["id"] != telling["only"] or holder["many"]):
        return True
    if telling.get("self"):
        return "its" in deed["obj"].split() and holder["id"] not in {"name", "seat", "army", "ministry"}
    return harm and (
        stand.get("id") not in {"past", "perfect", "pluperfect", "denied"} or deed["id"] not in {"attack", "seize"}
    )


def _holder(draft: _Draft, speaker: Part) -> Part | None:
    form = draft.one("holder", GRAMMAR["holders"])
    named = speaker["id"] in {"hamas", "houthis", "rsf-sudan", "eln", "hezbollah"} or speaker.get("only")
    if (form.get("states") and named) or (speaker.get("only") and form["id"] not in {"name", "army"}):
        return None
    asked = re.findall(r"\{(\w+)\}", form["words"])
    if any(not speaker.get(part) for part in asked):
        return None
    words = form["words"].format(**speaker)
    many = form.get("many") or (form["id"] == "name" and speaker.get("many"))
    return {"id": form["id"], "words": words, "cores": form["core"].format(**speaker).split("|"), "many": many}


def _subject(draft: _Draft, doer: Part, holder: Part | None, who: str, telling: Part) -> tuple[str, str] | None:
    """Words for the doer with its number: one, many, or we."""
    count = "many" if doer.get("many") else "one"
    if not holder or who != "own":
        return doer["name"], count
    if telling.get("quote"):
        draft.parts["doer"] = "we"
        return "we", "we"
    if holder["id"] in {"name", "army"} or (holder["id"] == "seat" and draft.rng.random() < 0.5):
        if not telling["words"].startswith(("{h}", "In ", "According")):
            return None
        draft.parts["doer"] = "it"
        return ("they" if count == "many" else "it"), count
    return doer["name"], count


def _time(draft: _Draft, stand: Part, deed: Part) -> Part | None:
    asked = stand["times"]
    if asked not in GRAMMAR["times"] or draft.rng.random() < 0.4:
        draft.parts["time"] = "none"
        return None
    chosen: Part = draft.rng.choice(GRAMMAR["times"][asked])
    draft.parts["time"] = chosen["words"]
    return chosen


def _clause(
    draft: _Draft, conflict: Part, doer: Part, other: Part, deed: Part, stand: Part, subject: tuple[str, str] | None,
    passive: bool, agent: bool, time: Part | None, number: Part | None, *, whole: bool, may_front: bool, may_noise: bool,
) -> Part | None:  # fmt: skip
    rng = draft.rng
    base, past, done, going = deed["verb"]
    count = subject[1] if subject else "one"
    place = rng.choice(conflict["places"])
    thing = deed["num"].format(n=number["words"], place=place) if number else deed["obj"]
    own = {"its": "its", "many": "their", "we": "our"}
    if "its" in thing.split():
        thing = re.sub(r"\bits\b", own.get(count, "its"), thing)
    thing = thing.format(place=place, badj=other["adj"])
    behind = [deed["rest"].format(place=place)] if "rest" in deed and rng.random() < 0.7 else []
    bearer = deed.get("to", "") if "to" in deed and rng.random() < 0.6 else ""
    if bearer:
        behind.append(bearer.format(b=other["name"]))
    subject_many = count in {"many", "we"}
    if passive:
        plural = deed.get("passivenum", deed["passive"]) if number else deed["passive"]
        subject_many = plural == "were"
    forms = {
        "v": base, "d": past, "n": done, "g": going, "has": "have" if subject_many else "has",
        "is": "are" if subject_many else "is", "was": "were" if subject_many else "was",
        "does": "do" if subject_many else "does",
    }  # fmt: skip
    end = []
    if "end" in stand:
        like = rng.choice(GRAMMAR["likewise"])
        if other.get("many"):
            like = re.sub(r"^(\w+?)(es|s)\b", lambda m: {"does": "do"}.get(m[0], m[1]), like).replace("its", "their")
        end = [stand["end"].format(b=other["name"], b_does_likewise=like)]
    when: tuple[str, ...] | None = ("",) if time is None else (time["when"],) if time["when"] else None
    if stand.get("stand") in {"denied"} or "refusal" in stand.get("kinds", "") or "demand" in stand.get("kinds", ""):
        when = None if time is None else (*when, "") if when else None
    if not whole:
        return {
            "a": doer["name"], "many": bool(doer.get("many")), "forms": forms, "thing": thing, "behind": behind, "time": time,
            "b": other, "when": when, "bearer": bearer,
        }  # fmt: skip
    words = stand["passive" if passive else "words"].format(**forms)
    head = thing if passive else subject[0] if subject else ""
    tail = [words]
    if not passive:
        tail.append(thing)
    tail += behind
    if passive and agent:
        tail.append(f"by {doer['name']}")
    where = "last"
    front = ""
    if time is not None:
        places = ["last", "last"]
        if may_front and not time["words"].startswith("since the") and not end:
            places.append("front")
        if stand.get("id") == "past" and time["words"].startswith(("on ", "last", "late")) and not passive:
            places.append("verb")
        where = rng.choice(places)
        if where == "last":
            tail.append(time["words"])
        elif where == "verb":
            tail.insert(0, time["words"])
        else:
            front = time["words"] + rng.choice([" ", ", "])
    draft.parts["place of time"] = where if time else "none"
    noise = ""
    if may_noise and rng.random() < LIKELIHOOD_OF_NOISE and head not in {"we", "it", "they"} and not passive:
        kind = rng.choice([one for one in GRAMMAR["noise"] if one["at"] == "subject"])
        noise = kind["words"] if not subject_many else kind["words"].replace("has", "have").replace("its", "their")
        draft.parts["noise"] = kind["words"]
    tail += end
    return {"front": front, "head": head + noise, "tail": " ".join(tail), "when": when, "bearer": bearer}


def _tell(draft: _Draft, telling: Part, holder: Part | None, clause: Part) -> str:
    frame = telling["words"]
    holder_words = holder["words"] if holder else ""
    many = bool(holder and holder["many"])
    day = draft.rng.choice(GRAMMAR["days"])
    if "{day}" in frame:
        draft.parts["day of telling"] = day or "none"
    values = {
        "h": holder_words, "h0": holder_words, "day": day, "says": "say" if many else "says",
        "refuses": "refuse" if many else "refuses",
        "was": "were" if many else "was",
    }  # fmt: skip
    if "head" in clause:
        values["s"] = f"{clause['front']}{clause['head']} {clause['tail']}"
        values["a"], values["rest"] = f"{clause['front']}{clause['head']}", clause["tail"]
    else:
        forms, time = clause["forms"], clause["time"]
        behind = [clause["thing"], *clause["behind"], *([time["words"]] if time else [])]
        for key in ("v", "n", "g"):
            values[key] = " ".join([forms[key], *behind])
        values["a"] = clause["a"]
        if frame.startswith("{a}"):
            values["was"] = "were" if clause["many"] else "was"
        like = draft.rng.choice(GRAMMAR["likewise"])
        if clause["b"].get("many"):
            like = re.sub(r"^(\w+?)(es|s)\b", lambda m: {"does": "do"}.get(m[0], m[1]), like).replace("its", "their")
        values["b"], values["b_does_likewise"] = clause["b"]["name"], like
    text = frame.format(**values)
    if draft.rng.random() < 0.3 and "“" in text:
        text = text.replace("“", '"').replace("”", '"')
    text = re.sub(r"\b([Aa]) (?=[AEIO]|RSF)", r"\1n ", text)
    text = re.sub(r" +", " ", text).replace(" ,", ",")
    text = re.sub(r",+([,.])", r"\1", text).replace(",”,", ",”")
    text = re.sub(r"([:.] ?[“\"‘])([a-z])", lambda m: m[1] + m[2].upper(), text)
    return re.sub(r"^([“\"‘]?)([a-z])", lambda m: m[1] + m[2].upper(), text)


def _kinds(stand: Part, deed: Part, *, own: bool, number: bool) -> tuple[str, ...]:
    named = stand["own"] if own and "own" in stand else stand["kinds"]
    made: list[str] = []
    for kind in named.split("|"):
        if kind == "done":
            made += deed["done"].split("|")
            made += ["figure"] if number else []
        elif kind == "undone":
            made += [
                "violation",
                "obstacle",
                "statement",
                *(["figure"] if number else []),
                *(["denial", "refusal"] if own else []),
            ]
        else:
            made.append(kind)
    return tuple(made)


def faults(made: Made) -> tuple[str, ...]:
    """What is wrong in the reading of a sentence; nothing where it is right."""
    claims = read_text(made.text, published=PUBLISHED)
    if not claims:
        return ("no claim",)
    if len(claims) > 1:
        return ("more than one",)
    return tuple(name for name, right in _tests(made, claims[0]) if not right)


def _tests(made: Made, claim: Claim) -> list[tuple[str, bool]]:
    held = claim.holder.text or ""
    own_voice = not held or claim.holder.kind == "outlet"
    figures = {(one.value, one.base) for one in claim.quantities}
    return [
        (
            "holder",
            own_voice
            if not made.holders
            else (own_voice and "" in made.holders)
            or any(held and same_name(held, one) for one in made.holders if one),
        ),
        ("kind", claim.type in made.kinds),
        ("stand", bool(({claim.modality} | SAME_STAND.get(claim.modality, set())) & set(made.stands))),
        ("sign", claim.polarity in made.signs),
        (
            "doer",
            made.any_doer
            or _is(claim.actors, made.doer)
            or (made.loose and not any(one.actor for one in claim.actors)),
        ),
        ("bearer", made.bearer is None or not _is(claim.actors, made.bearer)),
        ("time", made.when is None or any(_same_time(_when(claim), one) for one in made.when)),
        ("figure", figures == ({made.figure} if made.figure else set())),
    ]


def _is(mentions: tuple[Mention, ...], asked: str | None) -> bool:
    found = {one.actor for one in mentions if one.actor}
    return (
        not found
        if asked is None
        else any(one == asked or one.startswith(asked + ".") for one in found)
        and all(one == asked or one.startswith(asked + ".") for one in found)
    )


def _same_time(told: str, asked: str) -> bool:
    """Equal; what began and is told without an end may run up to the day of telling."""
    return told == asked or (asked.endswith("/") and told.startswith(asked))


def _when(claim: Claim) -> str:
    if claim.when is None or (claim.when.start is None and claim.when.end is None):
        return ""
    return f"{(claim.when.start or '')[:10]}/{(claim.when.end or '')[:10]}"
