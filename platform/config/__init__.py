"""Composition root: settings, the three schema lists, the two URLconfs, Celery and WSGI."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
