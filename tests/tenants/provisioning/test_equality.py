"""A provisioned schema is a migrated one: every object, every name, every definition."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from kernel.tenancy import TerritoryContext
from kernel.tenancy.schemas import TEMPLATE_SCHEMA, migration_digests, schema_context
from tenants.provisioning.blueprint import TemplateNotUnderstood, read_blueprint

#: What is compared: description of an object, by kind. Names are printed without a schema; `{schema}` is the one read.
CATALOG = {
    "columns": """
        SELECT format('%%s.%%s %%s %%s', relname, row_number() OVER (PARTITION BY relname ORDER BY attnum), attname,
            concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attstorage,
                attcompression, attcollation::regcollation, pg_get_expr(adbin, adrelid)))
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = to_regnamespace(%(schema)s) AND relkind = 'r'""",
    "tables": """
        SELECT concat_ws(' ', relname, relkind, relpersistence, relreplident, reloptions,
            -- the roles a territory was given last (cms.team.roles) are not a matter of its structure
            CASE WHEN obj_description(oid, 'pg_class') NOT LIKE 'roles %%' THEN obj_description(oid, 'pg_class') END)
        FROM pg_class WHERE relnamespace = to_regnamespace(%(schema)s) AND relkind NOT IN ('i', 'S')""",
    "constraints": """
        SELECT concat_ws(' ', relname, conname, contype, condeferrable, condeferred, convalidated,
            pg_get_constraintdef(c.oid))
        FROM pg_constraint c JOIN pg_class ON pg_class.oid = conrelid
        WHERE relnamespace = to_regnamespace(%(schema)s)""",
    "indexes": """
        SELECT concat_ws(' ', indisprimary, indisunique, indisvalid, indisclustered,
            pg_get_indexdef(indexrelid, 0, true))
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = to_regnamespace(%(schema)s)""",
    "sequences": """
        SELECT concat_ws(' ', s.relname, format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache,
            seqcycle, t.relname, attname, deptype)
        FROM pg_sequence JOIN pg_class s ON s.oid = seqrelid
        LEFT JOIN pg_depend ON objid = s.oid AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
        LEFT JOIN pg_class t ON t.oid = refobjid
        LEFT JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
        WHERE s.relnamespace = to_regnamespace(%(schema)s)""",
    "triggers": """
        SELECT concat_ws(' ', tgenabled, pg_get_triggerdef(t.oid, true))
        FROM pg_trigger t JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = to_regnamespace(%(schema)s) AND NOT tgisinternal""",
    "functions": """
        SELECT replace(pg_get_functiondef(oid), %(schema)s || '.', '') FROM pg_proc
        WHERE pronamespace = to_regnamespace(%(schema)s) AND prokind IN ('f', 'p')""",
    "foreign keys' targets": """
        SELECT concat_ws(' ', conname, CASE WHEN n.nspname = %(schema)s THEN 'own' ELSE n.nspname END, r.relname)
        FROM pg_constraint JOIN pg_class c ON c.oid = conrelid JOIN pg_class r ON r.oid = confrelid
        JOIN pg_namespace n ON n.oid = r.relnamespace
        WHERE c.relnamespace = to_regnamespace(%(schema)s) AND contype = 'f'""",
}


def catalog(schema: str) -> dict[str, list[str]]:
    with schema_context(schema), connection.cursor() as cursor:
        found = {}
        for kind, query in CATALOG.items():
            cursor.execute(query, {"schema": schema})
            found[kind] = sorted(_reread(row[0]) for row in cursor.fetchall())
        return found


def _reread(definition: str) -> str:
    """A definition as PostgreSQL prints it once it has read its own output, as after any dump and restore.

    `x IN ('a')` on a varchar is printed `ARRAY['a'::character varying]::text[]` the first time, and
    `ARRAY['a'::character varying::text]` ever after: the same condition, the cast inside.
    """
    if "ARRAY[" not in definition:
        return definition
    return re.sub(r"::character varying|::text(\[\])?|[()]", "", definition)


def differences(left: dict[str, list[str]], right: dict[str, list[str]]) -> list[str]:
    return [
        f"{kind}: {sign} {line}"
        for kind in CATALOG
        for sign, lines in (
            ("-", set(left[kind]) - set(right[kind])),
            ("+", set(right[kind]) - set(left[kind])),
        )
        for line in sorted(lines)
    ]


def test_a_territory_equals_the_template_which_was_migrated(db: None, territory_a: TerritoryContext) -> None:
    template = catalog(TEMPLATE_SCHEMA)
    assert len(template["tables"]) > 50
    assert len(template["constraints"]) > 200
    assert not differences(template, catalog(territory_a.schema_name))
    assert TEMPLATE_SCHEMA not in str(catalog(territory_a.schema_name))
    digests = migration_digests([territory_a.schema_name, TEMPLATE_SCHEMA, "t_nowhere"])
    assert digests.pop("t_nowhere") == ""
    assert len(set(digests.values())) == 1


def test_the_comparison_sees_a_difference(db: None, territory_a: TerritoryContext) -> None:
    with schema_context(territory_a.schema_name), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user RENAME CONSTRAINT accounts_user_pkey TO accounts_user_pk")
        cursor.execute("ALTER TABLE accounts_user ALTER first_name SET DEFAULT 'x'")
    found = differences(catalog(TEMPLATE_SCHEMA), catalog(territory_a.schema_name))
    assert any("accounts_user_pk " in line for line in found)
    assert any("'x'" in line for line in found)


def test_every_kind_of_object_is_copied(db: None) -> None:
    """What today's migrations do not use: serials, generated columns, functions, triggers, comments, options."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA a_template_with_everything; CREATE SCHEMA t_copy")
        cursor.execute("SET LOCAL search_path = a_template_with_everything, public")
        cursor.execute("""
            CREATE SEQUENCE loose INCREMENT 5 MINVALUE 10 CYCLE;
            CREATE TABLE "Odd name" (
                id serial PRIMARY KEY,
                always integer GENERATED ALWAYS AS IDENTITY (START 7),
                "select" text COLLATE "C" DEFAULT 'it''s 100%' NOT NULL,
                twice integer GENERATED ALWAYS AS (id * 2) STORED,
                later bigint DEFAULT nextval('loose'),
                small numeric(6, 2)[] STORAGE EXTERNAL COMPRESSION pglz,
                CONSTRAINT "Named not null" CHECK ("select" <> 'a;b'),
                UNIQUE NULLS NOT DISTINCT ("select", later) DEFERRABLE INITIALLY DEFERRED
            ) WITH (fillfactor = 70);
            CREATE TABLE child (
                id integer PRIMARY KEY,
                parent integer CONSTRAINT parent_named NOT NULL REFERENCES "Odd name" ON DELETE CASCADE DEFERRABLE,
                commune varchar(8) REFERENCES geography_commune,
                period int4range, EXCLUDE USING gist (period WITH &&)
            );
            CREATE INDEX partial ON child (lower(commune) text_pattern_ops DESC) INCLUDE (parent) WHERE parent > 0;
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN NEW.parent = NEW.parent; RETURN NEW; END';
            CREATE TRIGGER stamp BEFORE UPDATE OF parent ON child FOR EACH ROW WHEN (OLD.parent IS NOT NULL)
                EXECUTE FUNCTION stamp();
            ALTER TABLE child DISABLE TRIGGER stamp;
            COMMENT ON TABLE child IS 'it''s a child';
            COMMENT ON COLUMN child.parent IS 'whose';
            INSERT INTO "Odd name" ("select") VALUES ('one'), ('two');
        """)
    blueprint = read_blueprint("a_template_with_everything")
    with schema_context("t_copy"), connection.cursor() as cursor:
        for statements in (blueprint.structure, blueprint.data, blueprint.rules):
            cursor.execute(statements)
        cursor.execute(
            """INSERT INTO "Odd name" ("select") VALUES ('three') RETURNING id, always, twice, later"""
        )
        assert cursor.fetchone() == (3, 9, 6, 20)
        cursor.execute('SELECT count(*) FROM "Odd name"')
        assert cursor.fetchone() == (3,)
    assert not differences(catalog("a_template_with_everything"), catalog("t_copy"))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE VIEW v AS SELECT 1", "view v"),
        ("CREATE TYPE mood AS ENUM ('sad')", "type mood"),
        ("CREATE TABLE t (id int) PARTITION BY RANGE (id)", "partitioned table t"),
        ("CREATE UNLOGGED TABLE t (id int)", "unlogged table t"),
        ("CREATE TABLE t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY", "row security of t"),
        ("CREATE TABLE t (id int); CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING", "rule r"),
    ],
)
def test_what_cannot_be_copied_is_refused(db: None, statement: str, named: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA a_strange_template")
        cursor.execute("SET LOCAL search_path = a_strange_template")
        cursor.execute(statement)
        cursor.execute("SET LOCAL search_path = public")
    with pytest.raises(TemplateNotUnderstood, match=named):
        read_blueprint("a_strange_template")
