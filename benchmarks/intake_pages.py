"""Seeded pages of about 100 KB with articles of about 3,000 characters, and web archives of them."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

SEED, PAGE, ARTICLE = 7, 100_000, 3_000
WHO = ("The {kind} ministry of {town}", "An army spokesman in {town}", "The head of the {kind} mission",
       "A {kind} elder of {town}", "The prime minister's {kind} office", "A United Nations {kind} official",
       "The governor of {town} province", "A rebel commander near {town}", "The Red Cross in {town}",
       "The negotiator of the {kind} side", "A {kind} adviser to the president", "The police of {town}")  # fmt: skip
SAYS = ("said on {day} that", "told reporters on {day} that", "announced on {day} that", "denied on {day} that",
        "confirmed on {day} that", "warned on {day} that", "said in {other} on {day} that")  # fmt: skip
WHAT = (
    "{n} {how} trucks with {goods} had crossed at the {place} gate",
    "its {how} soldiers had left the {place} post near {other}",
    "{n} people were {harm} when a {how} shell fell near {place}",
    "{kind} talks on the {place} road would go on in {other}",
    "the {how} ceasefire around {place} had been broken {n} times",
    "{n} {kind} prisoners would be freed at {place}",
    "{how} engineers had cleared {n} mines along the {place} canal",
    "the {place} crossing would open for {goods} within {n} days",
    "{goods} for {n} families had reached {place}",
    "a {how} convoy with {goods} was turned back at {place}",
)
KINDS = ("foreign", "interior", "monitoring", "village", "northern", "southern", "trade", "labour", "transport",
         "border", "medical", "water", "relief", "mountain", "coastal", "joint", "legal", "western")  # fmt: skip
HOW = ("first", "last", "small", "large", "armed", "slow", "second", "new", "old", "heavy", "light", "local", "late",
       "former", "extra", "third", "regular", "fresh", "remaining", "reserve")  # fmt: skip
GOODS = ("flour", "fuel", "medicine", "tents", "blankets", "salt", "seed", "timber", "cement", "water pipes", "rice",
         "cooking oil", "generators", "school books", "cattle feed", "spare parts", "winter clothes")  # fmt: skip
HARM = ("hurt", "killed", "wounded", "injured")
PLACES = ("mill", "river", "upper", "eastern", "old market", "harbour", "ridge", "orchard", "station", "quarry",
          "chapel", "ferry", "tannery", "weir", "granary", "signal", "brick")  # fmt: skip
FIRST, MIDDLE, LAST = ("Ta", "Me", "Or", "Vi", "Sa", "Lo", "Ke", "Bru"), ("r", "nd", "lv", "sk", "mm", "z"), (
    "a", "ino", "eth", "ov", "ur", "ing")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ASIDES = ("Nobody from {town} could be reached.", "In {town} it had rained for {n} {how} days.",
          "The {how} road from {town} to {other} was quiet.", "Both {town} and {other} lacked {goods} since spring.",
          "Markets in {town} opened {n} minutes late.", "The {kind} school of {other} has {n} pupils.")  # fmt: skip


def page(number: int, padding: int = 0, letters: int = ARTICLE) -> tuple[str, bytes]:
    """The address and the markup of one page with an article of so many letters; ``padding`` are bytes of script more,
    which no packing makes smaller."""
    dice = random.Random(SEED * 1_000_003 + number)
    paragraphs = "".join(f"<p>{text}</p>\n" for text in article(dice, letters))
    day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
    head = (
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>"
        f"<title>Day {number} at the {dice.choice(PLACES)}</title>"
        f'<meta property="article:published_time" content="{day}T09:00:00Z">'
        '<meta property="og:site_name" content="Lakes Post">'
    )
    body = f"<article><h1>Day {number} of the talks</h1>\n{paragraphs}</article>"
    links = "".join(f'<li><a href="/s/{n}" class="item item--{n % 7}">Section {n}</a></li>\n' for n in range(300))
    around = max(0, PAGE - len(head) - len(body) - len(links))
    script = "".join(f"var w{n}={{id:{dice.randrange(10**9)},on:true}};\n" for n in range(around * 6 // 320))
    if padding:
        script += f'var more="{dice.randbytes(padding // 2).hex()}";'
    teaser = '<div class="teaser"><a href="/t/{n}"><img src="/i/{i}.jpg" alt=""><span>More news {n}</span></a></div>\n'
    teasers = "".join(teaser.format(n=n, i=dice.randrange(10**6)) for n in range(around * 4 // 1000))
    whole = (
        f"{head}<script>{script}</script></head><body><nav><ul>{links}</ul></nav>{body}"
        f"<aside>{teasers}</aside></body></html>"
    )
    return f"https://lakes.example/{day}/{number}", whole.encode()


def article(dice: random.Random, letters: int) -> list[str]:
    """Paragraphs of three sentences, two of which tell something, with places of their own: pages share few words in
    a row, as articles on different days do."""
    found: list[str] = []
    while sum(map(len, found)) < letters:
        told = (f"{dice.choice(WHO)} {dice.choice(SAYS)} {dice.choice(WHAT)}." for _ in range(2))
        found.append(" ".join(filled(dice, each) for each in (*told, dice.choice(ASIDES))))
    return found


def filled(dice: random.Random, mould: str) -> str:
    """A sentence from its mould."""
    return mould.format(
        day=dice.choice(DAYS), n=dice.randrange(2, 900), place=f"{name(dice)} {dice.choice(PLACES)}", town=name(dice),
        other=name(dice), kind=dice.choice(KINDS), how=dice.choice(HOW), goods=dice.choice(GOODS),
        harm=dice.choice(HARM),
    )  # fmt: skip


def name(dice: random.Random) -> str:
    """A place of no country, one of a hundred thousand."""
    return "".join(dice.choice(each) for each in (FIRST, MIDDLE, LAST, MIDDLE, LAST))


def make(path: Path, count: int, padding: int = 0, letters: int = ARTICLE) -> None:
    """Write the archive: a gzip member a record, as crawlers do."""
    with path.open("wb") as out:
        for number in range(count):
            address, markup = page(number, padding, letters)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + markup
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-12-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 6))
    print(f"{path}: {count:,} pages, {path.stat().st_size:,} bytes")
