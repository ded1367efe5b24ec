-- The first schema of a record in SQLite.
-- An entry is written once. The only change that the triggers let through is the erasure of a whole body, and only where
-- table `erased` names the entry, which the erasure act writes in the same transaction.

CREATE TABLE entry (
  seq       INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  recorded  TEXT NOT NULL,
  author    TEXT,
  happened  TEXT,
  as_of     TEXT,
  published TEXT,
  marking   TEXT,
  payload   BLOB,
  salt      BLOB,
  id_digest BLOB NOT NULL,
  digest    BLOB NOT NULL,
  previous  BLOB NOT NULL,
  hash      BLOB NOT NULL
) STRICT;

-- Ids end in a digest: sixteen characters of it are enough to find an entry by, and a fifth of the room.
CREATE INDEX entry_id ON entry (substr(id, -16), seq);

CREATE INDEX entry_kind ON entry (kind, seq);

-- Names by which entries are found, as the first half of their SHA-256; computed from the payloads, see keys.py.
CREATE TABLE entry_key (
  key BLOB NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
  seq INTEGER PRIMARY KEY,
  act INTEGER NOT NULL
) STRICT;

CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: an entry follows the last one');
END;

CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: no entry is deleted');
END;

CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry
WHEN NOT (
  NEW.payload IS NULL AND NEW.author IS NULL AND NEW.happened IS NULL AND NEW.as_of IS NULL
  AND NEW.published IS NULL AND NEW.marking IS NULL
  AND NEW.seq = OLD.seq AND NEW.kind = OLD.kind AND NEW.recorded = OLD.recorded
  AND NEW.id_digest = OLD.id_digest AND NEW.digest = OLD.digest
  AND NEW.previous = OLD.previous AND NEW.hash = OLD.hash
  AND EXISTS (SELECT 1 FROM erased WHERE erased.seq = OLD.seq)
)
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: an entry changes only by a named erasure');
END;

CREATE TRIGGER erased_stays BEFORE DELETE ON erased
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: an erasure stays named');
END;
