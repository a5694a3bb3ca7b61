"""The types of pages of a territory's site, and its back office."""
