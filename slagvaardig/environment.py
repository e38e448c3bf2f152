"""Every environment variable, and what it may hold, read into the form that is used. A wrong one stops with a sentence.

`docs/generated/settings.md` shows `SETTINGS`.

Knows no Django: `settings.py` asks, and is the only one that reads the environment itself.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, what holds when it is not set, and what it is for."""

    name: str
    default: str
    why: str


SETTINGS = [
    Setting("SLAGVAARDIG_REGION", "", "Map van de regio op deze site. Leeg: de eerste echte regio in `regions/`."),
    Setting("SLAGVAARDIG_VAR", str(ROOT / "var"), "Map voor wat de site maakt: database, ruwe bestanden, cijfers."),
    Setting("SLAGVAARDIG_NEIGHBOUR", "", "Adres van de site van de andere regio, voor de link op de voorpagina."),
    Setting("SLAGVAARDIG_NEIGHBOUR_NAME", "", "Naam van die andere regio."),
    Setting("SLAGVAARDIG_CONTACT", "", "E-mailadres op de pagina Toegankelijkheid."),
    Setting("DATABASE_URL", "", "Adres van PostgreSQL 15 of nieuwer. Leeg: de site start zelf een besloten server."),
    Setting(
        "DATABASE_OWNER_URL",
        "",
        "Adres van dezelfde database voor de eigenaar, die tabellen maakt. Alleen nodig bij klaarzetten en back-up.",
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Geheime sleutel. Leeg: eenmaal gemaakt en bewaard. Verplicht naast DATABASE_URL.",
    ),
    Setting(
        "SLAGVAARDIG_DEMO", "0", "`1`: met een klik inloggen als een bedachte persoon. Alleen in een bedachte regio."
    ),
    Setting(
        "SLAGVAARDIG_OIDC",
        "",
        "Bestand (TOML) met de partners die met hun eigen login binnenkomen. Zie docs/how-to/log-in.md.",
    ),
    Setting(
        "EMAIL_URL",
        "",
        "Mailserver, als smtp://, smtp+tls:// of smtps://gebruiker:wachtwoord@server:poort. Leeg: geen mail.",
    ),
    Setting(
        "SLAGVAARDIG_ADDRESS",
        "",
        "Adres van deze site voor links in mail, zoals https://site.voorbeeld. Leeg: de eerste naam in ALLOWED_HOSTS.",
    ),
    Setting("EMAIL_FROM", "", "Adres waarvan de site mail verstuurt. Verplicht naast EMAIL_URL."),
    Setting("GRANIAN_HOST", "127.0.0.1", "Adres waarop de server luistert. Een demonstratie luistert alleen hier."),
    Setting("SLAGVAARDIG_WITNESSES", "", "E-mailadressen met komma's, die elk uur het controlegetal krijgen."),
    Setting("SLAGVAARDIG_SEAL_KEY", "", "64 hexadecimale tekens, de sleutel onder controlegetallen. Leeg: afgeleid."),
    Setting(
        "SLAGVAARDIG_LEDGER",
        "",
        "Bestand met de lijst van wat vernietigd is. Leeg: `destroyed-REGIO.jsonl` in SLAGVAARDIG_VAR. Bewaar het ook"
        " buiten deze machine.",
    ),
    Setting("DEBUG", "0", "`1` toont fouten in de browser. Alleen op de eigen computer."),
    Setting("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", "Namen van de site, met komma's ertussen."),
    Setting(
        "SLAGVAARDIG_HTTPS", "0", "`1`: bezoekers komen over https, door een server ervoor. Cookies zijn dan strenger."
    ),
    Setting("SLAGVAARDIG_PROXIES", "0", "Hoeveel eigen servers ervoor het adres van de bezoeker doorgeven."),
    Setting(
        "SLAGVAARDIG_LIMITS_TIMES", "1", "Hoeveel maal ruimer de grenzen op verzoeken zijn. Alleen hoger in een proef."
    ),
]


@dataclass(frozen=True)
class PartnerLogin:
    """The login of a partner's own organisation (OpenID Connect).

    acr, amr: which values of those claims say that the partner already asked for a second step.
    """

    slug: str
    name: str
    server_url: str
    client_id: str
    secret: str
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()

    @property
    def issuer(self) -> str:
        """Who signs, as it must stand in every token."""
        return self.server_url.removesuffix("/.well-known/openid-configuration")


