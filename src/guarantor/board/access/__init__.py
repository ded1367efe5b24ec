"""Who may what: people, sessions, tokens, the table of permissions, the audit log, and the gate before every page."""
