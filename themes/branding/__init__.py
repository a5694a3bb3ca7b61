"""The brand of a territory: its name, its few choices, its logo, and the files derived from them."""
