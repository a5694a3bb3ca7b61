"""PostgreSQL and Valkey from wheels, for machines that have neither. Never in production.

A process that asks for a URL becomes a user of the server: it holds a shared `flock`, which the kernel drops when the
process and everything it forked are gone, however they end. Beside each server stands a keeper, a small process that
waits for the last of these locks to go and then stops the server. No pid file is believed, so nothing can be stale.
"""

from kernel.embedded.servers import EmbeddedServerFailed, database_url, in_use, leave, redis_url

__all__ = ["EmbeddedServerFailed", "database_url", "in_use", "leave", "redis_url"]
