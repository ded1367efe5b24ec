"""The index of a very large record: what search, the review desk and the counts of the first page look things up in.

An SQLite file beside the record, one for each clearance. It is derived: made from the record alone, carried on entry by
entry, made anew where it is of another edition, of other case files or of another record, or where something was
erased; it may be deleted at any time. It answers with numbers of entries; whatever is shown is read from the record and
looked at again, so that a wrong row can hide something and can invent nothing; and while nobody writes to it, it is
sealed, so that a changed byte has it made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from threading import Event, Lock, local
from time import monotonic
from typing import Any

from guarantor.case.counting import Stands, whole
from guarantor.case.indexed import Rows, told_of_it
from guarantor.case.knowledge import Knowledge
from guarantor.case.matching import Spelling
from guarantor.case.sealed import END, Seal
from guarantor.case.tally import Asked, Tally
from guarantor.case.wanted import Counted, Wanted, conditions, counting, narrowing, plain_source, published
from guarantor.model.entry import Head
from guarantor.record.connections import Connections

EDITION = 4
"""One more whenever the same record would give other rows than before."""
MOST = 10_000
"""Beyond so many, what is found is not counted further."""
MAPPED = 2**32
"""Bytes of the index that are looked at where they lie in memory."""
QUIET = 60.0
"""Seconds without anything new after which the index is sealed."""
GATHERED = 60_000
"""Up to so many claims that something other than words narrows a search to are gathered before words are looked at."""


class _OtherFasterError(Exception):
    """Another process carried the index on meanwhile; what it left out is still to be taken in."""


class Finder:
    """The index of one case at the latest moment of its record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._open: sqlite3.Connection | None = None
        self._seen: tuple[str, Head] | None = None
        self._made = 0
        self._stands = Stands()
        self._ready = Event()
        self._ready.set()
        self._reading = local()
        self._readers: Connections[sqlite3.Connection] = Connections()
        self._spelling = Spelling(self._rows)
        self._seal = Seal(path)
        self._looked = False
        self._written = 0.0
        """When something was written that is not sealed yet; 0 for never."""

    # --- kept up to date --------------------------------------------------------------------------------------------

    def catch_up(self, knowledge: Knowledge, head: Head) -> None:
        """Take in what came since; all of it where the index cannot be gone on with."""
        with self._lock:
            way = f"{EDITION} {knowledge.files.id}"
            while not self._caught_up(knowledge, way, head):
                pass

    def _caught_up(self, knowledge: Knowledge, way: str, head: Head) -> bool:
        """Take in what came since; whether nothing is left."""
        if self._is_beyond(way, head):
            return True
        reached = self._reached(way, knowledge)
        if reached:
            self._stands.prepare(self._connection())
        if reached > head.seq:  # another process took it further
            return True
        if reached == head.seq:
            self._seen = way, head
            if self._written and monotonic() - self._written > QUIET:
                self._sealed()
            return True
        if reached:
            try:
                if self._carried(Rows(knowledge, self._connection()), way, reached, head):
                    return True
            except _OtherFasterError:
                return False
        self._ready.clear()
        try:
            self._made_anew(knowledge, way, head)
        finally:
            self._ready.set()
        return True

    def _is_beyond(self, way: str, head: Head) -> bool:
        """Whether the index was taken further by this process than a moment of the same record: who reads at a moment
        that lies a little back cannot see the later entries, and must not take the index for that of another record."""
        if self._seen is None or self._seen[0] != way or self._seen[1].seq <= head.seq or not self.path.exists():
            return False
        found = self._connection().execute("SELECT way, seq, hash FROM reached").fetchall()
        return found == [(way, self._seen[1].seq, self._seen[1].hash)]

    def _made_anew(self, knowledge: Knowledge, way: str, head: Head) -> None:
        self._anew()
        self._spelling.forget()
        with self._writing() as connection:
            Rows(knowledge, connection).pass_on(0)
            self._reach(connection, way, head)
        self._connection().execute("ANALYZE")
        self._stands.prepare(self._connection())
        self._sealed()

    def rest(self) -> None:
        """Seal what was written, since nothing more is for now."""
        with self._lock:
            if self._written and self._open is not None:
                self._sealed()

    def _sealed(self) -> None:
        """Bring all that was written into the file and seal it, unless somebody else is at it: another process waits
        with its first write, which opens the seal, until it is there."""
        connection = self._connection()
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not _some(self.path.with_name(f"{self.path.name}-wal")):
                self._seal.put()
                self._written = 0.0
        finally:
            connection.execute("COMMIT")

    def _carried(self, rows: Rows, way: str, reached: int, head: Head) -> bool:
        with self._writing() as connection:
            if connection.execute("SELECT seq FROM reached").fetchall() != [(reached,)]:
                raise _OtherFasterError
            if not rows.decided(reached):
                return False
            rows.pass_on(reached)
            self._reach(connection, way, head)
        self._stands.take(self._connection())
        if rows.texts:
            self._spelling.forget()
        return True

    def _reach(self, connection: sqlite3.Connection, way: str, head: Head) -> None:
        connection.execute("DELETE FROM reached")
        connection.execute("INSERT INTO reached VALUES (?, ?, ?)", (way, head.seq, head.hash))
        self._seen = way, head

    def _reached(self, way: str, knowledge: Knowledge) -> int:
        """Up to which entry the index goes; 0 where there is none that can be gone on with."""
        if not self.path.exists():
            self.close()
            return 0
        if not self._looked and self._seal.broken():
            return 0
        self._looked = True
        try:
            found = self._connection().execute("SELECT way, seq, hash FROM reached").fetchall()
        except sqlite3.DatabaseError:
            return 0
        if not found or found[0][0] != way or not knowledge.view.holds(found[0][1], found[0][2]):
            return 0
        return int(found[0][1])

    def _anew(self) -> None:
        self.close()
        remove(self.path)
        connection = self._connection()
        script = files("guarantor.case").joinpath("finding.sql").read_text("utf-8")
        connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; BEGIN; {script} COMMIT;")

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        return self._open

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        self._seal.take_away()
        self._written = monotonic()
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def close(self) -> None:
        """Give up the file."""
        self._made += 1
        self._readers.let_go()
        if self._open is not None:
            self._open.close()
            self._open = None

    def _reader(self) -> sqlite3.Connection:
        """This thread's connection for looking, so that many look at once; another one where the file is another."""
        known: tuple[int, sqlite3.Connection] | None = getattr(self._reading, "open", None)
        if known is None or known[0] != self._made:
            known = self._made, sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            known[1].execute(f"PRAGMA mmap_size = {MAPPED}")
            self._reading.open = known
            self._readers.note(known[1])
        return known[1]

    # --- asked ------------------------------------------------------------------------------------------------------

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        while True:
            self._ready.wait()
            made = self._made
            try:
                found = self._reader().execute(sql, tuple(values)).fetchall()
            except sqlite3.ProgrammingError:
                # Closed by whoever makes the index anew.
                if made == self._made:
                    raise
                continue
            if made == self._made:
                return found

    def tally(self, asked: Asked) -> Tally:
        """The numbers of the first page."""
        where, values = counting(asked)
        if whole(asked):
            claims, reviewed = self._stands.claims(), self._stands.claims(reviewed=True)
        else:
            claims = self._rows(f"SELECT count(*) FROM claim c WHERE {where}", values)[0][0]
            reviewed = self._rows(f"SELECT count(*) FROM claim c WHERE {where} AND c.reviewed = 1", values)[0][0]
        day = (asked.published_by or "9")[:10]
        reports, last = self._rows("SELECT count(*), max(day) FROM report WHERE day > '' AND day <= ?", (day,))[0]
        held, digests, other = self._rows(
            "SELECT count(*), coalesce(sum(digest), 0), coalesce(sum(language <> 'en'), 0) FROM report"
        )[0]
        return Tally(claims=claims, waiting=claims - reviewed, reports=reports, held=held, last_report=last or "",
                     digests=digests, other_languages=other)  # fmt: skip

    def claims(self, wanted: Wanted, *, skip: int, most: int) -> tuple[list[int], Counted]:
        """The numbers of the claims' entries, the newest first, and how many there are, counted up to ``MOST``."""
        found = [row[0] for row in self._newest(wanted, "c.seq", max(MOST, skip + most) + 1)]
        return found[skip : skip + most], Counted(total=min(len(found), MOST), more=len(found) > MOST)

    def told(self, wanted: Wanted, *, skip: int, most: int) -> tuple[list[int], Counted, list[tuple[str, ...]]]:
        """The same, with the kind, outlet, root and review of each of the newest ``MOST``."""
        rows = self._newest(wanted, "c.seq, c.type, c.outlet, c.root, c.review", max(MOST, skip + most) + 1)
        counted = Counted(total=min(len(rows), MOST), more=len(rows) > MOST)
        return [row[0] for row in rows[skip : skip + most]], counted, [row[1:] for row in rows[:MOST]]

    def _newest(self, wanted: Wanted, columns: str, last: int) -> list[Any]:
        """Of the newest claims some columns, the first their numbers."""
        if not wanted.words and (wanted.told_of or wanted.roots):
            return self._merged(wanted, columns, last)
        source, where, values = self._query(wanted)
        order = "s.rowid" if wanted.words else "c.key"
        sql = f"SELECT {columns} FROM {source} WHERE {where} ORDER BY {order} DESC LIMIT ?"
        return self._rows(sql, [*values, last])

    def _merged(self, wanted: Wanted, columns: str, last: int) -> list[Any]:
        """The newest of those whom some tell, or of whom they tell: the newest of each of these, put together."""
        if wanted.told_of:
            source, is_one = "named n CROSS JOIN claim c ON c.key = n.key", "n.name = ?"
            each, rest = sorted(map(told_of_it, wanted.told_of)), wanted
            order = "n.key"
        else:
            source, is_one, order = "claim c INDEXED BY claim_root", "c.root = ?", "c.key"
            each, rest = sorted(wanted.roots), replace(wanted, roots=frozenset())
        where, values = conditions(rest)
        held = " AND ".join([is_one, *where])
        one = f"SELECT c.key, {columns} FROM {source} WHERE {held} ORDER BY {order} DESC LIMIT ?"
        found: dict[int, Any] = {}
        for name in each:
            found.update((row[0], row[1:]) for row in self._rows(one, [name, *values, last]))
        return [found[key] for key in sorted(found, reverse=True)[:last]]

    def moments(self, asked: Asked, *, skip: int, most: int) -> list[tuple[str, int]]:
        """The days and numbers of claims that bear on the agreement and name a day, the last day first, those of one
        day in the order of publication."""
        where, values = counting(asked)
        sql = (f"SELECT c.happened, c.seq FROM claim c WHERE c.rest = 0 AND c.happened > '' AND {where} "
               "ORDER BY c.happened DESC, c.key LIMIT ? OFFSET ?")  # fmt: skip
        return [(row[0], row[1]) for row in self._rows(sql, [*values, most, skip])]

    def days(self, asked: Asked) -> tuple[int, int]:
        """How many claims bear on the agreement and name a day, and how many name none."""
        where, values = counting(asked)
        sql = f"SELECT c.happened = '', count(*) FROM claim c WHERE c.rest = 0 AND {where} GROUP BY 1"
        found = dict(self._rows(sql, values))
        return int(found.get(0, 0)), int(found.get(1, 0))

    def speakers(self, asked: Asked) -> dict[str, int]:
        """How many claims each root has told."""
        where, values = counting(asked)
        return dict(self._rows(f"SELECT c.root, count(*) FROM claim c WHERE {where} GROUP BY c.root", values))

    def count(self, wanted: Wanted, *, most: int = MOST) -> int:
        """How many claims are found, at most one more than ``most``."""
        if wanted == Wanted(asked=wanted.asked, waiting=True, bears=wanted.bears) and whole(wanted.asked):
            return min(most + 1, self._stands.claims(reviewed=False, aside=False, bears=wanted.bears))
        source, where, values = self._query(wanted)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT ?)"
        return int(self._rows(sql, [*values, most + 1])[0][0])

    def reports_between(self, first: str, last: str) -> list[int]:
        """The numbers of the entries of the reports published on some days (ISO, both included), in that order."""
        sql = "SELECT seq FROM report WHERE day >= ? AND day <= ? ORDER BY day, seq"
        return [row[0] for row in self._rows(sql, [first, last])]

    def reports(self, wanted: Wanted, *, skip: int, most: int) -> tuple[list[int], Counted]:
        """The numbers of the reports' entries with these words, the newest first, and how many there are."""
        where, values = ["printed MATCH ?"], list[Any]([self._spelling.match(wanted.words, "printed")])
        for condition, value in (("r.day >= ?", wanted.since), ("r.day > '' AND r.day <= ?", wanted.until),
                                 ("r.outlet = ?", wanted.outlet)):  # fmt: skip
            if value:
                where.append(condition)
                values.append(value)
        begun, first = published(wanted, "p.rowid")
        where, values = [*where, *begun], [*values, *first]
        if wanted.asked.published_by:
            where.append("(r.day = '' OR r.day <= ?)")
            values.append(wanted.asked.published_by[:10])
        source = f"printed p CROSS JOIN report r ON r.key = p.rowid WHERE {' AND '.join(where)}"
        last = max(MOST, skip + most) + 1
        found = self._rows(f"SELECT r.seq FROM {source} ORDER BY p.rowid DESC LIMIT ?", [*values, last])
        counted = Counted(total=min(len(found), MOST), more=len(found) > MOST)
        return [row[0] for row in found[skip : skip + most]], counted

    def _query(self, wanted: Wanted) -> tuple[str, str, list[Any]]:
        """Where claims are looked for, and the condition."""
        where, values = conditions(wanted)
        if not wanted.words:
            return plain_source(wanted), " AND ".join(where), values
        begun, first = published(wanted, "s.rowid")
        keys, held = self._gathered(wanted)
        parts = ["said MATCH ?", *begun, *keys, *where]
        source = "said s CROSS JOIN claim c ON c.key = s.rowid"
        return source, " AND ".join(parts), [self._spelling.match(wanted.words, "said"), *first, *held, *values]

    def _gathered(self, wanted: Wanted) -> tuple[list[str], list[Any]]:
        """That a claim is one of a few, where something but words narrows a search to few."""
        for keys, values in narrowing(wanted):
            many = self._rows(f"SELECT count(*) FROM ({keys} LIMIT ?)", [*values, GATHERED + 1])[0][0]
            if many <= GATHERED:
                return [f"+s.rowid IN ({keys})"], values
        return [], []

    def queue(
        self, wanted: Wanted, *, order: str, after: tuple[int, int] | None, most: int, back: bool = False
    ) -> list[tuple[int, int]]:
        """The (place, entry) of claims in a queue's order, from one on (``back``: before it): what bears on the
        agreement first, by place 0 and 1; by report for ``oldest`` and ``newest``, where the place is the key."""
        source, where, values = self._query(wanted)
        place = "c.rest" if order == "" else "c.key"
        down = back != (order == "newest")
        if after is not None:
            where += f" AND ({place}, c.seq) {'<' if down else '>'} (?, ?)"
            values = [*values, *after]
        way = "DESC" if down else "ASC"
        sql = f"SELECT {place}, c.seq FROM {source} WHERE {where} ORDER BY {place} {way}, c.seq {way} LIMIT ?"
        return [(row[0], row[1]) for row in self._rows(sql, [*values, most])]

    def place_of(self, seq: int, order: str) -> tuple[int, int] | None:
        """The place of one claim in a queue's order; None where it is not live."""
        place = "rest" if order == "" else "key"
        found = self._rows(f"SELECT {place}, seq FROM claim WHERE seq = ?", (seq,))
        return (found[0][0], found[0][1]) if found else None

    def before(self, wanted: Wanted, order: str, place: tuple[int, int]) -> int:
        """How many of a queue stand before a place."""
        source, where, values = self._query(wanted)
        name = "c.rest" if order == "" else "c.key"
        sign = ">" if order == "newest" else "<"
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} AND ({name}, c.seq) {sign} (?, ?) LIMIT ?)"
        return int(self._rows(sql, [*values, *place, MOST])[0][0])

    def beside(self, kind: str) -> list[int]:
        """The numbers of the links of a kind other than those that bear on the agreement, in order."""
        return [row[0] for row in self._rows("SELECT seq FROM beside WHERE kind = ? ORDER BY seq", (kind,))]

    def values(self, column: str) -> list[str]:
        """The different outlets, types or roots of claims, or outlets of reports (``printed``)."""
        table, name = ("report", "outlet") if column == "printed" else ("claim", column)
        if name not in ("outlet", "type", "root"):
            raise ValueError(f"{column}: one of outlet, type, root, printed")
        # Each step is one look into the index, where "distinct" would read all of it.
        sql = (
            f"WITH RECURSIVE each(v) AS (SELECT min({name}) FROM {table} UNION ALL "
            f"SELECT (SELECT min({name}) FROM {table} WHERE {name} > v) FROM each WHERE v IS NOT NULL) "
            "SELECT v FROM each WHERE v > ''"
        )
        return [row[0] for row in self._rows(sql)]


def _some(path: Path) -> bool:
    """Whether there is anything in a file."""
    return path.exists() and path.stat().st_size > 0


def remove(path: Path) -> None:
    """Take an index away with what the database keeps beside it."""
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal", END))):
        with suppress(FileNotFoundError):
            each.unlink()
