"""What no engine can try here: that the files are whole, name what there is, and keep what they promise."""

from __future__ import annotations

import configparser
import re
import runpy
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.telegram.settings import TelegramSettings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PREFIX = "RELEASE_BOT_"
KNOWN = {f"{PREFIX}{name}".upper() for name in TelegramSettings.model_fields}
KNOWN |= {f"{PREFIX}WATCH_LISTEN", f"{PREFIX}WATCH_PORT"}
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
OBJECTS: dict[str, list[dict[str, Any]]] = {}
for _file in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
    for _one in yaml.safe_load_all(_file.read_text(encoding="utf-8")):
        OBJECTS.setdefault(_one["kind"], []).append(_one)
COMPOSE = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8"))


def only(kind: str) -> dict[str, Any]:
    """The one object of a kind."""
    (found,) = OBJECTS[kind]
    return found


# The container


def test_the_container_is_pinned_and_runs_without_rights() -> None:
    """The base is named by whoever builds it, packages by their hashes; the last stage has a user and no pip."""
    assert re.search(r"^ARG BASE$", CONTAINERFILE, re.MULTILINE), "BASE has no default: a tag moves"
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    assert "--require-hashes -r requirements.txt" in CONTAINERFILE
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "pip install" not in last
    assert "python3-venv" not in last


def test_what_is_copied_is_there() -> None:
    """And what has to stay out is not copied."""
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert names
    assert [name for name in names if not (DEPLOY.parent / name).exists()] == []
    assert not {".", "tests", ".git"} & set(names)


def test_the_proof_knows_every_step() -> None:
    """deploy/container/prove carries out the file in Debian roots; it reads it whole."""
    proof = runpy.run_path(str(DEPLOY / "container" / "prove"))
    words = [word for word, _ in proof["steps"](CONTAINERFILE)]
    assert words.count("FROM") == 2
    assert words[-1] == "CMD"
    with pytest.raises(ValueError, match="does not know"):
        proof["steps"]("FROM x\nADD y z\n")


# Compose


def test_compose_names_what_it_has() -> None:
    """Networks, volumes and secrets that are used are declared; nothing but the proxy is open; roots are read-only."""
    for name, service in COMPOSE["services"].items():
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"]), name
        assert set(service.get("depends_on", {})) <= set(COMPOSE["services"]), name
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert ("ports" in service) == (name == "proxy")
    assert "data" not in COMPOSE["services"]["proxy"]["networks"]
    assert COMPOSE["networks"]["data"]["internal"]
    assert all("${" in COMPOSE["services"][name]["image"] for name in ("proxy", "database"))


def test_settings_that_are_given_exist() -> None:
    """A misspelt one would have no effect."""
    given = set(COMPOSE["services"]["bot"]["environment"]) | set(only("ConfigMap")["data"])
    given |= set(only("Secret")["stringData"])
    assert given <= KNOWN


# Kubernetes


def test_kubernetes_references_lead_somewhere() -> None:
    """Selectors meet the pods, ports are named by containers, configuration is there."""
    deployment = only("Deployment")
    pod = deployment["spec"]["template"]
    labels = pod["metadata"]["labels"]
    (container,) = pod["spec"]["containers"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert deployment["spec"]["selector"]["matchLabels"].items() <= labels.items()
    for service in OBJECTS["Service"]:
        assert service["spec"]["selector"].items() <= labels.items()
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= set(ports)
    for kind, key in (("PodDisruptionBudget", "selector"), ("NetworkPolicy", "podSelector")):
        assert only(kind)["spec"][key]["matchLabels"].items() <= labels.items()
    assert {source[kind]["name"] for source in container["envFrom"] for kind in source} == {"release-bot"}
    (path,) = only("Ingress")["spec"]["rules"][0]["http"]["paths"]
    assert path["backend"]["service"]["name"] in {each["metadata"]["name"] for each in OBJECTS["Service"]}
    mounted = {mount["name"] for mount in container["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["spec"]["volumes"]}
    data = only("ConfigMap")["data"]
    assert int(data[f"{PREFIX}WEBHOOK_PORT"]) == ports["webhook"]
    assert int(data[f"{PREFIX}WATCH_PORT"]) == ports["watch"]
    assert only("ServiceAccount")["metadata"]["name"] == pod["spec"]["serviceAccountName"]


def test_kubernetes_keeps_what_it_promises() -> None:
    """Three replicas, two of them always; no rights; the webhook's path and nothing else from outside."""
    deployment = only("Deployment")
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert deployment["spec"]["replicas"] == 3
    assert only("PodDisruptionBudget")["spec"]["minAvailable"] == 2
    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert "@sha256:" in container["image"]
    assert container["livenessProbe"]["httpGet"] == {"path": "/healthz", "port": "watch"}
    assert container["readinessProbe"]["httpGet"] == {"path": "/readyz", "port": "watch"}
    (path,) = only("Ingress")["spec"]["rules"][0]["http"]["paths"]
    assert path["pathType"] == "Exact"
    assert path["backend"]["service"]["port"]["name"] == "webhook"
    assert only("ConfigMap")["data"][f"{PREFIX}WEBHOOK_URL"].endswith(path["path"])
    secret = {name.removeprefix(PREFIX) for name in only("Secret")["stringData"]}
    assert {"TOKEN", "WEBHOOK_SECRET", "DATABASE"} <= secret
    assert not {"TOKEN", "WEBHOOK_SECRET", "DATABASE"} & {n.removeprefix(PREFIX) for n in only("ConfigMap")["data"]}


# systemd


def unit() -> configparser.SectionProxy:
    """The section of the unit that says how it runs."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / "systemd" / "release-bot.service", encoding="utf-8")
    return parser["Service"]


def test_the_unit_is_a_sandbox() -> None:
    """What `systemd-analyze security` counts; the test below asks it, where it is there."""
    service = unit()
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "DynamicUser", "MemoryDenyWriteExecute"):
        assert service[name] == "yes", name
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["ExecStart"].endswith("release-bot serve")
    assert "TOKEN" not in service["ExecStart"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """It verifies, with a program in the place of the one that is not installed, and its exposure is at most 2.0."""
    text = (DEPLOY / "systemd" / "release-bot.service").read_text(encoding="utf-8")
    file = tmp_path / "release-bot.service"
    file.write_text(text.replace("/opt/release-bot/bin/release-bot", "/bin/true"), encoding="utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False)
    assert "release-bot" not in verified.stderr, verified.stderr
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(file)]
    judged = subprocess.run(words, capture_output=True, text=True, check=False)
    if "offline" in judged.stderr:
        pytest.skip("this systemd judges no file")
    assert judged.returncode == 0, judged.stdout[-300:]
