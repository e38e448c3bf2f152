"""Settings that would leave a door open stop the site with a sentence that says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

URL = "postgresql://iemand@localhost/niets"


def start(tmp_path: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {key: value for key, value in os.environ.items() if key not in ("DEBUG", "ALLOWED_HOSTS")}
    environment |= {"SLAGVAARDIG_VAR": str(tmp_path), **more}
    command = [sys.executable, "-c", "from slagvaardig import settings; print(settings.SESSION_COOKIE_NAME)"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"DEBUG": "1", "DATABASE_URL": URL, "SECRET_KEY": "x" * 60}, "DEBUG=1 gaat niet samen met DATABASE_URL"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS laat elke naam toe"),
        ({"ALLOWED_HOSTS": "site.voorbeeld.invalid,*"}, "ALLOWED_HOSTS laat elke naam toe"),
        ({"ALLOWED_HOSTS": ".voorbeeld.invalid"}, "ALLOWED_HOSTS laat elke naam toe"),
        ({"SLAGVAARDIG_PROXIES": "veel"}, "SLAGVAARDIG_PROXIES is geen heel getal"),
        ({"DATABASE_URL": URL}, "SECRET_KEY ontbreekt"),
    ],
)
def test_an_open_door_stops_the_site(tmp_path: Path, more: dict[str, str], told: str) -> None:
    ended = start(tmp_path, **more)
    assert ended.returncode == 1
    assert told in ended.stderr


def test_with_https_the_cookie_carries_the_prefix_that_browsers_guard(tmp_path: Path) -> None:
    real = {"DATABASE_URL": URL, "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "site.voorbeeld.invalid"}
    assert start(tmp_path, **real, SLAGVAARDIG_HTTPS="1").stdout.strip() == "__Host-sessie"
    assert start(tmp_path, **real).stdout.strip() == "sessie"
