"""Exchange: what is known, in the formats of others. The same filters and times as the screen; streamed; nothing lost
silently: what a format cannot hold stands in a side file or is said."""