def database_place(name: str, address: str) -> dict[str, str]:
    """Where a database is and who asks, from an address such as postgresql://user:password@host/name."""
    url = urlsplit(address)
    if url.scheme not in ("postgres", "postgresql"):
        raise SystemExit(f"{name} begint niet met postgresql://. Een ander soort database past hier niet.")
    return {
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "NAME": unquote(url.path[1:]),
    }


def mail_server(address: str) -> dict[str, str | int | bool]:
    """The settings of Django for mail, from smtp://user:password@host:port (STARTTLS: smtp+tls, TLS at once: smtps)."""
    url = urlsplit(address)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if url.scheme not in ports or not url.hostname:
        raise SystemExit(
            "EMAIL_URL klopt niet. Schrijf smtp://, smtp+tls:// of smtps://, dan gebruiker:wachtwoord@server:poort."
        )
    return {
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or ports[url.scheme],
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        # Never a password over an open line.
        "EMAIL_USE_TLS": url.scheme == "smtp+tls" or (url.scheme == "smtp" and bool(url.username)),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }


def site_address(address: str, *, names: Iterable[str], https: bool) -> str:
    """Where the site is found, without a slash at the end."""
    address = address.rstrip("/") or f"{'https' if https else 'http'}://{next(iter(names)).strip()}"
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise SystemExit("SLAGVAARDIG_ADDRESS klopt niet. Schrijf alleen https:// en de naam van de site.")
    return address


def witnesses(addresses: str, *, mail: str) -> list[str]:
    """Who gets the heads of the log by mail, from addresses with commas between them."""
    found = [address.strip() for address in addresses.split(",") if address.strip()]
    if found and not mail:
        raise SystemExit("SLAGVAARDIG_WITNESSES staat er, maar EMAIL_URL niet. Zonder mailserver krijgt niemand iets.")
    return found


def seal_key(digits: str) -> bytes:
    """The seed of the key under the heads of the log; empty when it is to be derived from SECRET_KEY."""
    try:
        seed = bytes.fromhex(digits)
    except ValueError:
        seed = b"?"
    if len(seed) not in (0, 32):
        raise SystemExit("SLAGVAARDIG_SEAL_KEY klopt niet. Zet er 64 hexadecimale tekens in, of niets.")
    return seed


def partner_logins(file: Path, secret: Callable[[str], str]) -> dict[str, PartnerLogin]:
    """Every partner with a login of its own, by slug. `secret` answers the value of an environment variable."""
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise SystemExit(f"SLAGVAARDIG_OIDC: {file} is niet te lezen: {problem}") from problem
    return {slug: _partner_login(file, slug, table, secret) for slug, table in content.get("partners", {}).items()}


def _partner_login(file: Path, slug: str, table: Mapping[str, object], secret: Callable[[str], str]) -> PartnerLogin:
    where = f"SLAGVAARDIG_OIDC: {file}, [partners.{slug}]"
    words = {}
    for name in ("name", "server_url", "client_id", "secret_env"):
        words[name] = str(table.get(name) or "")
        if not words[name]:
            raise SystemExit(f"{where}: {name} ontbreekt.")
    url = urlsplit(words["server_url"])
    if url.scheme != "https" and url.hostname not in LOOPBACK:
        raise SystemExit(f"{where}: server_url begint niet met https://.")
    if not secret(words["secret_env"]):
        raise SystemExit(f"{where}: zet het geheim in de omgevingsvariabele {words['secret_env']}.")
    lists = {name: _words(where, name, table.get(name, [])) for name in ("acr", "amr")}
    return PartnerLogin(
        slug, words["name"], words["server_url"], words["client_id"], secret(words["secret_env"]), **lists
    )


def _words(where: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise SystemExit(f"{where}: {name} is geen lijst van woorden.")
    return tuple(value)


def refuse_demonstration(*, fictional: bool, database: str, names: Iterable[str], listens_on: str) -> None:
    """In a demonstration anybody is somebody with one click: only for an invented region, on one's own computer."""
    if not fictional:
        raise SystemExit("SLAGVAARDIG_DEMO kan alleen in een verzonnen regio. Haal SLAGVAARDIG_DEMO weg.")
    if database:
        raise SystemExit("SLAGVAARDIG_DEMO kan niet naast DATABASE_URL. Haal een van beide weg.")
    others = [name for name in (*names, listens_on) if name not in LOOPBACK]
    if others:
        raise SystemExit(
            f"SLAGVAARDIG_DEMO kan alleen op de eigen computer, niet op {', '.join(others)}. Haal SLAGVAARDIG_DEMO weg."
        )
