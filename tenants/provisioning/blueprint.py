"""The template schema as a script that builds a copy of it in an empty schema.

PostgreSQL has no `CREATE SCHEMA … LIKE`. The catalog is read once per release (`current_blueprint` keeps the script as
long as the template's migrations are the same), with the template first in the search path, so that the definitions
that PostgreSQL prints name the template's own relations without a schema and `public`'s likewise; run with the new
schema first in the path, they mean the new schema's. What is not understood is refused, never skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from kernel.tenancy.schemas import TEMPLATE_SCHEMA, hold_template, migration_digests, schema_context


class TemplateMissing(RuntimeError):
    """There is no template schema, or it has no migrations: `manage.py migrate_territories` makes it."""


class TemplateNotUnderstood(RuntimeError):
    """The template holds kinds of objects that the blueprint cannot copy."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """SQL that makes an empty schema, first in the search path, a copy of the template.

    In this order: `structure` makes sequences, tables and functions; `data` copies the rows and the positions of the
    sequences; `rules` makes constraints, indexes and triggers, so that they meet finished rows.
    """

    tables: tuple[str, ...]
    structure: str
    data: str
    rules: str


_known: dict[tuple[object, ...], Blueprint] = {}


def current_blueprint() -> Blueprint:
    """The blueprint of the template as it is, which stays so until the current transaction ends.

    Two queries when this process knows it already, a dozen otherwise. Raises `TemplateMissing`,
    `TemplateNotUnderstood`, `NetworkIsMigrating`.
    """
    hold_template()
    digest = migration_digests([TEMPLATE_SCHEMA])[TEMPLATE_SCHEMA]
    if not digest:
        raise TemplateMissing
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), to_regnamespace(%s)::oid", [TEMPLATE_SCHEMA])
        key = (*cursor.fetchone(), digest)
    if key not in _known:
        _known.clear()
        _known[key] = read_blueprint(TEMPLATE_SCHEMA)
    return _known[key]


def read_blueprint(schema: str) -> Blueprint:
    """Read a schema's catalog into a blueprint. Raises `TemplateNotUnderstood`."""
    with schema_context(schema), connection.cursor() as cursor:

        def rows(query: str) -> list[str]:
            cursor.execute(query, {"schema": schema})
            return [row[0] for row in cursor.fetchall()]

        if strange := rows(_NOT_UNDERSTOOD):
            raise TemplateNotUnderstood(", ".join(strange))
        tables = rows(_TABLES)
        structure = [*rows(_SEQUENCES), *rows(_TABLE_DEFINITIONS), *rows(_OWNED_SEQUENCES), *rows(_FUNCTIONS)]
        structure = [statement.replace(f"{schema}.", "") for statement in structure]
        rules = [*rows(_KEYS), *rows(_INDEXES), *rows(_FOREIGN_KEYS), *rows(_TRIGGERS), *rows(_COMMENTS)]
        filled = [table for table in tables if _has_rows(cursor, schema, table)]
        cursor.execute(_COPIES, {"schema": schema, "tables": filled})
        data = [row[0] for row in cursor.fetchall()]
        data += rows(_POSITIONS)
    return Blueprint(
        tables=tuple(tables), structure=";\n".join(structure), data=";\n".join(data), rules=";\n".join(rules)
    )


def _has_rows(cursor: Any, schema: str, table: str) -> bool:
    query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(schema, table))
    cursor.execute(query.as_string(cursor.connection))
    return bool(cursor.fetchone()[0])


_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = to_regnamespace(%(schema)s) AND relkind = 'r' ORDER BY relname
"""

_NOT_UNDERSTOOD = """
SELECT format('%%s %%s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'p' THEN
    'partitioned table' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type' ELSE 'unlogged table' END, relname)
FROM pg_class WHERE relnamespace = to_regnamespace(%(schema)s)
    AND (relkind NOT IN ('r', 'i', 'S', 't') OR relpersistence <> 'p')
UNION ALL
SELECT format('type %%s', typname) FROM pg_type
WHERE typnamespace = to_regnamespace(%(schema)s) AND typtype IN ('e', 'd', 'r', 'm')
UNION ALL
SELECT format('aggregate %%s', proname) FROM pg_proc
WHERE pronamespace = to_regnamespace(%(schema)s) AND prokind IN ('a', 'w')
UNION ALL
SELECT format('statistics %%s', stxname) FROM pg_statistic_ext WHERE stxnamespace = to_regnamespace(%(schema)s)
UNION ALL
SELECT format('row security of %%s', relname) FROM pg_class
WHERE relnamespace = to_regnamespace(%(schema)s) AND relrowsecurity
UNION ALL
SELECT format('inheritance of %%s', relname) FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid
WHERE relnamespace = to_regnamespace(%(schema)s) AND relkind = 'r'
UNION ALL
SELECT format('rule %%s', rulename) FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
WHERE relnamespace = to_regnamespace(%(schema)s) AND relkind = 'r'
"""

_SEQUENCE_OPTIONS = """
format('START WITH %%s INCREMENT BY %%s MINVALUE %%s MAXVALUE %%s CACHE %%s %%s',
    seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)
"""

# A sequence of an identity column (an internal dependency, 'i') is made with its column.
_SEQUENCES = f"""
SELECT format('CREATE SEQUENCE %%I AS %%s %%s', relname, format_type(seqtypid, NULL), {_SEQUENCE_OPTIONS})
FROM pg_sequence JOIN pg_class s ON s.oid = seqrelid
WHERE relnamespace = to_regnamespace(%(schema)s)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = s.oid AND deptype = 'i')
ORDER BY relname
"""  # noqa: S608

_OWNED_SEQUENCES = """
SELECT format('ALTER SEQUENCE %%I OWNED BY %%I.%%I', s.relname, t.relname, attname)
FROM pg_class s
JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = s.oid AND deptype = 'a'
    AND refclassid = 'pg_class'::regclass
