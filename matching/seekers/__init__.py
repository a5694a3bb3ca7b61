"""Pseudonymous cards of people who agreed to be found by associations. Schema: public."""
