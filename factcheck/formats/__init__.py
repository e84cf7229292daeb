"""How dates, times and figures are written, by language: as a newsroom does, with the hours counted to 24."""
