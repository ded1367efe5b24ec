"""The board: pages made on the server, readable without scripts, nothing from outside; and the same as JSON."""
