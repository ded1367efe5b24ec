-- The first schema of a record in PostgreSQL: the same tables and the same laws as in SQLite.

CREATE TABLE entry (
  seq       BIGINT PRIMARY KEY,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  recorded  TEXT NOT NULL,
  author    TEXT,
  happened  TEXT,
  as_of     TEXT,
  published TEXT,
  marking   TEXT,
  payload   BYTEA,
  salt      BYTEA,
  id_digest BYTEA NOT NULL,
  digest    BYTEA NOT NULL,
  previous  BYTEA NOT NULL,
  hash      BYTEA NOT NULL
);

-- Ids end in a digest: sixteen characters of it are enough to find an entry by, and a fifth of the room.
CREATE INDEX entry_id ON entry (right(id, 16), seq);

CREATE INDEX entry_kind ON entry (kind, seq);

-- Names by which entries are found, as the first half of their SHA-256; computed from the payloads, see keys.py.
CREATE TABLE entry_key (
  key BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (key, seq)
);

CREATE TABLE erased (
  seq BIGINT PRIMARY KEY,
  act BIGINT NOT NULL
);

CREATE FUNCTION entry_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry) THEN
    RAISE EXCEPTION 'the record is append-only: an entry follows the last one';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only: nothing is deleted from %', TG_TABLE_NAME;
END $$;

CREATE FUNCTION entry_unchanged() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.payload IS NULL AND NEW.author IS NULL AND NEW.happened IS NULL AND NEW.as_of IS NULL
     AND NEW.published IS NULL AND NEW.marking IS NULL
     AND NEW.seq = OLD.seq AND NEW.kind = OLD.kind AND NEW.recorded = OLD.recorded
     AND NEW.id_digest = OLD.id_digest AND NEW.digest = OLD.digest
     AND NEW.previous = OLD.previous AND NEW.hash = OLD.hash
     AND EXISTS (SELECT 1 FROM erased WHERE erased.seq = OLD.seq)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the record is append-only: an entry changes only by a named erasure';
END $$;

CREATE TRIGGER entry_follows BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_follows();

CREATE TRIGGER entry_stays BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_stays();

CREATE TRIGGER entry_not_emptied BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION entry_stays();

CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION entry_unchanged();

CREATE TRIGGER erased_stays BEFORE DELETE ON erased FOR EACH ROW EXECUTE FUNCTION entry_stays();
