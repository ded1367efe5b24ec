"""People of a case: who they are, what role and clearance they have, how they come in; every change in the audit log.

Secrets are never kept: of a password argon2id, of an invitation, session or token the SHA-256 of 32 random bytes.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from guarantor.board.access.audit import Audit
from guarantor.board.access.database import Database, open_database, stamp
from guarantor.board.access.passwords import Passwords
from guarantor.board.access.roles import ROLES
from guarantor.board.access.visitors import Visitor
from guarantor.model.marking import MARKINGS
from guarantor.record.errors import RecordError

INVITED_SECONDS = 3 * 86_400
IDLE_SECONDS = 12 * 3600
SESSION_SECONDS = 7 * 86_400
SEEN_SECONDS = 300
"""How exactly it is kept when a session was last used."""
_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")


class AccessError(RecordError):
    """Something about people that cannot be done; says what was found and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account. ``disabled`` is since when they may not come in; ``waiting`` that they have no password
    yet."""

    id: str
    name: str
    role: str
    clearance: str
    created: str
    disabled: str | None
    waiting: bool


class People:
    """The people in a database."""

    def __init__(self, database: Database, *, passwords: Passwords | None = None) -> None:
        self.database = database
        self.audit = Audit(database)
        self.passwords = passwords or Passwords()

    # --- who there is -----------------------------------------------------------------------------------------------

    def all(self) -> tuple[Person, ...]:
        """Everybody, by id."""
        return tuple(self._found("1 = 1 ORDER BY id", ()))

    def any(self) -> bool:
        """Whether anybody who can come in has an account."""
        return bool(self.database.run("SELECT 1 FROM person WHERE disabled IS NULL LIMIT 1"))

    def known(self, id_: str) -> bool:
        """Whether somebody has this name to sign in with."""
        return bool(self._found("id = ?", (id_,)))

    def get(self, id_: str) -> Person:
        """One person; raises :class:`AccessError`."""
        found = self._found("id = ?", (id_,))
        if not found:
            raise AccessError(
                f"there is nobody called {id_!r}; there are {', '.join(p.id for p in self.all()) or 'none'}"
            )
        return found[0]

    def _found(self, where: str, values: tuple[str, ...]) -> list[Person]:
        sql = f"SELECT id, name, role, clearance, created, disabled, password IS NULL FROM person WHERE {where}"
        return [
            Person(id=id_, name=name, role=role, clearance=clearance, created=created, disabled=disabled,
                   waiting=bool(waiting))
            for id_, name, role, clearance, created, disabled, waiting in self.database.run(sql, values)
        ]  # fmt: skip

    # --- changes ----------------------------------------------------------------------------------------------------

    def invite(self, id_: str, *, by: str, name: str = "", role: str = "reader", clearance: str = MARKINGS[0]) -> str:
        """Add somebody, or give somebody who is there a new way in; the secret of a link that works once, for three
        days. Earlier links of the same person stop working. Somebody who is there keeps their role and clearance."""
        if not _ID.fullmatch(id_):
            raise AccessError(f"{id_!r} is no name to sign in with; use small letters, digits, dots and hyphens")
        _check(role, clearance)
        secret = secrets.token_urlsafe(32)
        with self.database.writing():
            if not self._found("id = ?", (id_,)):
                self.database.run(
                    "INSERT INTO person (id, name, role, clearance, password, created, disabled) "
                    "VALUES (?, ?, ?, ?, NULL, ?, NULL)", (id_, name or id_, role, clearance, stamp()),
                )  # fmt: skip
                self.audit.note_within(by, "person added", id_, f"{role}, {clearance}")
            self.database.run("DELETE FROM invitation WHERE person = ?", (id_,))
            self.database.run(
                "INSERT INTO invitation (hash, person, expires, used) VALUES (?, ?, ?, NULL)",
                (digest(secret), id_, stamp(time.time() + INVITED_SECONDS)),
            )
            self.audit.note_within(by, "person invited", id_)
        return secret

    def change(self, id_: str, *, by: str, role: str | None = None, clearance: str | None = None) -> Person:
        """Give somebody another role or clearance, which counts from their next click on."""
        person = self.get(id_)
        new_role, new_clearance = role or person.role, clearance or person.clearance
        _check(new_role, new_clearance)
        if person.role == "owner" and new_role != "owner":
            self._not_the_last_owner(id_)
        with self.database.writing():
            self.database.run(
                "UPDATE person SET role = ?, clearance = ? WHERE id = ?", (new_role, new_clearance, id_)
            )  # fmt: skip
            self.audit.note_within(by, "person changed", id_, f"{new_role}, {new_clearance}")
        return self.get(id_)

    def disable(self, id_: str, *, by: str, back: bool = False) -> None:
        """Shut somebody out at once: sessions end, tokens and invitations stop working. ``back`` lets them in again."""
        person = self.get(id_)
        if not back and person.role == "owner":
            self._not_the_last_owner(id_)
        with self.database.writing():
            self.database.run("UPDATE person SET disabled = ? WHERE id = ?", (None if back else stamp(), id_))
            if not back:
                for table in ("session", "invitation"):
                    self.database.run(f"DELETE FROM {table} WHERE person = ?", (id_,))
            self.audit.note_within(by, "person let in again" if back else "person disabled", id_)

    def _not_the_last_owner(self, id_: str) -> None:
        others = [each for each in self.all() if each.role == "owner" and not each.disabled and each.id != id_]
        if not others:
            raise AccessError(f"{id_!r} is the only owner; make somebody else an owner first")

    def set_password(self, id_: str, password: str, *, by: str) -> None:
        """Give somebody a password; every session of theirs ends. Raises PasswordError."""
        kept = self.passwords.hash(password, name=id_)
        with self.database.writing():
            self.database.run("UPDATE person SET password = ? WHERE id = ?", (kept, id_))
            self.database.run("DELETE FROM session WHERE person = ?", (id_,))
            self.audit.note_within(by, "password set", id_)

    # --- coming in --------------------------------------------------------------------------------------------------

    def sign_in(self, id_: str, password: str) -> bool:
        """Whether this is somebody's password, of somebody who may come in."""
        sql = "SELECT password FROM person WHERE id = ? AND disabled IS NULL"
        found = self.database.run(sql, (id_,))
        return self.passwords.fits(found[0][0] if found else None, password)

    def invited(self, secret: str) -> str | None:
        """Whom an invitation is for, as long as it works."""
        found = self.database.run(
            "SELECT i.person FROM invitation i JOIN person p ON p.id = i.person "
            "WHERE i.hash = ? AND i.used IS NULL AND i.expires > ? AND p.disabled IS NULL", (digest(secret), stamp()),
        )  # fmt: skip
        return str(found[0][0]) if found else None

    def accept(self, secret: str, password: str) -> str:
        """Use an invitation: set the password, once. Raises :class:`AccessError` where it no longer works."""
        person = self.invited(secret)
        if person is None:
            raise AccessError("this invitation was used, or its time is over; ask an owner for another one")
        kept = self.passwords.hash(password, name=person)
        with self.database.writing():
            if self.invited(secret) != person:
                raise AccessError("this invitation was used meanwhile; ask an owner for another one")
            self.database.run("UPDATE invitation SET used = ? WHERE hash = ?", (stamp(), digest(secret)))
            self.database.run("UPDATE person SET password = ? WHERE id = ?", (kept, person))
            self.database.run("DELETE FROM session WHERE person = ?", (person,))
            self.audit.note_within(person, "invitation used", person)
        return person

    # --- sessions ---------------------------------------------------------------------------------------------------

    def begin(self, id_: str) -> str:
        """Begin a session; its secret, for the cookie. Sessions that are over are cleared away."""
        secret = secrets.token_urlsafe(32)
        with self.database.writing():
            self.database.run(
                "DELETE FROM session WHERE created < ? OR seen < ?",
                (stamp(time.time() - SESSION_SECONDS), stamp(time.time() - IDLE_SECONDS)),
            )
            self.database.run(
                "INSERT INTO session (hash, person, created, seen) VALUES (?, ?, ?, ?)",
                (digest(secret), id_, stamp(), stamp()),
            )
        return secret

    def visitor(self, secret: str) -> Visitor | None:
        """Whose session this is; None where it is over."""
        found = self.database.run(
            "SELECT p.id, p.name, p.role, p.clearance, s.created, s.seen FROM session s JOIN person p "
            "ON p.id = s.person WHERE s.hash = ? AND p.disabled IS NULL", (digest(secret),),
        )  # fmt: skip
        if not found:
            return None
        id_, name, role, clearance, created, seen = found[0]
        now = time.time()
        if created < stamp(now - SESSION_SECONDS) or seen < stamp(now - IDLE_SECONDS):
            return None
        if seen < stamp(now - SEEN_SECONDS):
            self.database.run("UPDATE session SET seen = ? WHERE hash = ?", (stamp(now), digest(secret)))
        return Visitor(id=id_, name=name, role=role, clearance=clearance, session=digest(secret))

    def still(self, visitor: Visitor) -> bool:
        """Whether somebody who came in may still be in, with all that they were cleared for."""
        sql = "SELECT clearance FROM person WHERE id = ? AND disabled IS NULL"
        found = self.database.run(sql, (visitor.id,))
        if not found or MARKINGS.index(found[0][0]) < MARKINGS.index(visitor.clearance):
            return False
        if visitor.token:
            sql = "SELECT 1 FROM token WHERE id = ? AND revoked IS NULL AND (expires IS NULL OR expires > ?)"
            return bool(self.database.run(sql, (visitor.token, stamp())))
        return bool(self.database.run("SELECT 1 FROM session WHERE hash = ?", (visitor.session,)))

    def sessions(self, id_: str) -> tuple[tuple[str, str], ...]:
        """When each session of somebody began and was last used."""
        sql = "SELECT created, seen FROM session WHERE person = ? ORDER BY seen DESC"
        return tuple((str(created), str(seen)) for created, seen in self.database.run(sql, (id_,)))

    def end(self, session: str) -> None:
        """End one session, by its digest."""
        self.database.run("DELETE FROM session WHERE hash = ?", (session,))

    def end_all(self, id_: str, *, by: str) -> None:
        """End every session of somebody."""
        with self.database.writing():
            self.database.run("DELETE FROM session WHERE person = ?", (id_,))
            self.audit.note_within(by, "signed out everywhere", id_)

    def close(self) -> None:
        """Give up the database."""
        self.database.close()


def digest(secret: str) -> str:
    """What is kept of a random secret: it has 256 bits, so nobody finds it from this."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def open_people(folder: Path, record: str | Path | None = None, *, passwords: Passwords | None = None) -> People:
    """The people of a case; an empty database is made where there is none."""
    return People(open_database(folder, record), passwords=passwords)


def _check(role: str, clearance: str) -> None:
    if role not in ROLES:
        raise AccessError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    if clearance not in MARKINGS:
        raise AccessError(f"{clearance!r} is no marking; there are {', '.join(MARKINGS)}")
