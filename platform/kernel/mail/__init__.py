"""E-mails: rendered in the territory's brand, sent after commit, never naming another person's address."""
