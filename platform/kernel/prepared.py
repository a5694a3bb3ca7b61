"""Queries whose SQL is written once a process, as the home of every territory asks the same ones all day.

Django builds a query's expressions and compiles them each time; for the lists of a home page that takes ten times as
long as PostgreSQL's answer. The statement names no schema, so one serves all territories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, date, datetime
from functools import lru_cache, update_wrapper
from inspect import signature
from typing import Any, Never, cast

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from kernel.tenancy import public_context

#: Stands in a written statement for the moment at which it will be asked.
_NOW = datetime(1, 1, 1, 1, 1, 1, 1, tzinfo=UTC)
_STATEMENTS = 64

type _Statement = tuple[str, tuple[Any, ...]]


class prepared[**P, Row]:  # noqa: N801  # a decorator
    """Decorates a function of keywords that makes a queryset; calling it gives the queryset's rows.

    Of `now`, if it takes one, each call may have another. Other words are written into the statement: they are
    hashable and have few values, as a cause or a number of rows. The function is called once for each of them, outside
    any territory and without a database, so that it cannot bring what is one territory's into a statement of all.

    Raises TypeError where it asks the database, or works out another moment of `now`.
    """

    def __init__(self, make: Callable[P, QuerySet[Any, Row]]) -> None:
        update_wrapper(self, make)
        with_words: Callable[..., QuerySet[Any, Row]] = make
        moment = {"now": _NOW} if "now" in signature(make).parameters else {}
        self._written = lru_cache(_STATEMENTS)(
            lambda words: _Written(lambda: with_words(**moment, **dict(words)))
        )

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        now = kwargs.pop("now", None)
        rows: list[Row] = self._written(tuple(sorted(kwargs.items()))).rows(now)
        return rows


class _Written:
    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        with public_context(), _without_database():
            self._queryset = make()
            self._compiler = _Compiler(self._queryset.query, connection, self._queryset.db)
            self._sql, self._parameters = self._compiler.as_sql()
        if any(isinstance(one, date) and one != _NOW for one in self._parameters):
            raise TypeError(
                "A prepared query takes `now` as it is: what is worked out of it would stay as it was."
            )

    def rows(self, now: object) -> list[Any]:
        asked = self._queryset.all()
        compiler = copy(self._compiler)
        compiler.connection = connections[asked.db]
        compiler.statement = self._sql, tuple(now if one == _NOW else one for one in self._parameters)
        instances_or_tuples = asked._iterable_class
        query = cast("_Query", asked.query.chain(klass=_Query))
        query.written = compiler
        asked.query = query
        asked._iterable_class = instances_or_tuples  # which Django forgets when a query is put in
        return list(asked)


class _Compiler(SQLCompiler):
    """Knows how rows become instances once it has compiled, and does not compile again where it has a statement."""

    statement: _Statement | None = None

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> _Statement:
        return self.statement or super().as_sql(with_limits, with_col_aliases)


class _Query(Query):
    written: _Compiler

    def get_compiler(self, *_args: Any, **_options: Any) -> _Compiler:
        return self.written


@contextmanager
def _without_database() -> Iterator[None]:
    def refuse(*_call: Any) -> Never:
        raise TypeError("A prepared query may ask nothing of the database while it is written.")

    with connection.execute_wrapper(refuse):
        yield
