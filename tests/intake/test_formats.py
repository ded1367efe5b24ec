"""What each format gives: the text and its places, and every word of metadata with its signal."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guarantor.intake import Hints, Limits, Piece, Refusal, gather, leaves, take
from guarantor.intake.moments import moment_in
from guarantor.intake.pdf.figures import difference, misspelt, turned, unlike
from guarantor.intake.pdf.pages import lines_of, paragraphs, without_frames
from guarantor.model.report import Report
from intake import samples as made
from intake.fuzzing import broken, check, check_places

CORPUS = Path(__file__).with_name("corpus")


def found_in(ending: str, data: bytes, hints: Hints | None = None, **more: str | None) -> list[Report | Refusal]:
    return list(take(Piece(data=data, location=f"a{ending}", suffix=ending, **more), hints))  # type: ignore[arg-type]


def reports(ending: str, data: bytes, hints: Hints | None = None, **more: str | None) -> list[Report]:
    return [each for each in found_in(ending, data, hints, **more) if isinstance(each, Report)]


def refusals(ending: str, data: bytes) -> list[str]:
    return [str(each) for each in found_in(ending, data) if isinstance(each, Refusal)]


def signs(report: Report) -> dict[str, list[tuple[str, str]]]:
    told: dict[str, list[tuple[str, str]]] = {}
    for sign in report.signs:
        told.setdefault(sign.field, []).append((sign.value, sign.signal))
    return told


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_page_with_its_signs() -> None:
    (report,) = reports(".html", made.PAGE.encode())
    assert report.text == (
        f"At the bridge\n\nESTERLAND, May 6 (Agency) — {made.BODY}\n\n{made.DENIAL} “Not so”, it said.\nNothing more.\n\n"
        "Monday\t40"
    )
    assert (report.title, report.outlet, report.language) == ("At the bridge", "The Gazette", "en")
    assert report.url == "https://gazette.example/2031/05/06/bridge"
    told = signs(report)
    assert told["published"] == [
        ("2031-05-06T08:30:00Z", "<meta article:published_time>"), ("2031-05-06", "the address"),
    ]  # fmt: skip
    assert told["dateline"] == [("ESTERLAND, May 6 (Agency)", "paragraph 2")]
    assert told["byline"] == [("A. Writer", "schema.org author")]
    assert told["outlet"] == [("The Gazette", "<meta og:site_name>"), ("gazette.example", "the address's domain")]
    assert report.signals["published"] == "<meta article:published_time>"


def test_every_word_leads_back_to_the_markup() -> None:
    (report,) = reports(".html", made.PAGE.encode())
    check_places(report)
    for words, source in (
        ("40 lorries crossed", "40 lorries crossed"), ("“Not so”", "&ldquo;Not&nbsp;so&rdquo;"), ("—", "&mdash;"),
        ("said.\nNothing", "said.<br>Nothing"), ("so”, it", "so&rdquo;, it"), ("Monday\t40", "Monday<td>40"),
    ):  # fmt: skip
        at = report.text.index(words)
        span = report.source_span((at, at + len(words)))
        assert span is not None
        assert made.PAGE[span[0] : span[1]] == source


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "word",
                "a b",
                " ",
                "\n",
                "  ",
                "<b>",
                "</b>",
                "&amp;",
                "&nbsp;",
                "<br>",
                "<p>",
                "</p>",
                "x&lt;y",
                "é",
                "<!-- c -->",
            ]
        ),
        max_size=30,
    )
)
def test_letters_of_the_text_are_those_of_the_markup(parts: list[str]) -> None:
    html = "".join(parts)
    for report in reports(".html", f"<html><body><p>{html}".encode()):
        whole = f"<html><body><p>{html}"
        check_places(report)
        for at, sign in enumerate(report.text):
            span = report.source_span((at, at + 1))
            if span is not None and sign.isalpha():
                assert whole[span[0]] == sign


@pytest.mark.parametrize(
    ("head", "published", "signal", "losers"),
    [
        ('<meta name="date" content="2031-05-07">', "2031-05-07", "<meta date>", 0),
        (
            '<meta name="date" content="2031-05-01"><meta property="article:published_time" content="2031-05-07">',
            "2031-05-07", "<meta article:published_time>", 1,
        ),
        (
            '<script type="application/ld+json">{"@type":"Article","datePublished":"20310507T103000Z"}</script>'
            '<meta name="date" content="garbage">', "2031-05-07T10:30:00+00:00", "schema.org datePublished", 1,
        ),
        ("", None, None, 0),
        ('<meta name="pubdate" content="May 7, 2031">', "2031-05-07", "<meta pubdate>", 0),
        ('<meta name="pubdate" content="07/05/2031">', None, None, 1),
    ],
)  # fmt: skip
def test_the_winning_date_and_the_losing_ones(
    head: str, published: str | None, signal: str | None, losers: int
) -> None:
    (report,) = reports(".html", f"<html><head>{head}</head><body><p>{made.BODY}</p>".encode())
    assert report.published == published
    assert report.signals.get("published") == signal
    assert len(signs(report).get("published", [])) == losers + (published is not None)
    if losers and published and head.count("2031-05-01"):
        assert any("but 2031-05-01 by <meta date>" in note for note in report.notes)


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.reuters.com/a", "Reuters"), ("https://news.un.org/a", "UN News"), ("https://x.un.org/a", "United Nations"),
        ("https://reuters.com.evil.example/a", "reuters.com.evil.example"), ("http://192.168.0.1/", None), ("http://[::1]/", None),
    ],
)  # fmt: skip
def test_the_outlet_by_the_domain(address: str, outlet: str | None) -> None:
    (report,) = reports(".html", f"<html><body><p>{made.BODY}".encode(), url=address)
    assert report.outlet == outlet
    (told,) = reports(".html", f"<html><body><p>{made.BODY}".encode(), Hints(outlet="The Gazette"), url=address)
    assert told.outlet == "The Gazette", "a domain is only inferred from"


def test_what_is_not_the_article_stays_out() -> None:
    side = "".join(
        f"<div class='card'><a href='/{n}'>Another story of that day, number {n}, told elsewhere</a></div>"
        for n in range(40)
    )
    page = (
        f"<html><body><header><p>Sign in to read all that we write</p></header><div id=wrap><div class='sidebar'>{side}</div>"
        f"<div class='story'><h1>At the bridge</h1><p>{made.BODY} {made.BODY}</p><div class='newsletter'><p>Subscribe to our "
        f"newsletter and never miss any of it.</p></div><p>{made.DENIAL} {made.BODY}</p><p>{made.DENIAL}</p></div></div>"
        "<footer><p>All rights reserved by those who have them, now and later.</p></footer></body></html>"
    )
    (report,) = reports(".html", page.encode())
    assert report.text == f"At the bridge\n\n{made.BODY} {made.BODY}\n\n{made.DENIAL} {made.BODY}\n\n{made.DENIAL}"


# --- feeds -----------------------------------------------------------------------------------------------------------


def test_items_of_a_feed() -> None:
    first, second = reports(".rss", made.RSS.encode(), url="https://gazette.example/feed")
    assert first.text == f"{made.BODY}\n\n{made.DENIAL}"
    assert (first.title, first.outlet, first.published) == ("At the bridge", "The Gazette", "2031-05-06T08:30:00+02:00")
    assert (first.url, first.language, first.credit) == ("https://gazette.example/bridge", "en", "A. Writer")
    assert (first.location, first.notes) == ("a.rss!/g1", ())
    assert (second.text, second.url) == ("They met & left.", "https://gazette.example/later")
    assert second.notes == ("a feed's summary, not the whole text",)
    assert first.raw_sha256 != second.raw_sha256
    (atom,) = reports(".xml", made.ATOM.encode())
    assert (atom.text, atom.published, atom.url, atom.outlet, atom.credit) == (
        made.BODY, "2031-05-06T08:30:00Z", "https://gazette.example/bridge", "The Gazette", "A. Writer",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ('<title type="html">The &lt;b&gt;army&lt;/b&gt; &amp;amp; the rest</title>', "The army & the rest"),
        ('<title type="html">5 &amp;lt; 7</title>', "5 < 7"),
        ("<title>The ministry&amp;#8217;s word</title>", "The ministry\u2019s word"),
        ("<title>AT&amp;T &lt; 5</title>", "AT&T < 5"),
    ],
)
def test_a_title_is_words_and_no_markup(title: str, words: str) -> None:
    head, tail = made.ATOM.split("<entry>", 1)
    entry = re.sub("<title.*?</title>", "", tail, flags=re.DOTALL)
    (report,) = reports(".xml", f"{head}<entry>{title}{entry}".encode())
    assert report.title == words


def test_the_same_item_in_a_later_feed_is_the_same_report() -> None:
    earlier = {each.url: each.id for each in reports(".rss", made.RSS.encode())}
    later = made.RSS.replace(
        "<item>", "<item><title>New</title><description>New words.</description></item>\n<item>", 1
    )
    ids = {each.url: each.id for each in reports(".rss", later.encode())}
    assert earlier.items() <= ids.items()


# --- office documents ------------------------------------------------------------------------------------------------


def test_a_word_document() -> None:
    (report,) = reports(".docx", made.docx(made.DOCX_BODY, footnotes=made.FOOTNOTES))
    assert report.text == f"{made.BODY}\n\nThey met.\n\nMonday\t40\nTuesday\t31\n\n{made.DENIAL}\n\nBy its own count."
    assert [place.name for place in report.places] == [
        "paragraph 1", "paragraph 2", "table 1, row 1", "table 1, row 2", "paragraph 3", "footnote 2",
    ]  # fmt: skip
    assert report.place_of(report.text.index("31")) == report.places[3]
    assert (report.title, report.published) == ("A note", None), "the day that a file was made is no day of publication"
    assert signs(report)["made"] == [("2031-05-06T08:30:00Z", "document properties, created")]
    assert report.notes == ("tracked changes: 1 deleted stretch left out, insertions taken",)


def test_an_opendocument_text() -> None:
    (report,) = reports(".odt", made.odt(made.ODT_BODY))
    assert report.text == (
        f"At the bridge\n\n{made.BODY}\n\nMonday\t40\n\n{made.DENIAL}\nEnd   of\tit.\n\nBy its own count."
    )
    assert [place.name for place in report.places][-1] == "footnote 1"


# --- PDF -------------------------------------------------------------------------------------------------------------


def test_a_pdf_document() -> None:
    (report,) = reports(".pdf", made.pdf(f"{made.BODY}\n{made.DENIAL}", "They met."))
    assert " ".join(report.text.split()) == f"{made.BODY} {made.DENIAL} They met."
    assert [place.name for place in report.places] == ["page 1", "page 2"]
    place = report.place_of(report.text.index("They met"))
    assert place is not None
    assert place.name == "page 2"
    assert (report.title, report.published, report.media_type) == ("A note", None, "application/pdf")
    assert signs(report)["made"] == [("2031-05-06", "PDF CreationDate")]


def test_pdf_pages_without_text() -> None:
    (refusal,) = refusals(".pdf", made.pdf("", ""))
    assert "a document without any text" in refusal


def test_lines_of_a_page_become_paragraphs() -> None:
    lines = lines_of(
        "The parties agreed on a longer list of what is to be done\r\nbefore the end of the month, and said so in a state-\r\n"
        "ment.\r\nThe second paragraph begins here and it goes on to the\r\nend of its line.\r\n• a point\r\n• another"
    )
    assert paragraphs(lines) == [
        "The parties agreed on a longer list of what is to be done before the end of the month, and said so in a state-ment.",
        "The second paragraph begins here and it goes on to the end of its line.", "• a point", "• another",
    ]  # fmt: skip


def test_frames_of_pages_are_left_out() -> None:
    pages = [["The monitors' bulletin", f"Words of page {name}.", f"{number}"] for number, name in enumerate("abcd", 1)]
    kept, left = without_frames(pages)
    assert kept == [[f"Words of page {name}."] for name in "abcd"]
    assert left == ["The monitors' bulletin", "#"]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("عبرت ٣١ شاحنة", "شاحنة 31 عبرت", None), ("عبرت 31 شاحنة", "شاحنة 13 عبرت", "31 in this text, 13 by the other"),
        ("1,250", "1,250", None), ("12", "", "12 in this text, none by the other"), ("12", None, "could not be checked"),
    ],
)  # fmt: skip
def test_numbers_that_two_extractors_differ_on(one: str, other: str | None, words: str | None) -> None:
    line = difference(3, one, other)
    assert line is None if words is None else line is not None and words in line and "page 3" in line


# --- mail ------------------------------------------------------------------------------------------------------------


def test_a_mail_and_its_attachment() -> None:
    report, note = reports(".eml", made.mail())
    assert report.text.split("\n\n") == [made.BODY, f"{made.DENIAL}\n"]
    assert (report.title, report.published, report.outlet) == ("Bülten", "2031-05-06T08:30:00+02:00", "The Monitors")
    assert signs(report)["sender"] == [("desk@monitors.example", "From header")]
    assert (note.text.strip(), note.location, note.outlet) == (made.DENIAL, "a.eml!/1/note.txt", None)
    assert note.notes == ("attached to the mail 'Bülten' of Tue, 06 May 2031 08:30:00 +0200",)


def test_a_mail_passed_on_is_a_report_of_its_own() -> None:
    cover, bulletin = reports(".eml", made.FORWARD)
    assert (cover.text, cover.title) == ("See below, it matters.", "Fwd: Bulletin")
    assert bulletin.text.split("\n\n") == [made.BODY, made.DENIAL]
    assert (bulletin.title, bulletin.outlet) == ("Bulletin 12", "The Monitors")
    assert bulletin.published == "2031-05-06"
    assert "passed on in a mail from Somebody <a@b.example>" in bulletin.notes


def test_what_mutt_passes_on_ends_where_it_says_so() -> None:
    data = (
        "Subject: fwd\nFrom: Kim <kim@desk.example>\n\nSee below.\n\n"
        "----- Forwarded message from Press <press@ministry.example> -----\n\n"
        "Date: Tue, 6 May 2031 08:30:00 +0000\nFrom: Press <press@ministry.example>\nSubject: Bulletin\n\n"
        f"{made.BODY}\n\n----- End forwarded message -----\n\nI doubt it.\n"
    )
    cover, bulletin = reports(".eml", data.encode())
    assert (cover.text, cover.outlet) == ("See below.\n\nI doubt it.", "Kim")
    assert (bulletin.text, bulletin.title, bulletin.outlet) == (made.BODY, "Bulletin", "Press")


def test_only_the_html_form_says_anything() -> None:
    data = (
        b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        b"Read it online.\n--b\nContent-Type: text/html; charset=windows-1254\n\n"
        + f"<p>{made.BODY}</p><p>G\u00f6r\u00fc\u015fme s\u00fcr\u00fcyor.</p>".encode("cp1254") + b"\n--b--\n"
    )  # fmt: skip
    (report,) = reports(".eml", data)
    assert report.text == f"{made.BODY}\n\nGörüşme sürüyor."
    check_places(report)


def test_a_mail_box() -> None:
    found = found_in(".mbox", made.samples()[".mbox"])
    assert [each.location for each in found] == ["a.mbox#1", "a.mbox#1!/1/note.txt", "a.mbox#2", "a.mbox#2!/passed on"]


# --- tables and JSON -------------------------------------------------------------------------------------------------


def test_a_table() -> None:
    report, refusal = found_in(".csv", made.CSV.encode())
    assert isinstance(report, Report)
    assert (report.text, report.title, report.published) == (
        f"{made.BODY}\n{made.DENIAL}",
        "At the bridge",
        "2031-05-06",
    )
    assert str(refusal).startswith("a.csv:4: an object without text")
    german = "Tag;Wortlaut\n2031-05-06;Sie trafen sich.\n".encode("utf-16")
    (report,) = reports(".csv", german, Hints(fields={"text": "Wortlaut", "published": "Tag"}))
    assert (report.text, report.published, report.signals["published"]) == (
        "Sie trafen sich.",
        "2031-05-06",
        "field 'Tag'",
    )


def test_fields_under_other_names(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"data": {"story": ["One.", "Two."], "when": "2031-05-06"}, "by": "x"}) + "\n")
    (report,) = gather([path], fields={"text": "data.story", "published": "data.when"})
    assert isinstance(report, Report)
    assert (report.text, report.published) == ("One., Two.", "2031-05-06")
    with pytest.raises(ValueError, match="'body' is no field of a report; use one of text"):
        gather([path], fields={"body": "x"})


# --- archives --------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its files open
def test_a_web_archive_made_by_another_tool(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in range(3):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        page = made.PAGE.replace("/bridge", f"/bridge{number}").encode()
        at = f"https://gazette.example/{number}"
        writer.write_record(writer.create_warc_record(at, "response", payload=io.BytesIO(page), http_headers=headers))
        writer.write_record(writer.create_warc_record(at, "metadata", payload=io.BytesIO(b"a: b")))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(out.getvalue())
    found = list(gather([path]))
    urls = [each.url for each in found if isinstance(each, Report)]
    assert urls == [f"https://gazette.example/2031/05/06/bridge{number}" for number in range(3)]
    assert [each.location for each in found[:1]] == [f"{path.as_posix()}!/https://gazette.example/0"]
    assert [f"{each.found} {each.harmless}" for each in found if isinstance(each, Refusal)] == [
        "3 × record of kind metadata True"
    ]


def test_a_web_archive() -> None:
    found = found_in(".warc", made.warc())
    assert [each.location for each in found if isinstance(each, Report)] == [
        "a.warc!/https://gazette.example/a", "a.warc!/https://gazette.example/d",
    ]  # fmt: skip
    assert [each.found for each in found if isinstance(each, Refusal)] == [
        "1 × answer 404", "1 × answer of kind image/png", "1 × record of kind request", "1 × record of kind warcinfo",
    ]  # fmt: skip
    (first,) = [each for each in found if isinstance(each, Report)][:1]
    assert "as it stood on 2031-05-07T00:00:00Z, by the web archive" in first.notes


def test_archives_in_archives() -> None:
    data = made.samples()[".zip"]
    found = found_in(".zip", data)
    assert [each.location for each in found] == [
        "a.zip!/in.zip!/a/page.html", "a.zip!/in.zip!/b.txt", "a.zip!/c.html", "a.zip!/d.bin", "a.zip!/e.eml",
        "a.zip!/e.eml!/1/note.txt",
    ]  # fmt: skip
    assert "an ending '.bin' that no reader knows" in str(found[3])
    packed = [each.location for each in leaves(Piece(data=data, location="a.zip", suffix=".zip"))]
    assert packed == [each.location for each in found[:5]], "leaves are what can be read apart"
    for form in (".tar", ".tar.gz", ".tgz"):
        tar = made.tarred({"b/c.txt": b"They met.", "ü" * 120 + ".txt": b"They left."})
        reads = reports(form, tar if form == ".tar" else gzip.compress(tar))
        assert [each.text for each in reads] == ["They met.", "They left."]


def test_leaves_read_apart_are_what_take_reads() -> None:
    for ending in (".zip", ".tar", ".tar.gz", ".warc", ".warc.gz", ".mbox", ".txt.xz"):
        data = made.samples()[ending]
        apart: list[Report | Refusal] = []
        for leaf in leaves(Piece(data=data, location=f"a{ending}", suffix=ending)):
            apart.extend(take(leaf) if isinstance(leaf, Piece) else [leaf])
        assert apart == found_in(ending, data), ending


@pytest.mark.parametrize("ending", sorted(made.samples()))
def test_each_sample_is_read(ending: str) -> None:
    assert reports(ending, made.samples()[ending])
    assert check(ending, made.samples()[ending])


@pytest.mark.parametrize("ending", sorted(made.samples()))
def test_bytes_without_a_name_are_recognised(ending: str) -> None:
    """By their first bytes, where the format has any that tell."""
    data = made.samples()[ending]
    if ending in (".jsonl", ".csv"):
        return
    named = [each.text for each in reports(ending, data)]
    assert [each.text for each in reports("", data)] == named


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Tue, 06 May 2031 08:30:00 GMT", "2031-05-06T08:30:00+00:00"), ("2031-05-06T08:30:00.000Z", "2031-05-06T08:30:00.000Z"),
        ("6 May 2031", "2031-05-06"), ("Tuesday, May 6th, 2031", "2031-05-06"), ("Sept. 6, 2031 at noon", "2031-09-06"),
        ("06.05.2031", None), ("May 2031", None), ("31 February 2031", None), ("yesterday", None), ("", None), ("0000-00-00", None),
        ("Mon, 99 Foo 0000 99:99:99", None),
    ],
)  # fmt: skip
def test_dates_as_documents_write_them(value: str, moment: str | None) -> None:
    assert moment_in(value) == moment


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")) if CORPUS.is_dir() else [], ids=lambda path: path.name)
def test_what_the_fuzzer_found(path: Path) -> None:
    ending = path.name[path.name.index(".") :]
    assert check(ending, path.read_bytes())


@pytest.mark.parametrize("ending", sorted(made.samples()))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_broken_documents_are_reports_or_refusals(ending: str, data: st.DataObject) -> None:
    check(ending, data.draw(broken(made.samples()[ending])))


def test_limits_are_those_that_are_given() -> None:
    (found,) = take(Piece(data=made.PAGE.encode(), location="a", suffix=".html"), limits=Limits(tree_bytes=100))
    assert "a page of more than 100 bytes" in str(found)


def test_pdf_documents_made_by_another_tool() -> None:
    """Two pages by WeasyPrint, one right-to-left: a figure in Arabic digits that an extractor turns round is flagged."""
    weasyprint = pytest.importorskip("weasyprint")
    page = (
        f"<html><head><title>At the bridge</title></head><body><p>{made.BODY} {made.DENIAL}</p><div style='break-before:page' "
        "dir=rtl lang=ar><p>قال المتحدث باسم القيادة الشمالية إن 31 شاحنة عبرت الجسر يوم الاثنين ونفى المجلس ذلك.</p></div>"
    )
    (report,) = reports(".pdf", weasyprint.HTML(string=page).write_pdf())
    assert report.title == "At the bridge"
    first, second = (" ".join(report.text[place.span[0] : place.span[1]].split()) for place in report.places)
    assert first == f"{made.BODY} {made.DENIAL}"
    assert "31" in second
    assert [place.name for place in report.places] == ["page 1", "page 2"]
    assert all("page 2" in note for note in report.notes), "only the right-to-left page may be doubted"


@pytest.mark.parametrize(
    ("one", "other", "text", "count"),
    [
        ("ةحصلا وزارة 236", "236 وزارة الصحة", "الصحة وزارة 236", 1),
        ("الصحة", "الصحة ةحصلا", "الصحة", 0),
        ("ةحصلا", None, "ةحصلا", 0),
        ("level draw", "ward level", "level draw", 0),
        ("نينثالا،", "اﻻﺛﻨﻴﻦ", "الاثنين،", 1),
    ],
)
def test_words_that_stand_backwards(one: str, other: str | None, text: str, count: int) -> None:
    assert turned(one, other) == (text, count)


def test_a_page_on_which_few_words_are_alike() -> None:
    assert unlike(2, "وزارة الصحة اليوم", "اليوم الصحة وزارة") is None
    assert "page 2" in str(unlike(2, "ةرازوةحصلا ويلا", "وزارة الصحة اليوم"))
    assert unlike(2, "a page", None) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ةميخ 1,340 نإو ربعملا تلخد ةنحاش 125 نإ نينثالا موي ةرازولا تلاق", "backwards"),
        ("תואיליהק םע ושגפנ םישדח םירבח", "backwards"),
        ("قالت الوزارة يوم االثنين إن الشاحنات دخلت", "االثنين"),
        ("قالت الوزارة يوم الاثنين إن 125 شاحنة دخلت المعبر", None),
        ("חברים חדשים נפגשו עם קהילות", None),
        ("Two pages of plain words, 125 of them", None),
    ],
)
def test_words_that_no_language_writes_so(text: str, found: str | None) -> None:
    """As both extractors have them, where a maker of PDF put letters down as they look."""
    line = misspelt(3, text)
    assert line is None if found is None else (line is not None and found in line and line.startswith("page 3"))
