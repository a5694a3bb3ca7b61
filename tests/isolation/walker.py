"""Visits routes. What there is to visit comes from the URLconf itself, so that nothing is forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from json import dumps
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.exceptions import NoReverseMatch, Resolver404
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

from kernel.tenancy import TerritoryContext
from tests.harness.clients import HostClient
from tests.isolation.filling import Filled
from tests.isolation.marks import readable, words_in

_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:"?public"?\.)?"?(\w+)', re.I)


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern of a URLconf. `path` is spelled as `ResolverMatch.route` spells it."""

    name: str
    path: str
    parameters: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What an example is filed under: the name, or the path of a route that has none."""
        return self.name or self.path

    def __str__(self) -> str:
        return f"{self.name or 'unnamed'} ({self.path})"


def routes_of(urlconf: str) -> list[Route]:
    """Every route of a URLconf, in the order they are tried, each path once."""
    found = {route.path: route for route in reversed(list(_routes(get_resolver(urlconf))))}
    return list(reversed(found.values()))


def _routes(
    resolver: URLResolver, path: str = "", spaces: tuple[str, ...] = (), above: tuple[str, ...] = ()
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        joined = URLResolver._join_route(path, str(entry.pattern)) if path else str(entry.pattern)
        parameters = above + _parameters(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _routes(entry, joined, inner, parameters)
        elif isinstance(entry, URLPattern):
            name = ":".join([*spaces, entry.name]) if entry.name else ""
            yield Route(name, joined, parameters)


def _parameters(pattern: Any) -> tuple[str, ...]:
    """Names of the arguments; those of a regular expression without names are `0`, `1` …"""
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    if isinstance(pattern, LocalePrefixPattern):
        return ()
    assert isinstance(pattern, RegexPattern)
    named = tuple(pattern.regex.groupindex)
    return named or tuple(str(number) for number in range(pattern.regex.groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where a route is visited: arguments (or the path itself), query, and what is sent."""

    kwargs: dict[str, Any] = field(default_factory=dict)
    args: tuple[Any, ...] = ()
    path: str = ""
    query: dict[str, Any] = field(default_factory=dict)
    #: Fields of a form to post. None: asked for with GET, and with an empty POST where GET is not allowed.
    data: dict[str, Any] | None = None
    #: A document to send as JSON, with `method`.
    json: Any = None
    method: str = ""
    #: A form sent just before, by address, for a page that goes on from there; and what to send it, from the answer.
    before: tuple[str, dict[str, Any]] | None = None
    then: Callable[[HttpResponse], dict[str, Any]] | None = None


#: From what is filled in a territory to where a route is visited.
type Example = Callable[[Filled], At | Iterable[At]]


class WrongExample(AssertionError):
    """An example does not lead to its route."""


def path_of(route: Route, at: At, urlconf: str) -> str:
    """The address. Raises `WrongExample` unless it leads to the route and no other."""
    try:
        path = at.path or reverse(route.name, urlconf, at.args or None, at.kwargs or None)
        reached = resolve(path, urlconf).route
    except (NoReverseMatch, Resolver404) as error:
        raise WrongExample(f"{route}: {error}") from error
    if reached != route.path:
        raise WrongExample(f"{route}: {path} is answered by {reached}")
    return path


@dataclass
class Answer:
    """What came back, with everything a trace could hide in."""

    route: Route
    asked: str
    status: int
    body: bytes = b""
    headers: str = ""
    error: str = ""
    #: The tables that were written meanwhile.
    written: frozenset[str] = frozenset()

    @cached_property
    def text(self) -> str:
        return readable(f"{self.headers}\n{words_in(self.body)}")

    def __str__(self) -> str:
        return f"{self.route.name or self.route.path} · {self.asked} · {self.status}"


class Visitor:
    """A browser whose every visit is undone afterwards: no visit changes what the next one finds."""

    def __init__(
        self, host: str, territory: TerritoryContext | None, user: Any = None, urlconf: str = ""
    ) -> None:
        self.client = HostClient(host, territory)
        self.urlconf = urlconf or "config.urls_territory"
        if user is not None:
            self.client.force_login(user)

    def visit(self, route: Route, at: At) -> Answer:
        path = path_of(route, at, self.urlconf)
        if at.method or at.then or at.data is not None:
            return self._ask(route, at.method or "POST", path, at)
        answer = self._ask(route, "GET", path, at)
        return self._ask(route, "POST", path, at) if answer.status == 405 else answer

    def _ask(self, route: Route, method: str, path: str, at: At) -> Answer:
        asked = f"{method} {self.client.host}{path}"
        written: set[str] = set()
        with self._undone(), connection.execute_wrapper(_noting_writes(written)):
            try:
                data = at.data
                if at.before and at.then:
                    data = at.then(self.client.post(*at.before))
                response = self._send(method, path, at, data)
            except Exception as error:
                return Answer(route, asked, 500, error=f"{type(error).__name__}: {error}")
            body = b"".join(response.streaming_content) if response.streaming else response.content
            return Answer(
                route, asked, response.status_code, body, _headers(response), written=frozenset(written)
            )

    def _send(self, method: str, path: str, at: At, data: dict[str, Any] | None) -> Any:
        if method == "GET":
            return self.client.get(path, at.query)
        if method == "POST":
            return self.client.post(path, data or {}, query_params=at.query)
        return self.client.generic(method, path, dumps(at.json), "application/json", query_params=at.query)

    @contextmanager
    def _undone(self) -> Iterator[None]:
        cookies: SimpleCookie = deepcopy(self.client.cookies)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.client.cookies = cookies


def _noting_writes(tables: set[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], statement: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITE.match(statement):
            tables.add(found[1])
        return execute(statement, params, many, context)

    return note


def _headers(response: HttpResponse) -> str:
    """Headers, cookies, and the messages that a cookie of messages would hide in its encoding."""
    lines = [f"{name}: {value}" for name, value in response.headers.items()]
    lines += [morsel.OutputString() for morsel in response.cookies.values()]
    request = getattr(response, "wsgi_request", None)
    if request is not None and hasattr(request, "_messages"):
        lines += [str(message) for message in [*request._messages._queued_messages, *get_messages(request)]]
    return "\n".join(lines)
