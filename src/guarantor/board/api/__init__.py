"""The HTTP API: one table of operations, of which addresses, checks of what is asked, and the description are made."""
