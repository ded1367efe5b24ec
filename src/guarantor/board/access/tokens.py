"""Tokens for programs: shown once, kept as a digest, for named scopes, under a clearance, until they are revoked."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from guarantor.board.access.database import stamp
from guarantor.board.access.people import AccessError, People, digest
from guarantor.board.access.roles import SCOPES
from guarantor.board.access.visitors import Visitor
from guarantor.model.marking import MARKINGS

PREFIX = "guarantor_"
"""Begins every token, so that scanners find one that was committed somewhere by mistake."""
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token without its secret. ``used`` is the day on which it was last used."""

    id: str
    person: str
    title: str
    scopes: tuple[str, ...]
    clearance: str
    created: str
    expires: str | None
    used: str | None
    revoked: str | None


class Tokens:
    """The tokens of the people in a database."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._database = people.database

    def make(
        self, person: str, *, by: str, title: str, scopes: Sequence[str], clearance: str | None = None,
        days: int | None = None,
    ) -> tuple[Token, str]:  # fmt: skip
        """A token of a person, and its secret, which nobody can see again. Without a clearance: the person's own."""
        owner = self._people.get(person)
        wanted = tuple(scope for scope in SCOPES if scope in scopes)
        if not wanted or set(scopes) - set(SCOPES):
            raise AccessError(
                f"a token is for one or more of {', '.join(SCOPES)}; asked for {', '.join(scopes) or 'none'}"
            )
        clearance = clearance or owner.clearance
        if clearance not in MARKINGS or MARKINGS.index(clearance) > MARKINGS.index(owner.clearance):
            raise AccessError(f"a token of {person} can be cleared for {owner.clearance} at most, not {clearance}")
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise AccessError(f"a token lasts from 1 to {MOST_DAYS} days, not {days}")
        id_, secret = secrets.token_hex(4), PREFIX + secrets.token_urlsafe(32)
        expires = None if days is None else stamp(time.time() + days * 86_400)
        with self._database.writing():
            self._database.run(
                "INSERT INTO token (id, hash, person, title, scopes, clearance, created, expires, used, revoked) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                (id_, digest(secret), person, title[:200] or "untitled", " ".join(wanted), clearance, stamp(), expires),
            )
            self._people.audit.note_within(
                by, "token made", f"token:{id_}", f"{person}: {' '.join(wanted)}, {clearance}"
            )
        return self.get(id_), secret

    def get(self, id_: str) -> Token:
        """One token; raises :class:`AccessError`."""
        found = self._found("id = ?", (id_,))
        if not found:
            raise AccessError(f"there is no token {id_!r}")
        return found[0]

    def all(self, person: str | None = None) -> tuple[Token, ...]:
        """Everybody's tokens, or those of a person, the newest first."""
        if person is None:
            return tuple(self._found("1 = 1 ORDER BY created DESC, id", ()))
        return tuple(self._found("person = ? ORDER BY created DESC, id", (person,)))

    def revoke(self, id_: str, *, by: str) -> None:
        """Make a token worthless, at once and for good."""
        token = self.get(id_)
        if token.revoked is not None:
            raise AccessError(f"the token {id_} was revoked on {token.revoked[:10]}")
        with self._database.writing():
            self._database.run("UPDATE token SET revoked = ? WHERE id = ?", (stamp(), id_))
            self._people.audit.note_within(by, "token revoked", f"token:{id_}", token.person)

    def visitor(self, secret: str) -> Visitor | None:
        """Whose token this is; None where it does not work. What the person may not, the token may not."""
        found = self._database.run(
            "SELECT t.id, t.scopes, t.clearance, t.used, p.id, p.name, p.role, p.clearance FROM token t JOIN person p "
            "ON p.id = t.person WHERE t.hash = ? AND t.revoked IS NULL AND (t.expires IS NULL OR t.expires > ?) "
            "AND p.disabled IS NULL", (digest(secret), stamp()),
        )  # fmt: skip
        if not found:
            return None
        id_, scopes, clearance, used, person, name, role, highest = found[0]
        if used is None or used[:10] != stamp()[:10]:
            self._database.run("UPDATE token SET used = ? WHERE id = ?", (stamp(), id_))
        return Visitor(
            id=person, name=name, role=role, clearance=min(clearance, highest, key=MARKINGS.index), token=id_,
            scopes=tuple(scopes.split()),
        )  # fmt: skip

    def _found(self, where: str, values: tuple[str, ...]) -> list[Token]:
        sql = f"SELECT id, person, title, scopes, clearance, created, expires, used, revoked FROM token WHERE {where}"
        rows = self._database.run(sql, values)
        return [
            Token(id=id_, person=person, title=title, scopes=tuple(scopes.split()), clearance=clearance,
                  created=created, expires=expires, used=used, revoked=revoked)
            for id_, person, title, scopes, clearance, created, expires, used, revoked in rows
        ]  # fmt: skip
