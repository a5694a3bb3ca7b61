"""A certification authority and the proxy of `deploy/Caddyfile`, both real, on free ports of this machine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.harness.database import ROOT

LOOPBACK = "127.0.0.1"


def program(name: str) -> str | None:
    """Where a program is: named by MAILLAGE_<NAME>, beside Python, or on the path."""
    named = os.environ.get(f"MAILLAGE_{name.upper()}", "")
    return named or shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")


@dataclass
class Proxy:
    http: int
    https: int
    #: The root under which the authority's certificates stand.
    root: str

    def get(self, host: str, path: str = "/", *, name: str | None = None) -> tuple[int, dict[str, str], str]:
        """Status, headers (small letters) and text of a page, over TLS that is checked for `name`, else the host."""
        context = ssl.create_default_context(cadata=self.root)
        with (
            socket.create_connection((LOOPBACK, self.https), timeout=20) as plain,
            context.wrap_socket(plain, server_hostname=name or host) as secure,
        ):
            return _ask(secure, host, path)

    def get_plain(self, host: str, path: str = "/") -> tuple[int, dict[str, str], str]:
        with socket.create_connection((LOOPBACK, self.http), timeout=20) as plain:
            return _ask(plain, host, path)


def _ask(connection: socket.socket, host: str, path: str) -> tuple[int, dict[str, str], str]:
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    received = b""
    while piece := connection.recv(65536):
        received += piece
    head, _blank, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines}
    return int(first.split()[1]), headers, body.decode("utf-8", "replace")


@contextmanager
def proxying(*, app: int, resolver: str, folder: Path) -> Iterator[Proxy]:
    """Pebble, which looks names up at `resolver`, and Caddy with our Caddyfile before the application at a port.

    Of the configuration, only what the machine decides is changed: ports, folder, and the authority.
    """
    http, https, api, management = _free_ports(4)
    certificate, key = _own_certificate(folder)
    pebble = folder / "pebble.json"
    pebble.write_text(
        json.dumps(
            {
                "pebble": {
                    "listenAddress": f"{LOOPBACK}:{api}",
                    "managementListenAddress": f"{LOOPBACK}:{management}",
                    "certificate": str(certificate),
                    "privateKey": str(key),
                    "httpPort": http,
                    "tlsPort": https,
                }
            }
        )
    )
    caddy = folder / "caddy.json"
    caddy.write_text(
        json.dumps(
            _configuration(
                app=app,
                http=http,
                https=https,
                folder=folder,
                issuer={
                    "module": "acme",
                    "ca": f"https://{LOOPBACK}:{api}/dir",
                    "trusted_roots_pem_files": [str(certificate)],
                },
            )
        )
    )
    trusting = ssl.create_default_context(cafile=str(certificate))
    with ExitStack() as stack:
        stack.enter_context(
            _running(
                [str(program("pebble")), "-config", str(pebble), "-dnsserver", resolver],
                folder / "pebble.log",
                PEBBLE_VA_NOSLEEP="1",
                PEBBLE_WFE_NONCEREJECT="0",
            )
        )
        _wait_for(api)
        _wait_for(management)
        with urllib.request.urlopen(f"https://{LOOPBACK}:{management}/roots/0", context=trusting) as answer:
            root = answer.read().decode()
        stack.enter_context(
            _running(
                [str(program("caddy")), "run", "--config", str(caddy)], folder / "caddy.log", HOME=str(folder)
            )
        )
        _wait_for(https)
        yield Proxy(http, https, root)


def _configuration(
    *, app: int, http: int, https: int, folder: Path, issuer: dict[str, Any]
) -> dict[str, Any]:
    adapted = subprocess.run(
        [str(program("caddy")), "adapt", "--config", str(ROOT / "deploy" / "Caddyfile")],
        env=os.environ
        | {
            "APP": f"{LOOPBACK}:{app}",
            "FORMER_APP": f"{LOOPBACK}:{app}",
            "ACME_EMAIL": "reseau@maillage.example",
        },
        capture_output=True,
        check=True,
    )
    config: dict[str, Any] = json.loads(adapted.stdout)
    config["admin"] = {"disabled": True, "config": {"persist": False}}
    config["storage"] = {"module": "file_system", "root": str(folder / "certificates")}
    config["apps"]["http"] |= {"http_port": http, "https_port": https}
    for server in config["apps"]["http"]["servers"].values():
        server["listen"] = [f"{LOOPBACK}:{https}"]
        server["protocols"] = ["h1"]
    policies = config["apps"]["tls"]["automation"]["policies"]
    assert policies, "the Caddyfile asks for certificates on demand"
    for policy in policies:
        policy["issuers"] = [issuer]
    return config


@contextmanager
def _running(command: list[str], log: Path, **environment: str) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=os.environ | environment, stdout=output, stderr=output)
        try:
            yield
        finally:
            process.terminate()
            process.wait(60)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection((LOOPBACK, port), timeout=5).close()
        except OSError:
            assert time.monotonic() < until, f"nothing answers at port {port}"
            time.sleep(0.05)
        else:
            return


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _one in range(number)]
    for one in sockets:
        one.bind((LOOPBACK, 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _own_certificate(folder: Path) -> tuple[Path, Path]:
    """What the authority itself speaks TLS with."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(LOOPBACK))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "authority.pem", folder / "authority.key"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    return paths
