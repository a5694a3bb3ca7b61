"""Factories of what tests fill territories with. Each is used inside a territory (`in_a`, `tenant_context`)."""
