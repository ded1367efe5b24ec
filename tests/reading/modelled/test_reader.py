"""The reader by a model: what honest answers become, and a server that is late, lies, breaks off or is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.intake.language_model import LanguageModel, ModelError
from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading.actors import world
from guarantor.reading.modelled import Budget, ModelReader, ModelReading, Prices
from guarantor.reading.modelled.cache import Answers
from guarantor.reading.modelled.cost import Cost
from guarantor.reading.modelled.gate import Gate
from guarantor.reading.modelled.prompt import PIECE, pieces_of
from standin import Reply, completion, model_server

PLAIN: dict[str, Any] = {
    "line": 1, "type": "violation", "modality": "happened", "polarity": "+", "holder": None, "cue": None, "actors": [],
    "targets": [], "where": None, "when": None, "figures": [],
}  # fmt: skip
SPANISH = "El ejército de Sudmark cerró el puente el 4 de mayo, dijo el ministro Ibarra.\nCayeron 1.200 proyectiles."
SAID = {**PLAIN, "quote": "El ejército de Sudmark cerró el puente el 4 de mayo", "holder": "el ministro Ibarra", "cue": "dijo",
        "actors": ["El ejército de Sudmark"], "when": {"words": "el 4 de mayo", "start": "2031-05-04", "end": "2031-05-04"}}  # fmt: skip
FIGURE = {**PLAIN, "line": 2, "quote": "Cayeron 1.200 proyectiles", "type": "figure",
          "figures": [{"words": "1.200", "value": 1200, "of": "proyectiles"}]}  # fmt: skip


def report(text: str = SPANISH, **more: Any) -> Report:
    return Report(
        **{
            "text": text,
            "location": "a.txt",
            "outlet": "Lakes Post",
            "published": "2031-05-06",
            "language": "es",
            **more,
        }
    )


def reader(url: str, **more: Any) -> ModelReader:
    model = LanguageModel(url=url, name="m", seconds=more.pop("seconds", 5.0))
    return ModelReader(**{"model": model, "pause": lambda seconds: None, **more})


def passed(text: str, language: str, row: dict[str, Any]) -> tuple[list[Claim], list[str]]:
    made, refused = Gate(report(text, language=language), language, world(), "model:m/1").passed(
        [{**PLAIN, **row}], pieces_of(text)[0].lines
    )
    return made, [each.why for each in refused]


def test_an_honest_answer_becomes_claims_in_the_reports_name() -> None:
    with model_server(lambda body: Reply(data=completion({"claims": [SAID, FIGURE]}))) as url:
        (found,) = reader(url).read([report()])
    said, figure = found.claims
    assert found.refused == ()
    assert said.holder.text == "el ministro Ibarra"
    assert [(link.role, link.name) for link in said.chain] == [
        ("outlet", "Lakes Post"),
        ("holder", "el ministro Ibarra"),
    ]
    assert said.rule == "model:m/1"
    assert said.review == "proposed"
    assert any("language model (model:m/1)" in note for note in said.notes)
    assert said.when is not None and (said.when.start, said.when.end) == ("2031-05-04", "2031-05-04")
    assert (figure.quantities[0].value, figure.quantities[0].of) == (1200, "proyectiles")
    assert figure.holder.text is None
    for claim in found.claims:
        claim.check(SPANISH)
        assert Claim.from_json(claim.to_json()) == claim


@pytest.mark.parametrize(
    ("language", "text", "row"),
    [
        ("en", "The bridge was closed at noon, the Sudmark army said.", {"quote": "The bridge was closed at noon", "holder": "the Sudmark army", "cue": "said"}),
        ("en", "The army did not leave the harbour.", {"quote": "The army did not leave the harbour", "type": "fulfilment", "polarity": "-"}),
        ("en", "The prisoners will be freed on Friday.", {"quote": "The prisoners will be freed on Friday", "type": "plan", "modality": "planned"}),
        ("en", "Envoy Ibarra spoke to reporters. “The bridge is closed.”", {"quote": "The bridge is closed", "holder": "Envoy Ibarra", "cue": "spoke"}),
        ("en", "The planes blocked the road to the station.", {"quote": "The planes blocked the road to the station"}),
        ("ar", "سيطرت القوات على الميناء في عالم آخر.", {"quote": "سيطرت القوات على الميناء"}),
        ("es", "El ejército suspendió la entrega.", {"quote": "El ejército suspendió la entrega", "polarity": "-"}),
        ("fr", "Le pont a été fermé hier, a déclaré le ministre Duval.", {"quote": "Le pont a été fermé hier", "holder": "le ministre Duval", "cue": "déclaré"}),
        ("de", "Die Brücke wurde gestern gesperrt, sagte Minister Holm.", {"quote": "Die Brücke wurde gestern gesperrt", "holder": "Minister Holm", "cue": "sagte"}),
        ("ar", "قال الوزير سالم: قصفت القوات الميناء فجرا.", {"quote": "قصفت القوات الميناء فجرا", "holder": "الوزير سالم", "cue": "قال"}),
        ("he", "השר לוין אמר: הכוחות הפגיזו את הנמל.", {"quote": "הכוחות הפגיזו את הנמל", "holder": "השר לוין", "cue": "אמר"}),
        ("ru", "Войска обстреляли порт, сообщил министр Петров.", {"quote": "Войска обстреляли порт", "holder": "министр Петров", "cue": "сообщил"}),
        ("tr", "Ordu limanı vurdu, Bakan Demir söyledi.", {"quote": "Ordu limanı vurdu", "holder": "Bakan Demir", "cue": "söyledi"}),
        ("zh", "诺兰部长说：军队炮击了港口。", {"quote": "军队炮击了港口", "holder": "诺兰部长", "cue": "说"}),
    ],
)  # fmt: skip
def test_what_the_text_says_passes(language: str, text: str, row: dict[str, Any]) -> None:
    made, refused = passed(text, language, row)
    if row.get("cue") == "spoke":  # a verb that is no verb of saying ties nobody to the words
        assert refused == ["no verb of saying ties its holder to the quote"]
        return
    assert refused == []
    assert made[0].holder.text == row.get("holder")


@pytest.mark.parametrize(
    ("language", "text", "row", "why"),
    [
        ("en", "Norland denied that Sudmark shelled the harbour.", {"quote": "Sudmark shelled the harbour", "holder": "Norland", "cue": "denied"}, "its verb denies"),
        ("es", "Norland negó que Sudmark bombardeara el puerto.", {"quote": "Sudmark bombardeara el puerto", "holder": "Norland", "cue": "negó"}, "its verb denies"),
        ("en", "Norland asked whether the harbour was shelled.", {"quote": "the harbour was shelled", "holder": "Norland", "cue": "asked"}, "its verb promises"),
        ("es", "El enviado, a quien Norland acusó de mentir, llegó ayer.", {"quote": "llegó ayer", "holder": "Norland", "cue": "acusó"}, "ties its holder"),
        ("es", "El ejército cerró el puente. Norland dijo que llovía.", {"quote": "El ejército cerró el puente", "holder": "Norland", "cue": "dijo"}, "ties its holder"),
        ("en", "Norland said Sudmark claimed the harbour was shelled.", {"quote": "the harbour was shelled", "holder": "Norland", "cue": "said"}, "ties its holder"),
        ("ar", "ستنسحب القوات من الميناء غدا.", {"quote": "ستنسحب القوات من الميناء غدا", "type": "fulfilment"}, "told as done"),
    ],
)  # fmt: skip
def test_what_the_text_says_otherwise_does_not_pass(language: str, text: str, row: dict[str, Any], why: str) -> None:
    made, refused = passed(text, language, row)
    assert made == []
    assert why in refused[0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(min_size=1, max_size=40), st.sampled_from(["en", "es", "ar", "he", "zh"]))
def test_whatever_is_told_of_whatever_text_each_claim_cuts_what_it_quotes(text: str, quote: str, language: str) -> None:
    lines = pieces_of(text)
    if lines:
        made, refused = Gate(report(text), language, world(), "model:m/1").passed(
            [{**PLAIN, "quote": quote}, {**PLAIN, "quote": text[:40]}, quote], lines[0].lines
        )
        assert len(made) + len(refused) == 3
        for claim in made:
            claim.check(text)
            assert claim.quote in text


Answering = Callable[[dict[str, Any]], Reply]
GOOD = completion({"claims": [SAID]}, {"prompt_tokens": 700, "completion_tokens": 90})


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(data=b"", status=401), "answers 401"),
        (Reply(data=b"", status=302), "answers 302"),
        (Reply(data=b"", status=400), "answers 400; tried 2 times"),
        (Reply(data=b"", status=503), "answers 503; tried 3 times"),
        (Reply(data=GOOD, wait=0.9), "no answer from the model"),
        (Reply(data=GOOD, hang_up=True), "no answer from the model"),
        (Reply(data=b"x" * 3_000_000), "more than"),
        (Reply(data=b"{" * 100_000), "shape of a chat completion"),
        (Reply(data=completion('{"claims": [{"quote": "El ej')), "not the JSON"),
        (Reply(data=completion({"claims": {}})), "not the JSON"),
        (Reply(data=completion([1, 2])), "not the JSON"),
        (Reply(data=completion({"claims": [SAID] * 500})), "more than 200 claims"),
        (Reply(data=completion("I would rather not.")), "not the JSON"),
    ],
)  # fmt: skip
def test_a_server_that_fails_leaves_the_report_waiting(reply: Reply, why: str, tmp_path: Path) -> None:
    with model_server(lambda body: reply) as url:
        (found,) = reader(url, seconds=0.5, answers=Answers(tmp_path / "kept")).read([report()])
    assert found.claims == ()
    assert found.waits is not None and why in found.waits
    assert not list(tmp_path.rglob("*.json"))


def test_nobody_there() -> None:
    readings = list(
        reader("http://127.0.0.1:9/v1", seconds=1, at_once=1).read([report(location=str(n)) for n in range(6)])
    )
    assert ["no answer" in str(each.waits) for each in readings] == [True] * 3 + [False] * 3
    assert "in a row" in str(readings[-1].waits)


def test_a_busy_server_is_asked_again_after_growing_pauses() -> None:
    replies = iter(
        [Reply(data=b"", status=429, headers={"Retry-After": "7"}), Reply(data=b"", status=500), Reply(data=GOOD)]
    )
    pauses: list[float] = []
    with model_server(lambda body: next(replies)) as url:
        (found,) = reader(url, pause=pauses.append).read([report()])
    assert len(found.claims) == 1
    assert pauses == [7.0, 2.0]


def test_a_server_without_schemas_is_asked_without() -> None:
    with model_server(lambda body: Reply(data=GOOD, status=400 if "response_format" in body else 200)) as url:
        (found,) = reader(url).read([report()])
    assert len(found.claims) == 1


def test_an_invented_quote_is_refused_and_the_rest_taken() -> None:
    lie = {**SAID, "quote": "El ejército de Sudmark quemó el puente"}
    with model_server(lambda body: Reply(data=completion({"claims": [lie, SAID, 7, None, {}]}))) as url:
        (found,) = reader(url).read([report()])
    assert [claim.quote for claim in found.claims] == [SAID["quote"]]
    assert len(found.refused) == 4
    assert found.refused[0].why == "its quote is not in the text"


def test_an_answer_is_kept_by_model_task_and_text_and_erased_with_it(tmp_path: Path) -> None:
    asked: list[str] = []

    def answering(body: dict[str, Any]) -> Reply:
        asked.append(body["model"])
        return Reply(data=GOOD)

    kept = Answers(tmp_path / "kept")
    with model_server(answering) as url:
        (first,) = reader(url, answers=kept).read([report()])
        (again,) = reader(url, answers=kept).read([report()])
        assert again.claims == first.claims
        assert (first.cost.tokens, again.cost.tokens) == (790, 0)
        assert reader(url, answers=kept).reckon([report()]) == Cost()
        other = ModelReader(model=LanguageModel(url=url, name="n"), answers=kept)
        list(other.read([report(), report(SPANISH + "\nFin.")]))
        assert asked == ["m", "n", "n"]
        for path in (tmp_path / "kept").glob("*.json"):
            path.write_text('{"content": "{', encoding="utf-8")
        list(reader(url, answers=kept).read([report()]))
        assert asked[-1] == "m" and len(asked) == 4
    assert kept.forget(report().text_sha256) == 2
    assert kept.clear() == 1
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_budget_stops_before_it_is_gone_beyond_and_says_what_waits() -> None:
    prices = Prices(sent=1.0, came=2.0)
    reports = [report(location=str(n), text=SPANISH + f"\nNota {n}.") for n in range(5)]
    with model_server(lambda body: Reply(data=GOOD)) as url:
        whole = reader(url).reckon(reports[:1]).tokens
        by_tokens = list(reader(url, at_once=1, budget=Budget(tokens=2 * whole)).read(reports))
        money = prices.of(reader(url).reckon(reports[:1]).sent, reader(url).reckon(reports[:1]).came)
        assert money is not None
        by_money = list(reader(url, prices=prices, at_once=2, budget=Budget(money=1.5 * money)).read(reports))
        with pytest.raises(ModelError, match="PRICE"):
            list(reader(url, budget=Budget(money=1.0)).read(reports))
        nothing = list(reader(url, budget=Budget(tokens=0)).read(reports))
    assert by_tokens[0].waits is None
    assert by_tokens[-1].waits == "the budget is used up"
    assert sum(each.cost.tokens for each in by_tokens) <= 2 * whole
    assert by_money[0].waits is None and by_money[-1].waits == "the budget is used up"
    assert [each.waits for each in nothing] == ["the budget is used up"] * 5


def test_what_is_marked_does_not_leave() -> None:
    asked: list[dict[str, Any]] = []

    def answering(body: dict[str, Any]) -> Reply:
        asked.append(body)
        return Reply(data=GOOD)

    with model_server(answering) as url:
        (found,) = reader(url).read([report(marking="TLP:AMBER")])
    assert asked == []
    assert "TLP:AMBER" in str(found.waits)


def test_each_question_has_the_text_of_one_report_and_a_long_one_is_cut_at_lines() -> None:
    long = "\n".join(f"El barco número {n} salió el lunes." for n in range(600))
    bodies: list[str] = []

    def answering(body: dict[str, Any]) -> Reply:
        bodies.append(body["messages"][1]["content"])
        return Reply(data=completion({"claims": []}))

    with model_server(answering) as url:
        readings: list[ModelReading] = list(reader(url).read([report(long), report("Nada pasó.")]))
    assert [each.waits for each in readings] == [None, None]
    texts = [[line["text"] for line in json.loads(body)["report_lines"]] for body in bodies]
    assert sorted(line for lines in texts for line in lines) == sorted([*long.splitlines(), "Nada pasó."])
    assert all(lines == ["Nada pasó."] or "Nada pasó." not in lines for lines in texts)
    assert all(sum(map(len, lines)) <= PIECE for lines in texts)


def test_usage_that_no_server_can_mean_is_not_believed() -> None:
    wrong = completion({"claims": []}, {"prompt_tokens": -5, "completion_tokens": "many"})
    with model_server(lambda body: Reply(data=wrong)) as url:
        (found,) = reader(url).read([report()])
    assert found.cost.sent > 0
    assert found.cost.reckoned == found.cost.tokens


def test_without_httpx_the_message_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['httpx'] = None; import importlib.util as u; f = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n == 'httpx' else f(n, *a)\n"
        "from guarantor.intake.language_model import LanguageModel, ModelError\n"
        "from guarantor.reading.modelled import ModelReader\n"
        "try: LanguageModel(url='http://h/v1', name='m').answer('a', 'b')\n"
        "except ModelError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(Path(__file__).parents[3] / "src")})  # fmt: skip
    assert "pip install 'guarantor[model]'" in done.stdout
