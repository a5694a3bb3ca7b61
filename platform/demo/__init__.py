"""Demonstration data: four real territories filled with invented associations, missions and people."""
