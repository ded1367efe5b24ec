"""The brief: made, written, sent out, handed out again, and checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from guarantor.briefing.brief import Brief
from guarantor.briefing.checking import Finding
from guarantor.briefing.length import LENGTHS, Length
from guarantor.briefing.smoothing import told
from guarantor.briefing.wording import WordingError
from guarantor.case import Case
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.checking import check_brief as check_file
from guarantor.case.sending import again as made_again
from guarantor.case.sending import digest, issue, issued, send
from guarantor.case.smoothing import smooth
from guarantor.case.times import Times
from guarantor.cli.common import account_of, iso_option, one_of, say, with_case, with_times
from guarantor.intake.language_model import ModelError, from_settings
from guarantor.model.marking import MARKINGS


@click.command()
@click.option(
    "--out", metavar="FILE", help="Write it to FILE (.md, .html, .docx or .pdf; without it, Markdown is printed)."
)
@click.option("--meeting", metavar="NAME", help="Prepare this meeting of the agreement's files.")
@click.option("--since", metavar="TIME", help="What happened since then (default: the week before).")
@with_case
@with_times
@click.option("--account", "accounts", multiple=True, metavar="NAME", help="Accounts to tell (default: all shown).")
@click.option("--issues", multiple=True, metavar="NAME", help="Keep to these issues (default: all).")
@click.option("--length", type=click.Choice(LENGTHS), default="page", show_default=True, help="How long it may be.")
@click.option(
    "--marking", type=click.Choice(MARKINGS), help="The strictest marking that may show (default: the case's)."
)
@click.option("--wording", metavar="FILE", help="A YAML file of words in the place of the house's.")
@click.option("--smooth", "smoothing", is_flag=True, help="Let the configured language model smooth the prose.")
@click.option("--send", "sent", is_flag=True, help="Number it and keep it in the record, with its hash.")
@click.option("--by", metavar="NAME", help="Who sends it.")
@click.option("--again", type=int, metavar="NUMBER", help="Hand out an issue that was sent, byte for byte.")
@click.option("--sent-issues", is_flag=True, help="List the issues that were sent.")
def brief(
    out: str | None, meeting: str | None, since: str | None, case: Case, times: Times, reviewed_only: bool,
    accounts: tuple[str, ...], issues: tuple[str, ...], length: Length, marking: str | None, wording: str | None,
    smoothing: bool, sent: bool, by: str | None, again: int | None, sent_issues: bool,
) -> None:  # fmt: skip
    """The cited brief: what happened, why it matters, where each stands, what stands in the way, what is next."""
    if sent_issues:
        for each in issued(case):
            if marking is None or each.marking == marking:
                click.echo(f"{each.number}  {each.marking}  {each.sent[:16]}  {each.title}  sha256 {each.sha256}")
        return
    if again is not None:
        _hand_out(case, again, marking, out)
        return
    asked = replace(
        _asked(case, times, meeting=meeting, since=since, accounts=accounts, issues=issues),
        reviewed_only=reviewed_only, length=length, marking=marking, wording=wording,
    )  # fmt: skip
    try:
        if smoothing:
            asked = _smoothed(case, asked)
        made = send(case, asked, by=by) if sent else brief_of(case, asked)
    except (WordingError, ModelError) as error:
        raise click.UsageError(str(error)) from error
    if sent:
        say(f"issue {made.number} is in the record; sha256 of its Markdown {digest(made.to_markdown())}")
    _write(made, out)


def _asked(
    case: Case,
    times: Times,
    *,
    meeting: str | None,
    since: str | None,
    accounts: tuple[str, ...],
    issues: tuple[str, ...],
) -> BriefRequest:
    if meeting is not None:
        one_of(meeting, (each.id for each in case.files.agreement.meetings), "meeting")
    if since is not None:
        iso_option(since, "--since")
    known = [each.id for each in case.files.agreement.issues]
    return BriefRequest(
        meeting=meeting, since=since, as_of=times.as_of, known_at=times.known_at, published_by=times.published_by,
        accounts=tuple(account_of(case, name) for name in accounts),
        issues=tuple(one_of(name, known, "issue") for name in issues),
    )  # fmt: skip


def _smoothed(case: Case, asked: BriefRequest) -> BriefRequest:
    model = from_settings()
    if model is None:
        raise ModelError("no language model is configured: set GUARANTOR_MODEL_URL and GUARANTOR_MODEL")
    asked, result = smooth(case, asked, model)
    for line in told(result):
        say(line)
    return asked


def _hand_out(case: Case, number: int, marking: str | None, out: str | None) -> None:
    """An issue as it was sent; another form than Markdown is made again from what it was made from, and it is told
    where the program would not write the same words any more."""
    try:
        found = issue(case, number, marking)
    except KeyError as error:
        there = ", ".join(f"{each.number} ({each.marking})" for each in issued(case)) or "none"
        raise click.UsageError(f"no issue {number} was sent; there are: {there}") from error
    if out is None:
        click.echo(found.text, nl=False)
    elif out.endswith(".md"):
        try:
            Path(out).write_text(found.text, encoding="utf-8")
        except OSError as error:
            raise click.UsageError(f"{out} cannot be written: {error.strerror}") from error
        say(f"written to {out}")
    else:
        made = made_again(case, number, found.marking)
        if digest(made.to_markdown()) != found.sha256:
            say("the program or the case's files have changed since: this form does not have the words that were sent;")
            say(f"the Markdown has: guarantor brief --again {number} --marking {found.marking}")
        _write(made, out)


def _write(made: Brief, out: str | None) -> None:
    if out is None:
        click.echo(made.to_markdown(), nl=False)
        return
    try:
        made.write(out)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}") from error
    say(f"written to {out}")


@click.command("check-brief")
@click.argument("file", metavar="FILE")
@click.option("--wording", metavar="FILE", help="The YAML file of words that it was written with.")
@with_case
def check_brief(file: str, wording: str | None, case: Case) -> None:
    """Check a brief (.md, .html, .docx): its notes against the record, its numbers against what each sentence cites."""
    try:
        result = check_file(case, file, wording=wording)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    for finding in result.findings:
        click.echo(_line(finding))
    say(result.summary)
    raise SystemExit(1 if result.findings else 0)


def _line(finding: Finding) -> str:
    return f"{finding.where}: {finding.what}"
