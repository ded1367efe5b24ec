"""Where everybody stands: positions derived from coded claims, and four exact computations on them.

Alignment of pairs, consent (who approves, who blocks, whose answer would decide), packages of options (accepted, open,
excluded on the record), and conflicts with the smallest moves. Nothing here forecasts; nothing says who should move.
"""
