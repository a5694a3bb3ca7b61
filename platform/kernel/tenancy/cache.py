"""Cache keys that carry their schema, so that one territory can never read another's entry."""

from kernel.tenancy.context import current_schema


def schema_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of every cache alias but `network`, which is shared on purpose."""
    return f"{current_schema()}:{key_prefix}:{version}:{key}"