JOIN pg_class t ON t.oid = refobjid JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
WHERE s.relnamespace = to_regnamespace(%(schema)s) AND s.relkind = 'S'
ORDER BY s.relname
"""

# PostgreSQL 18 names NOT NULL constraints; before, there is no contype 'n' and the plain words do.
_TABLE_DEFINITIONS = f"""
SELECT format('CREATE TABLE %%I (%%s)%%s', t.relname, string_agg(
    format('%%I %%s', attname, format_type(atttypid, atttypmod))
    || CASE WHEN attcollation <> typcollation
        THEN format(' COLLATE %%I.%%I', (SELECT nspname FROM pg_namespace WHERE oid = collnamespace), collname)
        ELSE '' END
    || CASE WHEN attstorage <> typstorage THEN ' STORAGE ' || CASE attstorage WHEN 'p' THEN 'PLAIN'
        WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END ELSE '' END
    || CASE attcompression WHEN 'p' THEN ' COMPRESSION pglz' WHEN 'l' THEN ' COMPRESSION lz4' ELSE '' END
    || CASE attgenerated WHEN 's' THEN format(' GENERATED ALWAYS AS (%%s) STORED', pg_get_expr(adbin, adrelid))
        WHEN 'v' THEN format(' GENERATED ALWAYS AS (%%s) VIRTUAL', pg_get_expr(adbin, adrelid))
        ELSE coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') END
    || CASE attidentity WHEN '' THEN '' ELSE format(' GENERATED %%s AS IDENTITY (SEQUENCE NAME %%I %%s)',
        CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, s.relname, {_SEQUENCE_OPTIONS}) END
    || CASE WHEN attnotnull THEN coalesce(' CONSTRAINT ' || quote_ident(conname), '') || ' NOT NULL' ELSE '' END,
    ', ' ORDER BY attnum), coalesce(' WITH (' || array_to_string(t.reloptions, ', ') || ')', ''))
FROM pg_class t
JOIN pg_attribute ON attrelid = t.oid AND attnum > 0 AND NOT attisdropped
JOIN pg_type ON pg_type.oid = atttypid
LEFT JOIN pg_collation ON pg_collation.oid = attcollation
LEFT JOIN pg_attrdef ON adrelid = t.oid AND adnum = attnum
LEFT JOIN pg_constraint ON conrelid = t.oid AND contype = 'n' AND conkey = ARRAY[attnum]
LEFT JOIN pg_depend ON attidentity <> '' AND deptype = 'i' AND classid = 'pg_class'::regclass
    AND refclassid = 'pg_class'::regclass AND refobjid = t.oid AND refobjsubid = attnum
LEFT JOIN pg_class s ON s.oid = objid
LEFT JOIN pg_sequence ON seqrelid = objid
WHERE t.relnamespace = to_regnamespace(%(schema)s) AND t.relkind = 'r'
GROUP BY t.oid, t.relname, t.reloptions ORDER BY t.relname
"""  # noqa: S608

_FUNCTIONS = """
SELECT pg_get_functiondef(oid) FROM pg_proc
WHERE pronamespace = to_regnamespace(%(schema)s) AND prokind IN ('f', 'p') ORDER BY proname, oid
"""

_CONSTRAINTS = """
SELECT format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', relname, conname, pg_get_constraintdef(c.oid))
FROM pg_constraint c JOIN pg_class ON pg_class.oid = conrelid
WHERE relnamespace = to_regnamespace(%(schema)s)
"""
_KEYS = f"{_CONSTRAINTS} AND contype IN ('p', 'u', 'x', 'c') ORDER BY contype DESC, relname, conname"
_FOREIGN_KEYS = f"{_CONSTRAINTS} AND contype = 'f' ORDER BY relname, conname"

_INDEXES = """
SELECT pg_get_indexdef(indexrelid, 0, true)
FROM pg_index JOIN pg_class i ON i.oid = indexrelid
WHERE relnamespace = to_regnamespace(%(schema)s)
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
ORDER BY relname
"""

_TRIGGERS = """
SELECT pg_get_triggerdef(t.oid, true)
    || CASE tgenabled WHEN 'O' THEN '' ELSE format('; ALTER TABLE %%I %%s TRIGGER %%I', relname,
        CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, tgname) END
FROM pg_trigger t JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = to_regnamespace(%(schema)s) AND NOT tgisinternal ORDER BY relname, tgname
"""

_COMMENTS = """
SELECT CASE WHEN objsubid = 0 THEN format('COMMENT ON TABLE %%I IS %%L', relname, description)
    ELSE format('COMMENT ON COLUMN %%I.%%I IS %%L', relname, attname, description) END
FROM pg_description JOIN pg_class ON pg_class.oid = objoid
LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid
WHERE classoid = 'pg_class'::regclass AND relnamespace = to_regnamespace(%(schema)s) AND relkind = 'r'
ORDER BY relname, objsubid
"""

_COPIES = """
SELECT format('INSERT INTO %%1$I (%%2$s) OVERRIDING SYSTEM VALUE SELECT %%2$s FROM %%3$I.%%1$I', relname,
    string_agg(quote_ident(attname), ', ' ORDER BY attnum), %(schema)s::text)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = to_regnamespace(%(schema)s) AND relname = ANY(%(tables)s)
    AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
GROUP BY relname ORDER BY relname
"""

_POSITIONS = """
SELECT format('SELECT setval(%%L, last_value, is_called) FROM %%I.%%I', quote_ident(relname), %(schema)s::text, relname)
FROM pg_class WHERE relnamespace = to_regnamespace(%(schema)s) AND relkind = 'S' ORDER BY relname
"""
