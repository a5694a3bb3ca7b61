"""How often the pages of a territory are looked at, and nothing of who looks."""
