"""What does not fit within one report, and what does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.reading.discrepancies import Discrepancy, find_discrepancies
from guarantor.reading.quantities import find_quantities
from guarantor.reading.text import read_document
from guarantor.reading.times import find_times


def off(text: str, published: str | None = "2025-11-02") -> tuple[Discrepancy, ...]:
    """The discrepancies of a text."""
    document = read_document(text)
    times = find_times(document, published=published)
    quantities = find_quantities(document, published=published, times=times)
    return find_discrepancies(document, published=published, times=times, quantities=quantities)


FOUND = [
    # text, kind, told, found, contradictory
    ("The ministers of eight nations, including Turkey, Qatar, Saudi Arabia, UAE Jordan Pakistan and Indonesia, will"
     " meet.", "count_and_names", 8, 7, False),
    ("Three countries (Egypt, Qatar, Jordan and Turkey) signed.", "count_and_names", 3, 4, True),
    ("Five countries, namely Egypt, Qatar and Jordan, signed.", "count_and_names", 5, 3, True),
    ("Two states, including Norway, Chile and Kenya, signed.", "count_and_names", 2, 3, True),
    ("They counted 100 trucks (60 aid, 30 fuel).", "parts", 100, 90, True),
    ("They counted 100 trucks: 60 with aid and 30 with fuel.", "parts", 100, 90, True),
    ("On Monday, 4 November 2025, they met.", "weekday", "Monday", "Tuesday", True),
    ("The text is dated Saturday, Feb. 3, 2025.", "weekday", "Saturday", "Monday", True),
    ("A total of 460 trucks entered since 10 October, an average of 90 trucks per day.", "average", 90, 19.17, False),
    ("19 of 28 bodies, or 50%, were returned.", "share", 50, 67.9, False),
    # a list past a verb, in other words, beside its count, in the next sentence
    ("Five ministers came to Oslo: those of Norway, Chile, Kenya and Peru.", "count_and_names", 5, 4, True),
    ("The four ministers arrived: Lind of Norway, Alvarez of Chile and Otieno of Kenya.", "count_and_names", 4, 3, True),
    ("He said five states had signed, naming them as Norway, Chile and Kenya.", "count_and_names", 5, 3, True),
    ("Three delegates signed, listed as Anna Lind, Pedro Alvarez, James Otieno and Mary Okafor.",
     "count_and_names", 3, 4, True),
    ("Both countries, Norway, Chile and Kenya, agreed.", "count_and_names", 2, 3, True),
    ("The trio of Norway and Chile met.", "count_and_names", 3, 2, True),
    ("Eight states were announced. The states are Norway, Chile, Kenya, Ghana and Peru.", "count_and_names", 8, 5, True),
    # parts in a list, by place, of all, by kind, before their whole; shares
    ("A total of 600 trucks crossed, 300 through the North Gate and 200 through the South Gate.", "parts", 600, 500, True),
    ("The 20 bodies, 12 of soldiers and 6 of civilians, were handed over.", "parts", 20, 18, True),
    ("Of the 40 prisoners, 25 were taken to Laketown and 10 to Rivertown.", "parts", 40, 35, False),
    ("500 people fled, 300 women and 100 men.", "parts", 500, 400, False),
    ("There were 30 violations in May, 40 in June, in all 80.", "parts", 80, 70, True),
    ("At least 20 people were killed, 12 in Laketown and 5 in Rivertown.", "parts", 20, 17, False),
    ("60% of the trucks came through the north, 30% through the south and 20% through the east.", "parts", 100, 110, True),
    ("Only 12 of the 10 trucks arrived.", "share", 12, 10, True),
    ("The number rose from 40 to 35.", "change", "rise", "fall", True),
    ("The toll fell from 20 to 30.", "change", "fall", "rise", True),
    # days that are not
    ("The deal was signed on 30 February 2025.", "no_such_day", "30 February 2025", "no such day", True),
    ("The truce began on 29 February 2025.", "no_such_day", "29 February 2025", "no such day", True),
    ("The vote was on Sept. 31.", "no_such_day", "Sept. 31", "no such day", True),
    ("Fighters left on 45 March 2025.", "no_such_day", "45 March 2025", "no such day", True),
    ("The figure is for 31/02/2025.", "no_such_day", "31/02/2025", "no such day", True),
    ("It was filed on 2025-04-31.", "no_such_day", "2025-04-31", "no such day", True),
    ("They will meet on 5 November 2025, a Tuesday.", "weekday", "Tuesday", "Wednesday", True),
    # days in an order in which the acts cannot have been
    ("The truce signed on 10 October 2025 entered into force on 3 October 2025.",
     "order", "2025-10-03", "2025-10-10", True),
    ("Talks ran from 12 May 2025 to 3 May 2025.", "order", "2025-05-03", "2025-05-12", True),
    ("Lind, arrested on 12 May 2025, was released on 3 May 2025.", "order", "2025-05-03", "2025-05-12", True),
    ("The prisoners were released on 1 October 2025 under the agreement signed on 10 October 2025.",
     "order", "2025-10-01", "2025-10-10", True),
    ("Following the ceasefire of 10 October 2025, troops left the town on 3 October 2025.",
     "order", "2025-10-03", "2025-10-10", True),
    ("The agreement, signed on 10 October 2025, led to the release on 1 October 2025 of the last prisoners.",
     "order", "2025-10-01", "2025-10-10", True),
    ("The town was shelled on 12 May 2025 before the truce of 3 May 2025.", "order", "2025-05-03", "2025-05-12", True),
    ("Published: 2 November 2025 | Updated: 1 November 2025", "order", "2025-11-01", "2025-11-02", True),
    # done, or written, after the report was published
    ("The prisoners were released on 14 November 2025, the ministry said.",
     "after_publication", "2025-11-14", "2025-11-02", True),
    ("The exchange took place on December 9, 2025.", "after_publication", "2025-12-09", "2025-11-02", True),
    ("As of 5 December 2025, 44 bodies had been returned.", "after_publication", "2025-12-05", "2025-11-02", True),
    ("This corrects our report of 5 November 2025.", "after_publication", "2025-11-05", "2025-11-02", True),
    # more than all, kinds that shut one another out, wholes behind their parts
    ("Six of the four hostages were released.", "share", 6, 4, True),
    ("Twelve of the ten trucks were turned back.", "share", 12, 10, True),
    ("40 people were hurt, 50 of them children.", "share", 50, 40, True),
    ("The centre holds 60 people, 40 of them men and 30 of them women.", "parts", 60, 70, True),
    ("She counted 45 tents in the north and 35 in the south, 90 in all.", "parts", 90, 80, True),
    ("The group of 18 hostages was made up of 10 men and six women.", "parts", 18, 16, False),
    ("Four of the five detainees were named as Kell, Brandt and Bisi.", "count_and_names", 4, 3, True),
    ("A delegation of five officials came, consisting of Kell, Brandt, Bisi and Tan.", "count_and_names", 5, 4, True),
    # times that no clock shows
    ("Shots were heard at 25:70.", "no_such_time", "25:70", "no such time", True),
    ("The convoy left at about 24:30 on Monday.", "no_such_time", "24:30", "no such time", True),
    ("The truce took effect at 26:00 local time.", "no_such_time", "26:00 local time", "no such time", True),
    ("It began at 14:15 a.m. there.", "no_such_time", "14:15 a.m", "no such time", True),
    ("Shelling began at 2570 hours.", "no_such_time", "2570 hours", "no such time", True),
    # an end before its beginning in one expression
    ("The talks ran from 9 June 2025 to 6 June 2025.", "order", "9 June 2025 to 6 June 2025",
     "an end before its beginning", True),
    ("The boat was seized on 4 May 2025 and returned on 30 April 2025.", "order", "2025-04-30", "2025-05-04", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "told", "found", "contradictory"), FOUND)
def test_what_does_not_fit(text: str, kind: str, told: float, found: float, contradictory: bool) -> None:
    (one,) = off(text)
    assert (one.kind, one.told, one.found, one.contradictory) == (kind, told, found, contradictory)
    assert one.note
    assert all(text[start:end] for start, end in one.spans)


FITS = [
    "The ministers of three states (Egypt, Qatar and Jordan) met.",
    "Four ministers came to Oslo: those of Norway, Chile, Kenya and Peru.",
    "At least three states, including Egypt, Qatar, Jordan and Kenya, signed.",
    "They counted 100 trucks (60 aid, 40 fuel).",
    "They counted 100 trucks: 60 with aid and 40 with fuel, among them 5 tankers.",
    "On Tuesday, 4 November 2025, they met.",
    "A total of 3,203 trucks entered between 10 and 31 October, an average of 145 trucks per day.",
    "19 of 28 bodies, or 68%, were returned.",
    "Six members, including Iran, sent troops.",
    "The group of three, as Ms Lind said, left. Egypt, Qatar and Jordan stayed.",
    # lists that are whole, or may go on, or are of something else
    "Five states, including Norway and Chile, signed.",
    "Three conditions were put to the two states: Norway and Chile were to leave.",
    "Two ministers spoke: Lind said that Norway, Chile and Kenya were ready.",
    "Five of the states, Norway, Chile and Kenya among them, left.",
    "Of the five states, Norway, Chile and Kenya signed.",
    "The four states, namely Norway, Chile, Kenya and a fourth, signed.",
    "The three states, namely Norway, Chile and Kenya, Wire reported, signed.",
    "Three envoys came: Anna Lind (Norway), Pedro Alvarez (Chile) and James Otieno (Kenya).",
    "Three envoys came: Norway's Anna Lind, Chile's Pedro Alvarez and Kenya's James Otieno.",
    "Two states came: Bosnia and Herzegovina and Norway.",
    "Two hostages were named: Anna Lind, 34, and Pedro Alvarez, 40.",
    # parts that are not all, and no parts
    "A total of 600 trucks crossed, 300 through the North Gate and the rest through the South Gate.",
    "A total of 600 trucks crossed, 300 through the North Gate and 300 through the South Gate.",
    "A total of 600 trucks crossed, including 300 through the North Gate and 200 through the South Gate.",
    "The 600 trucks, 300 more than last week and 200 more than in May, crossed.",
    "The army lost 20 vehicles, 5 tanks and 3 guns.",
    "At least 20 people were killed, 12 in Laketown and 15 in Rivertown.",
    "The unit made 58% of sales and 71% of profit.",
    "They hold 4 million of 4.9 million shares and a 10% interest.",
    "The number fell from 40 to 35.",
    # days that are
    "They met on 29 February 2024.",
    "In February 30 people were killed.",
    "Since February 30 people have died.",
    "The report covers 2025-02-28 and 29/02/2024 and 12/31/2024.",
    # an order that can be, and acts of different things
    "Lind, arrested on 12 May 2024, was released on 3 May 2025.",
    "One man was abducted on 12 May 2025, and another, held for years, was freed on 3 May 2025.",
    "The agreement of 10 October 2025 replaced the truce signed on 3 May 2024.",
    "The parties met on 3 May 2025 after the truce of 1 May 2025.",
    "The prisoners were freed on 20 December under the deal of 10 January.",
    # what is still to come
    "The prisoners will be released on 14 November 2025, the ministry said.",
    "The army is due to have left by 14 November 2025.",
    "The mandate was extended until 31 December 2027.",
    "The court set a hearing for 5 December 2025.",
    "The parties agreed on a vote on 7 December 2025.",
    "The mission welcomed the meeting on 14 November 2025.",
    "The sides signed a deal to hold a vote on 14 November 2025.",
    "They signed a contract that runs from 1 January 2026.",
    "He said that if they met on 5 December 2025 it would be good.",
    "They met on 3 November 2025.",
    # parts of what is owned or compounded, of some of them, and of two kinds that may be one
    "Six of the two sides' posts were shut.",
    "Twelve of the ten-truck convoys came.",
    "Nine of the three parties’ envoys came.",
    "Six of the two hundred trucks came.",
    "The centre holds 60 people, 40 of them men.",
    "Forty people came, 30 of them men and 30 of them hurt.",
    "Of the 30 crossings, 18 were in the north and 10 in the south; the others lie in the east.",
    "Two of the five detainees were named as Kell and Brandt.",
    "They counted 45 tents in the north and 35 in the south, 80 in all.",
    # what is written like a time, and what a clock shows
    "The ratio of tents to people was 25:70.",
    "He won the match at 13:75.",
    "The convoy left at 24:00 on Monday.",
    "The convoy left at 13:30 p.m. on Monday.",
    "They worked for 2570 hours.",
    # told in the order in which it was, and turned about
    "The office was closed on 6 June 2025 and opened on 8 June 2025.",
    "He was freed on 1 September 2025 and was abducted on 7 October 2025.",
    "The talks ran from 28 December to 3 January 2025.",
]


@pytest.mark.parametrize("text", FITS)
def test_what_fits_is_not_reported(text: str) -> None:
    assert off(text) == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["eight", "states", ",", "including", "Egypt", "Qatar", "and", "(", ")", ":", "100",
                                 "60", "trucks", "%", "Monday", "4 November 2025", "since", "a day", "average", ".", "they are", "of the",
                                 "through", "30 February", "signed on 3 May 2025", "released on 1 May 2025"]),
                max_size=14))  # fmt: skip
def test_any_order_of_words_is_compared_without_fault(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in off(text):
        assert one.told != one.found
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
