-- Derived data beside the record: which texts share words. Made from the reports alone, rebuilt where it is absent, and
-- never an answer by itself: what it points at is compared word for word before anything is said of it.

-- A text that carries claims: a report (its entry's number), or a part of a digest. `filed` shingles stand below for it.
CREATE TABLE carrier (
  number BIGINT PRIMARY KEY,
  seq    BIGINT NOT NULL,
  part   BIGINT NOT NULL,
  sample BIGINT NOT NULL,
  filed  BIGINT NOT NULL,
  mark   BIGINT NOT NULL
);

CREATE INDEX carrier_seq ON carrier (seq);

-- The inverted index: from a digest of five words to the texts in which they stand.
CREATE TABLE shingle (
  shingle BIGINT NOT NULL,
  carrier BIGINT NOT NULL,
  PRIMARY KEY (shingle, carrier)
);

-- Up to which entry the reports are filed, that entry's hash, and the way of making the index. One row.
CREATE TABLE placed (
  way  TEXT NOT NULL,
  seq  BIGINT NOT NULL,
  hash BYTEA NOT NULL
);
