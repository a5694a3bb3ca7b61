"""Builds the shipped reference of communes from open-data packages. Plain Python, used by developers only."""
