"""The program: its commands in the order in which a newcomer meets them, each loaded when it is used."""

from __future__ import annotations

from importlib import import_module

import click

from guarantor import __version__
from guarantor.cli.common import Commands

COMMANDS = {
    "demo": ("cases:demo", "Lay out the bundled case in DIR, read its reports, print the state, write a brief and"
             " serve the board."),
    "init": ("cases:init", "Lay out a new, commented case in DIR."),
    "check": ("cases:check", "Check the case's files: each fault with file, line, what was found, what was expected,"
              " what to do."),
    "explain-agreement": ("cases:explain_agreement", "Print the agreement back in plain sentences, so that its author"
                          " can see what the files say."),
    "schema": ("cases:schema", "Write the JSON Schemas of a case's files into DIR, for editors."),
    "read": ("read:read", "Read files, folders, addresses or `-` for standard input."),
    "watch": ("watch:watch", "Follow feeds and pages: those in the case's watch.yaml and those named here."),
    "waiting": ("waiting:waiting", "List the reports in languages without reading rules that nobody has read yet, or"
                " have them read."),
    "readers": ("waiting:readers", "Rules and model side by side on the reports that a model read: where they agree,"
                " where only one speaks, where they differ (the rules' reading then stands), and what people made of"
                " each."),
    "formats": ("formats:formats", "Say what `guarantor read` takes: each format with its endings, what it gives, and"
                " what it does not do."),
    "status": ("state:status", "The state of the agreement: a row a provision, a column an account."),
    "why": ("state:why", "Why PROVISION has its status, down to the quoted words, with the chain of who said it."),
    "changes": ("state:changes", "What changed in the state since a time, and because of which claims."),
    "gates": ("state:gates", "What keeps each phase from opening, by account and by reading of the text."),
    "told": ("told:told", "What is told of meetings, incidents, running counts, pledges of troops, roles, what copies"
             " changed, and what does not fit within one report: each word with its day and whose it is."),
    "brief": ("brief:brief", "The cited brief: what happened, why it matters, where each stands, what stands in the"
              " way, what is next."),
    "check-brief": ("brief:check_brief", "Check a brief (.md, .html, .docx): its notes against the record, its numbers"
                    " against what each sentence cites."),
    "positions": ("positions:positions", "Where each actor stands on each issue, in its own words; who agrees with"
                  " whom; who blocks what."),
    "packages": ("positions:packages", "Which packages of answers are accepted, open or excluded on the record, and"
                 " the smallest moves that open one."),
    "code": ("positions:code", "Say how CLAIM stands on an answer."),
    "review": ("review:review", "Judgements: accept, reject, correct, split, join, add, grade, choose, retract, undo."),
    "verify": ("record:verify", "Recompute every hash, link of the chain and quoted span, and name the first fault."),
    "printed": ("record:printed", "Answers kept with `guarantor status --keep`: all of them listed; or answer NUMBER"
                " as it was printed then, with what the present program says of the same entries, and what it says of"
                " all that is known now."),
    "pack": ("keeping:pack", "Write the whole case into FILE, a ZIP: its record, its files, the documents as"
             " received."),
    "unpack": ("keeping:unpack_", "Lay the case packed in FILE out in DIR, a new folder; every hash, link of the chain"
               " and span is verified."),
    "backup": ("keeping:backup", "Copy the record into FILE while others read and write; a record in PostgreSQL"
               " becomes a file."),
    "erase": ("keeping:erase", "Erase what law or a person's safety requires to be erased, with all that was made of"
              " it."),
    "received": ("keeping:received", "The document of REPORT, byte for byte as it was received."),
    "export": ("export:export", "Export claims, states, counters and incidents."),
    "import": ("export:import_", "Import a CSV of claims or incidents coded elsewhere; each row is written, refused"
               " with its reason, or known."),
    "serve": ("cases:serve", "Serve the board and the HTTP API."),
    "people": ("people:people", "Who may use the board: invite people, give them a role and a clearance, shut them"
               " out."),
    "tokens": ("people:tokens", "Tokens by which programs use the API in a person's name."),
    "audit": ("people:audit", "The audit log of the board, the newest lines first."),
    "bench": ("bench:bench", "Write predictions for a benchmark: one JSON object a line (origins: one object)."),
}  # fmt: skip
"""Each command with its module and name there, and the first sentence of its help, which the list of commands shows
without loading them; a test compares the two."""


class Loading(Commands):
    """The commands above; that of a name is loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(f"guarantor.cli.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        limit = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl([
                (name, click.Command(name, help=about).get_short_help_str(limit))
                for name, (_, about) in COMMANDS.items()
            ])  # fmt: skip


@click.group(cls=Loading, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="guarantor")
def main() -> None:
    """Keep the sourced state of a peace agreement: what was owed and what was done, as each side tells it.

    Begin with `guarantor demo`, which opens the bundled case, or with `guarantor init DIR` for one of your own.
    """
