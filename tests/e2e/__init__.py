"""The whole product in a real browser: a server of our own, a Chromium, and axe on every page."""
