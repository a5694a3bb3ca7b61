"""Masked conversations, on the site and by e-mail. Schema: territory."""
