CREATE TABLE reached (way TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL);

CREATE TABLE claim (
  seq INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, printed INTEGER, day TEXT NOT NULL, outlet TEXT NOT NULL,
  type TEXT NOT NULL, root TEXT NOT NULL, review TEXT NOT NULL, reviewed INTEGER NOT NULL, aside INTEGER NOT NULL,
  doubt INTEGER NOT NULL, rest INTEGER NOT NULL, happened TEXT NOT NULL
);

CREATE INDEX claim_waiting ON claim (rest, seq) WHERE reviewed = 0 AND aside = 0;

CREATE INDEX claim_reviewed ON claim (reviewed);

CREATE INDEX claim_review ON claim (review, key);

CREATE INDEX claim_outlet ON claim (outlet, key);

CREATE INDEX claim_type ON claim (type, key);

CREATE INDEX claim_root ON claim (root, key);

CREATE INDEX claim_happened ON claim (happened, key) WHERE rest = 0;

CREATE TABLE report (
  seq INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, day TEXT NOT NULL, outlet TEXT NOT NULL,
  language TEXT NOT NULL, digest INTEGER NOT NULL
);

CREATE INDEX report_day ON report (day);

CREATE INDEX report_outlet ON report (outlet);

CREATE TABLE named (name TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (name, key)) WITHOUT ROWID;

CREATE INDEX named_key ON named (key);

CREATE TABLE tied (target TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (target, seq)) WITHOUT ROWID;

CREATE INDEX tied_seq ON tied (seq);

CREATE TABLE beside (kind TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (kind, seq)) WITHOUT ROWID;

CREATE VIRTUAL TABLE said USING fts5(words, content='', detail=none, prefix='1 2 3 4 5', tokenize='unicode61 remove_diacritics 0');

CREATE VIRTUAL TABLE said_terms USING fts5vocab(said, row);

CREATE VIRTUAL TABLE printed USING fts5(words, content='', detail=none, prefix='1 2 3 4 5', tokenize='unicode61 remove_diacritics 0');

CREATE VIRTUAL TABLE printed_terms USING fts5vocab(printed, row);
