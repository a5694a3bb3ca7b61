"""The French catalogues: extraction, checks and compilation in pure Python, since a fresh machine has no gettext.

`python -m kernel.translations update|check|compile`, or `make messages` and `make check`. Needs no settings.
"""
