"""A made-up source for tests of the connectors."""

from slagvaardig.region.definitions import Source


def source(**known: object) -> Source:
    """A source of two kinds, with whatever a test wants to know of it."""
    given: dict[str, object] = {
        "slug": "proef",
        "title": "Proef",
        "publisher": "Niemand",
        "table": "T1",
        "connector": "statline_csv",
        "licence": "CC0",
        "attribution": "",
        "frequency": "year",
        "columns": {"kinds": ["Soort"], "area": "RegioS", "period": "Perioden"},
        "measures": {"aantal": "Aantal_1"},
    }
    return Source(**{**given, **known})  # type: ignore[arg-type]
