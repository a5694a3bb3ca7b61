"""PostgreSQL and Valkey from wheels, for machines that have neither. Never in production."""

from kernel.embedded.servers import database_url, redis_url

__all__ = ["database_url", "redis_url"]
