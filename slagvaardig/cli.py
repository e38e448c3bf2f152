"""`slagvaardig`: everything that a person does without a browser. Each command explains itself with an example."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import django

from slagvaardig import serve

Arguments = argparse.Namespace
Run = Callable[[Arguments], int]


@dataclass(frozen=True)
class Command:
    """One command: what it is for, an example, its arguments, and where its function lives (`module:function`)."""

    help: str
    example: str
    target: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, object]], ...] = ()
    commands: dict[str, "Command"] = field(default_factory=dict)


def _argument(*names: str, **options: object) -> tuple[tuple[str, ...], dict[str, object]]:
    return names, options


_FROM = _argument("--from", dest="folder", type=Path, metavar="MAP", help="bestanden die een ander ophaalde")
_SITE = _argument("--site", default=f"http://localhost:{serve.FIRST_PORT}", metavar="ADRES", help="adres van de site")

COMMANDS = {
    "start": Command(
        "Zet alles klaar en toont elke regio in de browser.",
        "slagvaardig start --only NAAM",
        "slagvaardig.cli:start",
        (
            _argument("--only", default="", metavar="NAAM", help="alleen deze regio"),
            _argument("--port", type=int, default=serve.FIRST_PORT, help="poort van de eerste regio"),
        ),
    ),
    "prepare": Command(
        "Maakt de database van één regio en laadt de cijfers die meekomen.",
        "slagvaardig --region NAAM prepare",
        "slagvaardig.prepare:prepare",
    ),
    "serve": Command(
        "Toont één regio zonder iets klaar te zetten.",
        "slagvaardig --region NAAM serve --port 8000",
        "slagvaardig.prepare:serve",
        (_argument("--port", type=int, default=serve.FIRST_PORT, help="poort"),),
    ),
    "check-trust": Command(
        "Zoekt gaten in de regels van de database: wie welke rij ziet.",
        "slagvaardig --region NAAM check-trust",
        "slagvaardig.trust.database.commands:check_trust",
    ),
    "admin": Command(
        "Maakt de eerste beheerder van een site, of helpt een beheerder die zijn tweede stap kwijt is.",
        "slagvaardig admin first --email naam@voorbeeld.invalid --name NAAM",
        "",
        commands={
            "first": Command(
                "Nodigt de eerste beheerder uit en toont de link.",
                "slagvaardig admin first --email naam@voorbeeld.invalid --name NAAM",
                "slagvaardig.trust.circles.commands:first",
                (
                    _argument("--email", required=True, metavar="ADRES"),
                    _argument("--name", required=True, metavar="NAAM"),
                    _SITE,
                ),
            ),
            "reset": Command(
                "Laat iemand opnieuw beginnen met inloggen en toont de link.",
                "slagvaardig admin reset --email naam@voorbeeld.invalid",
                "slagvaardig.trust.circles.commands:reset",
                (_argument("--email", required=True, metavar="ADRES"), _SITE),
            ),
        },
    ),
    "work": Command(
        "Doet wat op vaste tijden moet, zoals het logboek verzegelen. Draait naast de webserver.",
        "slagvaardig --region NAAM work",
        "slagvaardig.schedule:work",
        (_argument("--once", action="store_true", help="alleen wat nu aan de beurt is"),),
    ),
    "log": Command(
        "Kijkt het logboek na, neemt er een kopie van en laat zien wie iets las.",
        "slagvaardig log verify --heads getallen.txt",
        "",
        commands={
            "verify": Command(
                "Rekent na of het logboek nog is wat verzegeld werd.",
                "slagvaardig log verify --heads getallen.txt",
                "slagvaardig.trust.logbook.commands:verify_log",
                (_argument("--heads", type=Path, metavar="BESTAND", help="controlegetallen die een getuige bewaarde"),),
            ),
            "export": Command(
                "Schrijft het logboek als regels JSON, met alles wat nodig is om het elders na te rekenen.",
                "slagvaardig log export > logboek.jsonl",
                "slagvaardig.trust.logbook.commands:export_log",
                (_argument("--ldv", action="store_true", help="in de vorm van de standaard Logboek Dataverwerkingen"),),
            ),
            "heads": Command(
                "Schrijft de controlegetallen, zoals een getuige ze bewaart.",
                "slagvaardig log heads > getallen.txt",
                "slagvaardig.trust.logbook.commands:heads",
            ),
            "who-looked": Command(
                "Laat zien wie een stuk las, en wanneer.",
                "slagvaardig log who-looked paper:KENMERK",
                "slagvaardig.trust.logbook.commands:who_looked",
                (_argument("about", metavar="WAT", help="zoals paper:KENMERK, met het kenmerk uit het adres"),),
            ),
        },
    ),
    "retention": Command(
        "Vernietigt wat zijn bewaartermijn heeft gehad. Draait elke nacht vanzelf.",
        "slagvaardig --region NAAM retention --dry-run",
        "slagvaardig.trust.retention.commands:retention",
        (_argument("--dry-run", action="store_true", help="alleen zeggen wat er weg zou gaan"),),
    ),
    "backup": Command(
        "Bewaart alles van één regio in één bestand: database en cijfers. Sessies gaan niet mee.",
        "slagvaardig --region NAAM backup back-ups/",
        "slagvaardig.recovery:backup",
        (
            _argument("place", type=Path, metavar="BESTAND", help="een nieuw bestand, of een map"),
            _argument("--without-raw", action="store_true", help="zonder de ruwe bestanden van de cijfers"),
        ),
    ),
    "restore": Command(
        "Zet een back-up terug, helemaal of helemaal niet, en vernietigt opnieuw wat daarna vernietigd is.",
        "slagvaardig --region NAAM restore back-up.tar --ledger vernietigd.jsonl",
        "slagvaardig.recovery:restore",
        (
            _argument("archive", type=Path, metavar="BESTAND", help="de back-up"),
            _argument("--ledger", type=Path, metavar="LIJST", help="lijst van wat vernietigd is; leeg: die van hier"),
            _argument("--without-ledger", action="store_true", help="ook terugzetten wat daarna vernietigd is"),
            _argument("--replace", action="store_true", help="wat nu in de database staat mag verdwijnen"),
            _argument("--other-key", action="store_true", help="de back-up is met een andere SECRET_KEY gemaakt"),
        ),
    ),
    "pull": Command(
        "Haalt de nieuwste tabellen op, of leest de bestanden in een map.",
        "slagvaardig pull --from downloads BRON",
        "slagvaardig.see.figures.commands:pull",
        (_argument("sources", nargs="*", metavar="BRON", help="alleen deze bronnen"), _FROM),
    ),
    "figures": Command(
        "Laat zien welke cijfers er zijn en of ze heel zijn.",
        "slagvaardig figures status",
        "",
        commands={
            "status": Command(
                "Per bron de nieuwste momentopname.",
                "slagvaardig figures status",
                "slagvaardig.see.figures.commands:status",
            ),
            "verify": Command(
                "Rekent de controlegetallen na.",
                "slagvaardig figures verify",
                "slagvaardig.see.figures.commands:verify",
            ),
            "rebuild": Command(
                "Maakt de cijfers opnieuw uit de ruwe bestanden.",
                "slagvaardig figures rebuild BRON",
                "slagvaardig.see.figures.commands:rebuild",
                (_argument("sources", nargs="*", metavar="BRON", help="alleen deze bronnen"),),
            ),
            "preview": Command(
                "Laat zien hoe een spreadsheet van een partner wordt gelezen, met elk probleem. Laadt niets.",
                "slagvaardig figures preview opgave.xlsx BRON",
                "slagvaardig.see.figures.commands:preview",
                (
                    _argument("file", type=Path, metavar="BESTAND"),
                    _argument("source", metavar="BRON", help="de bron met de koppeling van de kolommen"),
                ),
            ),
            "starter": Command(
                "Maakt de set cijfers die met een regio meekomt uit gedownloade bestanden.",
                "slagvaardig figures starter --from downloads",
                "slagvaardig.see.figures.commands:starter",
                (_FROM,),
            ),
        },
    ),
    "region": Command(
        "Kijkt een regiomap na.",
        "slagvaardig region check regions/NAAM",
        "",
        commands={
            "check": Command(
                "Noemt elke fout met bestand en regel.",
                "slagvaardig region check regions/NAAM",
                "slagvaardig.region.commands:check",
                (_argument("folders", nargs="*", type=Path, metavar="MAP", help="map van een regio; leeg: alle"),),
            )
        },
    ),
    "picture": Command(
        "Toont het beeld van één gebied: als tabel, of als bestand.",
        "slagvaardig picture GEBIED --pdf beeld.pdf",
        "slagvaardig.picture:picture",
        (
            _argument("area", metavar="GEBIED", help="code of naam van een gebied"),
            _argument("--pdf", type=Path, metavar="BESTAND"),
            _argument("--svg", type=Path, metavar="BESTAND"),
            _argument("--csv", type=Path, metavar="BESTAND"),
        ),
    ),
}


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command; its answer is the exit code. A problem that a person can mend is one clear message."""
    arguments = _parser().parse_args(argv)
    if arguments.region:
        os.environ["SLAGVAARDIG_REGION"] = str(serve.find_sites(serve.ROOT / "regions", arguments.region)[0].folder)
    sys.exit(_function(arguments.target)(arguments))


