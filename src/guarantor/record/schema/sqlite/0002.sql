-- Derived data beside the record: which texts share words. Made from the reports alone, rebuilt where it is absent, and
-- never an answer by itself: what it points at is compared word for word before anything is said of it.

-- A text that carries claims: a report (its entry's number), or a part of a digest. `filed` shingles stand below for it.
CREATE TABLE carrier (
  number INTEGER PRIMARY KEY,
  seq    INTEGER NOT NULL,
  part   INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  filed  INTEGER NOT NULL,
  mark   INTEGER NOT NULL
) STRICT;

CREATE INDEX carrier_seq ON carrier (seq);

-- The inverted index: from a digest of five words to the texts in which they stand.
CREATE TABLE shingle (
  shingle INTEGER NOT NULL,
  carrier INTEGER NOT NULL,
  PRIMARY KEY (shingle, carrier)
) STRICT, WITHOUT ROWID;

-- Up to which entry the reports are filed, that entry's hash, and the way of making the index. One row.
CREATE TABLE placed (
  way  TEXT NOT NULL,
  seq  INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
