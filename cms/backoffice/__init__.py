"""Wagtail's admin as the territory's back office."""