def start(arguments: Arguments) -> int:
    var = Path(os.environ.get("SLAGVAARDIG_VAR") or serve.ROOT / "var")
    try:
        serve.start(only=arguments.only, var=var, say=_say, first_port=arguments.port)
    except KeyboardInterrupt:
        sys.stdout.write("\nGestopt.\n")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _function(target: str) -> Run:
    module, name = target.split(":")
    if module != __name__:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slagvaardig.settings")
        django.setup()
    run: Run = getattr(sys.modules[__name__] if module == __name__ else importlib.import_module(module), name)
    return run


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="slagvaardig", description="Zien, kiezen, doen, leren, verantwoorden.")
    parser.add_argument("--region", default="", metavar="NAAM", help="map in regions/; leeg: de eerste echte regio")
    _add(parser, COMMANDS, "opdracht")
    return parser


def _add(parser: argparse.ArgumentParser, commands: dict[str, Command], title: str) -> None:
    group = parser.add_subparsers(title="opdrachten", required=True, dest=title, metavar=title)
    for name, command in commands.items():
        added = group.add_parser(
            name, help=command.help, description=command.help, epilog=f"Voorbeeld: {command.example}"
        )
        added.set_defaults(target=command.target)
        for names, options in command.arguments:
            added.add_argument(*names, **options)  # type: ignore[arg-type]
        if command.commands:
            _add(added, command.commands, f"{title} van {name}")
