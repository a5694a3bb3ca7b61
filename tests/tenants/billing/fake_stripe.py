"""A small Stripe: a real HTTP server that keeps customers, subscriptions and invoices as the real one shapes them.

It refuses what Stripe refuses: another key, no version, a parameter that the call does not have (`PARAMETERS`, from
Stripe's API reference), a product that does not exist, a trial that ends too soon. Idempotency keys are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.tenants.billing.stripe_reference import PUBLISHED, faults_of

#: Call → its parameters, of those in https://docs.stripe.com/api that the product may use; the first segments of nested
#: names are what counts.
PARAMETERS = {
    "POST /v1/customers": (
        "name email address preferred_locales invoice_settings tax_exempt metadata tax_id_data"
    ),
    "POST /v1/customers/ID": "name email address preferred_locales invoice_settings tax_exempt metadata",
    "GET /v1/customers/ID/tax_ids": "limit",
    "POST /v1/customers/ID/tax_ids": "type value",
    "DELETE /v1/customers/ID/tax_ids/ID": "",
    "POST /v1/products": "id name",
    "GET /v1/products/ID": "",
    "POST /v1/tax_rates": "display_name percentage inclusive country",
    "POST /v1/checkout/sessions": (
        "mode customer client_reference_id line_items subscription_data locale success_url cancel_url"
    ),
    "POST /v1/subscriptions": (
        "customer items default_tax_rates collection_method days_until_due payment_settings metadata trial_end"
    ),
    "GET /v1/subscriptions/ID": "",
    "POST /v1/subscriptions/ID": "items proration_behavior cancel_at_period_end",
    "DELETE /v1/subscriptions/ID": "",
    "GET /v1/subscriptions": "status limit starting_after",
    "GET /v1/invoices/ID": "",
    "GET /v1/invoices": "created limit starting_after",
    "POST /v1/billing_portal/sessions": "customer return_url locale",
}
_COLLECTIONS = ("customers", "products", "tax_rates", "subscriptions", "invoices", "checkout/sessions")
DAY = 86_400


class Refusal(Exception):
    def __init__(self, status: int, message: str, code: str = "") -> None:
        self.status, self.message, self.code = status, message, code
        super().__init__(message)


class FakeStripe:
    """`with FakeStripe() as stripe`: `stripe.url`, `stripe.key`, what it keeps, and what it was asked (`calls`)."""

    key = "sk_test_fake"
    webhook_secret = "whsec_fake"

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.kept: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in _COLLECTIONS}
        self.down = False
        #: Called with each call before it is answered: to be slow, or to look at what the caller holds.
        self.meanwhile: Callable[[str], None] = lambda call: None
        self._answered: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._number = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        stripe = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stripe._answer(self, "")

            def do_DELETE(self) -> None:
                stripe._answer(self, "")

            def do_POST(self) -> None:
                stripe._answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def signed(self, event: dict[str, Any], *, at: float | None = None) -> tuple[bytes, str]:
        """An event as it is posted, and its signature: HMAC-SHA256 over `timestamp.payload`."""
        payload = json.dumps(event).encode()
        moment = int(time.time() if at is None else at)
        digest = hmac.new(
            self.webhook_secret.encode(), f"{moment}.".encode() + payload, hashlib.sha256
        ).hexdigest()
        return payload, f"t={moment},v1={digest}"

    def event(self, kind: str, about: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": self._id("evt"),
            "object": "event",
            "type": kind,
            "created": int(time.time()),
            "data": {"object": about},
        }

    def make_invoice(self, subscription: dict[str, Any], *, state: str = "open") -> dict[str, Any]:
        """What Stripe makes by itself at each period."""
        invoice = {
            "id": self._id("in"),
            "object": "invoice",
            "customer": subscription["customer"],
            "number": f"MAI-{self._number:04d}",
            "status": state,
            "created": int(time.time()),
            "due_date": int(time.time()) + 30 * DAY,
            "pre_payment_credit_notes_amount": 0,
            "post_payment_credit_notes_amount": 0,
            "total": subscription["items"]["data"][0]["price"]["unit_amount"] * 120 // 100,
            "hosted_invoice_url": "https://invoice.stripe.example/i/1",
            "invoice_pdf": "https://invoice.stripe.example/i/1/pdf",
        }
        self.kept["invoices"][invoice["id"]] = invoice
        return invoice

    def pay_checkout(self) -> dict[str, Any]:
        """A person gives her card on the last page that was opened. Returns the finished session."""
        session = list(self.kept["checkout/sessions"].values())[-1]
        line = session["line_items"]["0"]
        made = self._make_subscription(
            {
                "customer": session["customer"],
                "items": {"0": line},
                "metadata": session["subscription_data"]["metadata"],
                **{k: v for k, v in session["subscription_data"].items() if k == "trial_end"},
            }
        )
        session["subscription"], session["status"] = made["id"], "complete"
        return session

    def _id(self, prefix: str) -> str:
        self._number += 1
        return f"{prefix}_{self._number}"

    def _answer(self, handler: BaseHTTPRequestHandler, body: str) -> None:
        with self._lock:
            try:
                status, answer = 200, self._do(handler, body)
            except Refusal as refusal:
                status = refusal.status
                answer = {
                    "error": {
                        "type": "invalid_request_error",
                        "message": refusal.message,
                        "code": refusal.code,
                    }
                }
        written = json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(written)))
        if status == 503:
            handler.send_header("Stripe-Should-Retry", "false")
        with suppress(BrokenPipeError):  # the caller has given up
            handler.end_headers()
            handler.wfile.write(written)

    def _do(self, handler: BaseHTTPRequestHandler, body: str) -> dict[str, Any]:
        if self.down:
            raise Refusal(503, "down")
        if handler.headers.get("Authorization") != f"Bearer {self.key}":
            raise Refusal(401, "Invalid API Key provided")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d\.[a-z]+", handler.headers.get("Stripe-Version", "")):
            raise Refusal(400, "no version")
        address = urlsplit(handler.path)
        path = address.path.removeprefix("/v1/")
        collection = next(
            (name for name in (*_COLLECTIONS, "billing_portal/sessions") if path.startswith(name)), ""
        )
        one = path.removeprefix(collection).strip("/")
        one, *within = one.split("/")
        call = f"{handler.command} /v1/{collection}{'/ID' if one else ''}"
        if within:
            call += f"/{within[0]}" + "/ID" * (len(within) - 1)
        params = _nested(parse_qsl(body or address.query))
        if call not in PARAMETERS:
            raise Refusal(404, f"Unrecognized request URL ({call})")
        if unknown := set(params) - set(PARAMETERS[call].split()):
            raise Refusal(400, f"Received unknown parameter: {sorted(unknown)[0]}", "parameter_unknown")
        if (published := PUBLISHED.get(call)) and (faults := list(faults_of(params, published))):
            raise Refusal(400, f"Not as Stripe publishes it: {faults}", "parameter_unknown")
        self.calls.append((call, params))
        self.meanwhile(call)
        key = handler.headers.get("Idempotency-Key", "")
        if handler.command == "POST" and key in self._answered:
            before, answer = self._answered[key]
            if before != params:
                raise Refusal(
                    400,
                    "Keys for idempotent requests can only be used with the same parameters",
                    "idempotency",
                )
            return answer
        if within:
            answer = self._tax_ids(handler.command, one, within[1:], params)
        else:
            answer = self._reply(handler.command, collection, one, params)
        if handler.command == "POST":
            self._answered[key] = (params, answer)
        return answer

    def _reply(self, method: str, collection: str, one: str, params: dict[str, Any]) -> dict[str, Any]:
        if collection == "billing_portal/sessions":
            return {"id": self._id("bps"), "object": "billing_portal.session", "url": f"{self.url}/portal"}
        kept = self.kept[collection]
        if method == "GET":
            if one:
                return self._found(collection, one)
            listed = list(kept.values())
            if after := params.get("starting_after"):
                listed = listed[[row["id"] for row in listed].index(after) + 1 :]
            return {
                "object": "list",
                "url": f"/v1/{collection}",
                "has_more": len(listed) > 2,
                "data": listed[:2],
            }
        if method == "DELETE":
            return self._found(collection, one) | {"status": self._cancelled(one)}
        if one:
            found = self._found(collection, one)
            if "cancel_at_period_end" in params:
                found["cancel_at_period_end"] = params["cancel_at_period_end"] == "true"
            elif collection == "subscriptions":
                self._price(found, params["items"]["0"])
            else:
                found |= params
            return found
        makers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "subscriptions": self._make_subscription,
            "checkout/sessions": self._make_session,
        }
        if maker := makers.get(collection):
            return maker(params)
        made = {"object": collection.rstrip("s"), "id": self._id(collection[:3])} | params
        kept[made["id"]] = made
        for tax_id in made.pop("tax_id_data", {}).values():
            self._tax_ids("POST", made["id"], [], tax_id)
        return made

    def _tax_ids(
        self, method: str, customer: str, which: list[str], params: dict[str, Any]
    ) -> dict[str, Any]:
        held = self._found("customers", customer).setdefault("tax_ids", {})
        if method == "POST":
            made = {"id": self._id("txi"), "object": "tax_id"} | params
            held[made["id"]] = made
            return made
        if method == "DELETE":
            if held.pop(which[0], None) is None:
                raise Refusal(404, f"No such tax id: {which[0]}", "resource_missing")
            return {"id": which[0], "object": "tax_id", "deleted": True}
        return {
            "object": "list",
            "url": f"/v1/customers/{customer}/tax_ids",
            "has_more": False,
            "data": list(held.values()),
        }

    def _cancelled(self, one: str) -> str:
        self.kept["subscriptions"][one]["status"] = "canceled"
        return "canceled"

    def _found(self, collection: str, one: str) -> dict[str, Any]:
        try:
            return self.kept[collection][one]
        except KeyError:
            raise Refusal(404, f"No such {collection}: {one}", "resource_missing") from None

    def _make_session(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("customers", params["customer"])
        self._found("products", params["line_items"]["0"]["price_data"]["product"])
        session = {"id": self._id("cs"), "object": "checkout.session", "subscription": None, "status": "open"}
        session |= params | {"url": f"{self.url}/pay/{session['id']}"}
        self.kept["checkout/sessions"][session["id"]] = session
        return session

    def _make_subscription(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("customers", params["customer"])
        now = int(time.time())
        trial = int(params.get("trial_end", 0))
        if trial and trial < now + 2 * DAY:
            raise Refusal(400, "Invalid timestamp: must be an integer Unix timestamp in the future.")
        subscription: dict[str, Any] = {
            "id": self._id("sub"),
            "object": "subscription",
            "customer": params["customer"],
            "status": "trialing" if trial else "active",
            "collection_method": params.get("collection_method", "charge_automatically"),
            "metadata": params.get("metadata", {}),
            "items": {"object": "list", "data": [{"id": self._id("si"), "object": "subscription_item"}]},
        }
        self._price(subscription, params["items"]["0"])
        subscription["default_tax_rates"] = [
            {"id": one, "object": "tax_rate"} for one in params.get("default_tax_rates", {}).values()
        ]
        item = subscription["items"]["data"][0]
        item |= {"current_period_start": now, "current_period_end": trial or now + 365 * DAY}
        self.kept["subscriptions"][subscription["id"]] = subscription
        return subscription

    def _price(self, subscription: dict[str, Any], item: dict[str, Any]) -> None:
        """Of an item that is there, what is told changes and the rest stays."""
        kept = subscription["items"]["data"][0]
        kept["tax_rates"] = [
            {"id": one, "object": "tax_rate"} for one in item.get("tax_rates", {}).values()
        ] or kept.get("tax_rates", [])
        data = item.get("price_data")
        if data is None and "price" in kept:
            return
        if data is None:
            raise Refusal(400, "Missing price_data")
        self._found("products", data["product"])
        if data["currency"] != "eur" or data["recurring"]["interval"] not in ("month", "year"):
            raise Refusal(400, "Invalid price_data")
        kept["price"] = {
            "id": self._id("price"),
            "object": "price",
            "unit_amount": int(data["unit_amount"]),
            "recurring": data["recurring"],
        }


def _nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=c` as `{"a": {"b": {"0": "c"}}}`."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        *folders, last = re.findall(r"[^\[\]]+", name)
        place = made
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value
    return made
