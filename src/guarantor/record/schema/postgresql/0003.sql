-- People name an entry by the first digits of its digest: eight of them are kept in order, by their bytes.

CREATE INDEX entry_start ON entry ((left(right(id, 64), 8) COLLATE "C"));
