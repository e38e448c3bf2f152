"""Numbers, periods and names as publishers write them."""

import re
from collections.abc import Mapping
from math import isfinite

from slagvaardig.region.areas.geography import normalised
from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors.reading import ReadProblem

NOT_GIVEN = ("", ".", "-", "x", "..")
# These texts are read by `re` here and by DuckDB in one_pass: only what both understand, and ASCII digits.
NUMBER = {"": r"-?[0-9]+([.,][0-9]+)?", ".": r"-?[0-9]+([.][0-9]+)?", ",": r"-?[0-9]+(,[0-9]+)?"}
AMBIGUOUS = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"
_HALF_A_YEAR = ("januari", "februari", "maart", "april", "mei", "juni")
_MONTHS = (*_HALF_A_YEAR, "juli", "augustus", "september", "oktober", "november", "december")
_TITLE = re.compile(r"(\d{4})(?: (?:(?P<month>[a-z]+)|(?P<quarter>[1-4])e kwartaal))?(?P<stars>\*{0,2})", re.ASCII)
_FORMS = (
    (re.compile(r"(\d{4})JJ00", re.ASCII), "{0}"),
    (re.compile(r"(\d{4})MM(0[1-9]|1[0-2])", re.ASCII), "{0}-{1}"),
    (re.compile(r"(\d{4})KW0([1-4])", re.ASCII), "{0}-Q{1}"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])-01", re.ASCII), "{0}-{1}"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII), "{0}-{1}"),
    (re.compile(r"(\d{4})\*{0,2}", re.ASCII), "{0}"),
)
_SUFFIX = re.compile(r"\s*\((gemeente|pv|ld|re)\)$")
_PREFIX = {"gemeente": "GM", "pv": "PV", "ld": "LD", "re": "RE"}
_OTHER_SPELLING = {"friesland (pv)": "fryslan (pv)", "friesland": "fryslan"}


def decimal_mark(source: Source) -> str:
    """What separates decimals according to [options] decimal: '.' or ',', or '' when the source does not say."""
    mark = str(source.options.get("decimal", ""))
    if mark not in NUMBER:
        remedy = "Pas de bron aan in sources/."
        raise ReadProblem(f"{source.slug}.toml", "[options] decimal", "een punt of een komma", repr(mark), remedy)
    return mark


def number(text: str, *, file: str, place: str, decimal: str = "") -> float | None:
    """A published number; None when it is not given. ReadProblem for what is neither.

    decimal: the mark before decimals. Without it 1.234 may be a thousand or a little more than one, and is refused.
    """
    plain = text.strip()
    if plain in NOT_GIVEN:
        return None
    if not decimal and re.fullmatch(AMBIGUOUS, plain):
        remedy = "Verwijder het scheidingsteken, of zet decimal bij [options] van de bron."
        raise ReadProblem(file, place, "een getal dat maar op één manier te lezen is", repr(plain), remedy)
    if re.fullmatch(NUMBER[decimal], plain):
        value = float(plain.replace(",", "."))
        if isfinite(value):
            return value
    if re.fullmatch(r"\d{1,3}([.,]\d{3}){2,}", plain):
        raise ReadProblem(file, place, "een getal zonder punten erin", repr(plain), "Verwijder de punten.")
    raise ReadProblem(file, place, "een getal of een punt", repr(plain[:40]), "Verbeter deze cel of download opnieuw.")


def period(text: str, *, file: str, place: str) -> str:
    """A published period in our form: '2015', '2015-03' or '2015-Q1'."""
    for pattern, form in _FORMS:
        if found := pattern.fullmatch(text.strip()):
            return form.format(*found.groups())
    raise ReadProblem(
        file, place, "een periode zoals 2018JJ00", repr(text[:40]), "Kijk of de kolommen verschoven zijn."
    )


def titled_period(text: str) -> tuple[str, str] | None:
    """A period as StatLine titles it ('2023', '2023 1e kwartaal*', '2023 mei**') in our form, with its stars."""
    found = _TITLE.fullmatch(text.strip().lower())
    if found is None or (found["month"] and found["month"] not in _MONTHS):
        return None
    tail = f"-Q{found['quarter']}" if found["quarter"] else ""
    if found["month"]:
        tail = f"-{_MONTHS.index(found['month']) + 1:02}"
    return found[1] + tail, found["stars"]


def status(source: Source, period: str) -> str:
    """The status of a period where the file itself says nothing: provisional from [options] provisional_from on."""
    first = str(source.options.get("provisional_from", "9"))
    return "provisional" if period >= first else source.status_default


def area_code(name: str, names: Mapping[str, str]) -> str | None:
    """The code of an area by its published name, or None when it is not known; never a guess.

    A name with a suffix such as (PV) or (RE) stands for a province or a police unit only, never for the municipality of
    the same name.
    """
    plain = normalised(name)
    plain = _OTHER_SPELLING.get(plain, plain)
    if plain in names:
        return names[plain]
    suffix = _SUFFIX.search(plain)
    code = names.get(plain[: suffix.start()]) if suffix else None
    return code if suffix and code and code.startswith(_PREFIX[suffix[1]]) else None
