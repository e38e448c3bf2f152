"""Every variable that is written wrongly stops with what is wrong, where, and what to do."""

from pathlib import Path

import pytest

from slagvaardig.environment import mail_server, partner_logins

GOOD = """
[partners.een]
name = "Gemeente Een"
server_url = "https://login.voorbeeld.invalid/een"
client_id = "slagvaardig"
secret_env = "GEHEIM_EEN"
acr = ["hoog"]
"""
WRONG = {
    "no address": (GOOD.replace("server_url", "server"), "server_url ontbreekt"),
    "no name": (GOOD.replace('name = "Gemeente Een"', ""), "name ontbreekt"),
    "an unsafe address": (GOOD.replace("https:", "http:"), "begint niet met https://"),
    "a word for a list": (GOOD.replace('["hoog"]', '"hoog"'), "acr is geen lijst"),
    "a list of numbers": (GOOD.replace('["hoog"]', "[1]"), "acr is geen lijst"),
    "no toml": ("[[[", "niet te lezen"),
    "no secret": (GOOD.replace("GEHEIM_EEN", "GEHEIM_TWEE"), "omgevingsvariabele GEHEIM_TWEE"),
}


def read(folder: Path, text: str):  # type: ignore[no-untyped-def]
    file = folder / "partners.toml"
    file.write_text(text)
    return partner_logins(file, {"GEHEIM_EEN": "s"}.get)  # type: ignore[arg-type]


def test_a_partner_is_read_as_written(tmp_path: Path) -> None:
    (found,) = read(tmp_path, GOOD).values()
    assert (found.slug, found.issuer, found.secret, found.acr, found.amr) == (
        "een", "https://login.voorbeeld.invalid/een", "s", ("hoog",), ()
    )  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_partner_that_is_written_wrongly_stops_the_start(tmp_path: Path, name: str) -> None:
    text, words = WRONG[name]
    with pytest.raises(SystemExit, match=words):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="weg.toml"):
        partner_logins(tmp_path / "weg.toml", str)


@pytest.mark.parametrize(
    ("address", "port", "tls", "ssl"),
    [("smtp://h", 25, False, False), ("smtp+tls://u:p%40@h", 587, True, False), ("smtps://h:99", 99, False, True)],
)
def test_a_mail_server_is_read(address: str, port: int, tls: bool, ssl: bool) -> None:
    found = mail_server(address)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] in ("", "p@")


@pytest.mark.parametrize("address", ["h:25", "http://h", "smtp://", "smtp"])
def test_another_kind_of_mail_server_stops_the_start(address: str) -> None:
    with pytest.raises(SystemExit, match="EMAIL_URL klopt niet"):
        mail_server(address)
