"""What waits for a reader of its language; a model's reading in the record, beside that of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from guarantor.case import Case, init_case, open_case
from guarantor.case.keeping import erase_from
from guarantor.case.modelled import answers_of, clear, read_by_model, waiting
from guarantor.case.readers import compared
from guarantor.cli import main
from guarantor.intake.language_model import LanguageModel
from guarantor.reading.modelled import ModelReader
from guarantor.record.errors import RefusedRecordError
from guarantor.record.readings import add_reading, readings_of
from guarantor.review.desk import accept, reject
from standin import Reply, completion, model_server

SPANISH = "El ejército de Sudmark cerró el puente el 4 de mayo, dijo el ministro Ibarra en la capital.\n"
ENGLISH = "The Sudmark army closed the bridge on Monday, Minister Ibarra said. Three people were killed in the harbour at dawn.\n"
PLAIN: dict[str, Any] = {
    "line": 1, "type": "violation", "modality": "happened", "polarity": "+", "holder": None, "cue": None, "actors": [],
    "targets": [], "where": None, "when": None, "figures": [],
}  # fmt: skip
SAID = {**PLAIN, "quote": "El ejército de Sudmark cerró el puente", "holder": "el ministro Ibarra", "cue": "dijo"}


def answering(body: dict[str, Any]) -> Reply:
    """A model that reads these texts: one claim of the Spanish, of the English what the test put down."""
    text = body["messages"][1]["content"]
    return Reply(data=completion({"claims": [SAID] if "cerró" in text else []}))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    folder = tmp_path / "case"
    init_case(folder)
    (tmp_path / "es.txt").write_text(SPANISH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    with open_case(folder) as found:
        found.read([tmp_path / "es.txt", tmp_path / "en.txt"], published="2031-05-06")
        yield found


def reader(url: str, case: Case, name: str = "m") -> ModelReader:
    return ModelReader(model=LanguageModel(url=url, name=name), actors=case.actors, answers=answers_of(case.folder))


def test_a_report_in_another_language_waits_until_a_model_reads_it(case: Case) -> None:
    (one,) = waiting(case)
    assert (one.language, Path(one.report.location).name) == ("es", "es.txt")
    with model_server(answering) as url:
        summary = read_by_model(case, reader(url, case), [one.report])
    assert (summary.read, summary.claims, summary.left) == (1, 1, [])
    assert list(waiting(case)) == []
    (standing,) = case.record.view().claims_of(one.report.id)
    assert standing.live
    assert (standing.claim.rule, standing.claim.review) == ("model:m/1", "proposed")
    assert case.verify().fault is None


def test_a_person_clears_what_waits_and_a_report_that_is_not_there_is_refused(case: Case) -> None:
    (one,) = waiting(case)
    with pytest.raises(RefusedRecordError):
        clear(case, "report:sha256:0", by="Kim", why="read")
    clear(case, one.report.id, by="Kim", why="translated by hand")
    assert list(waiting(case)) == []
    (kept,) = readings_of(case.record.view(), one.report.id)
    assert (kept.reader, kept.author, kept.told) == ("person", "Kim", {"why": "translated by hand"})


def test_what_fails_goes_on_waiting(case: Case) -> None:
    with model_server(lambda body: Reply(data=b"", status=401)) as url:
        summary = read_by_model(case, reader(url, case), [each.report for each in waiting(case)])
    assert summary.read == 0
    assert "401" in summary.left[0][1]
    assert len(list(waiting(case))) == 1


def test_reading_by_rules_again_drops_nothing_of_the_model_and_its_next_reading_does(
    case: Case, tmp_path: Path
) -> None:
    (one,) = waiting(case)
    with model_server(answering) as url:
        read_by_model(case, reader(url, case), [one.report])
    case.read([tmp_path / "es.txt"], published="2031-05-06")
    (standing,) = case.record.view().claims_of(one.report.id)
    assert standing.live
    with model_server(lambda body: Reply(data=completion({"claims": []}))) as url:
        read_by_model(case, reader(url, case, "n"), [one.report])
    (standing,) = case.record.view().claims_of(one.report.id)
    assert standing.mark.state == "dropped"
    with model_server(answering) as url:
        read_by_model(case, reader(url, case), [one.report])
    (standing,) = case.record.view().claims_of(one.report.id)
    assert standing.live


def test_a_person_s_word_on_a_model_s_claim_outlives_its_next_reading(case: Case) -> None:
    (one,) = waiting(case)
    with model_server(answering) as url:
        read_by_model(case, reader(url, case), [one.report])
    (standing,) = case.record.view().claims_of(one.report.id)
    accept(case.record, [standing.claim.id], by="Kim", why="so it stands")
    with model_server(lambda body: Reply(data=completion({"claims": []}))) as url:
        read_by_model(case, reader(url, case, "n"), [one.report])
    (standing,) = case.record.view().claims_of(one.report.id)
    assert standing.live


def test_a_claim_by_another_reader_is_refused(case: Case) -> None:
    (one,) = waiting(case)
    with model_server(answering) as url:
        (reading,) = reader(url, case).read([one.report])
    with pytest.raises(RefusedRecordError):
        add_reading(case.record, one.report, reading.claims, reader="model:other/1", told={})


def test_rules_and_model_side_by_side(case: Case) -> None:
    english = next(each for each in case.record.reports() if each.location.endswith("en.txt"))
    by_rules = {claim.quote: claim for claim in case.record.claims() if claim.report.id == english.id}
    told = next(claim for quote, claim in by_rules.items() if "bridge" in quote)
    shelled = next(claim for quote, claim in by_rules.items() if "harbour" in quote)
    rows = [
        {**PLAIN, "quote": "The Sudmark army closed the bridge on Monday", "type": told.type, "modality": told.modality,
         "holder": "Minister Ibarra", "cue": "said"},
        {**PLAIN, "quote": "Three people were killed in the harbour at dawn", "type": "meeting", "modality": shelled.modality},
        {**PLAIN, "quote": "the fleet burned"},
    ]  # fmt: skip
    with model_server(lambda body: Reply(data=completion({"claims": rows}))) as url:
        summary = read_by_model(case, reader(url, case), [english])
    assert (summary.claims, summary.agreed) == (0, 1)
    assert dict(summary.refused) == {
        "its quote is not in the text": 1, "the rules read the same words otherwise: type": 1,
    }  # fmt: skip
    accept(case.record, [told.id], by="Kim", why="so it stands")
    reject(case.record, [shelled.id], by="Kim", why="not so")
    (found,) = compared(case)
    assert found.row["agreed"]["accepted"] == 1
    assert found.row["differ"]["rejected"] == 1
    assert found.row["accepted_of_rules"] == 0.5
    assert found.row["accepted_of_model"] == 1.0
    assert len(list(case.record.view().claims_of(english.id))) == len(by_rules)


def test_an_erased_report_takes_the_model_s_answers_with_it(case: Case) -> None:
    (one,) = waiting(case)
    with model_server(answering) as url:
        read_by_model(case, reader(url, case), [one.report])
    assert len(list(answers_of(case.folder).folder.iterdir())) == 1
    erase_from(case, [one.report.id], by="Kim", why="asked for")
    assert list(answers_of(case.folder).folder.iterdir()) == []
    assert case.verify().fault is None


def run(case: Case, *words: str, **settings: str) -> Result:
    return CliRunner().invoke(main, [*words, "--case", str(case.folder)], env=settings)


def test_the_commands(case: Case) -> None:
    listed = run(case, "waiting", "--format", "json")
    assert [row["language"] for row in json.loads(listed.stdout)] == ["es"]
    assert "1 report waiting" in run(case, "waiting").stderr
    assert "GUARANTOR_MODEL_URL" in run(case, "waiting", "--model", GUARANTOR_MODEL_URL="").stderr
    with model_server(answering) as url:
        named = {"GUARANTOR_MODEL_URL": url, "GUARANTOR_MODEL": "m"}
        assert "1 reports: at most about 1 question" in run(case, "waiting", "--model", "--estimate", **named).stdout
        nothing = run(case, "waiting", "--model", "--tokens", "10", **named)
        assert "waits: the budget is used up" in nothing.stderr
        done = run(case, "waiting", "--model", **named)
        assert done.exit_code == 0, done.output
        assert "1 report for m: at most about 1 question" in done.stderr
        assert "cost: 1 question" in done.stderr
        every = run(case, "waiting", "--model", "--every", **named)
        assert "2 reports read by the model" in every.stderr
    assert json.loads(run(case, "readers", "--format", "json").stdout)[0]["only model"]["claims"] == 1
    assert "only model" in run(case, "readers").stdout
    assert "2 answers erased" in run(case, "waiting", "--clear-cache").stderr


def test_reading_with_the_model_at_once(case: Case, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Nuevo parte de hoy. " + SPANISH, encoding="utf-8")
    with model_server(answering) as url:
        named = {"GUARANTOR_MODEL_URL": url, "GUARANTOR_MODEL": "m"}
        done = run(case, "read", str(tmp_path / "new.txt"), "--model", **named)
    assert done.exit_code == 0, done.output
    assert "1 report read by the model, 1 claims proposed" in done.stderr
    assert [Path(each.report.location).name for each in waiting(case)] == ["es.txt"]
