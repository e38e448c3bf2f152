"""One edition at a time: a table that is renewed is fetched anew, and never mixed with what it was before."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from slagvaardig.see.connectors import cbs_odata3, cbs_odata4
from slagvaardig.see.connectors.client import Client, FetchProblem, Limits
from tests.standin import StandIn, made_up_v3, standing_in

from .sources import source
from .test_paging import V4, made_up_v4

Report = Callable[[str, float], None]
# connector, its replies, what the source adds, and a figure before and after it is renewed
VERSIONS: dict[str, tuple[ModuleType, dict[str, bytes], dict[str, Any], tuple[bytes, bytes]]] = {
    "3": (cbs_odata3, made_up_v3(), {}, (b'"Aantal_1": 12', b'"Aantal_1": 99')),
    "4": (cbs_odata4, made_up_v4(), V4, (b'"Value": 5.5', b'"Value": 99')),
}
EVERY = pytest.mark.parametrize("version", VERSIONS)


def fetch(version: str, service: StandIn, folder: Path, report: Report = lambda step, share: None) -> list[float]:
    """Fetch and read: the figures that were given."""
    connector, _, known, _ = VERSIONS[version]
    of = source(url=f"{service.address}/ODataFeed/odata/T1", **known)
    client = Client(of.url, limits=Limits(pause=0.0, first_wait=0.0), allow_loopback=True)
    connector.fetch(of, folder, report=report, client=client)
    cells = connector.read(of, folder, connection=duckdb.connect(), names={}).cells
    return [value for (value,) in cells.filter("state = ''").project("value").fetchall()]


def renew(version: str, service: StandIn, *, date: bytes = b"2023-03-01") -> None:
    """The publisher puts a new edition in place of the old one."""
    old, new = VERSIONS[version][3]
    service.replies = {
        path: body.replace(b"2022-03-01", date).replace(old, new) for path, body in service.replies.items()
    }


@EVERY
def test_a_renewed_table_is_fetched_anew(tmp_path: Path, version: str) -> None:
    with standing_in(dict(VERSIONS[version][1])) as service:
        assert 99.0 not in fetch(version, service, tmp_path)
        renew(version, service)
        assert 99.0 in fetch(version, service, tmp_path)


@EVERY
def test_a_table_that_never_says_when_it_changed_is_not_taken_for_unchanged(tmp_path: Path, version: str) -> None:
    replies = {path: body.replace(b'"Modified"', b'"Other"') for path, body in VERSIONS[version][1].items()}
    with standing_in(replies) as service:
        assert 99.0 not in fetch(version, service, tmp_path)
        renew(version, service)
        assert 99.0 in fetch(version, service, tmp_path)


@EVERY
def test_a_table_that_is_renewed_between_two_pages_is_not_kept(tmp_path: Path, version: str) -> None:
    with standing_in(dict(VERSIONS[version][1])) as service:

        def between_pages(step: str, share: float) -> None:
            if step.endswith(" rijen"):
                renew(version, service)

        with pytest.raises(FetchProblem, match="tijdens het ophalen vernieuwd.*vorige cijfers blijven staan"):
            fetch(version, service, tmp_path, report=between_pages)
        assert list(tmp_path.glob("page-*")) == []
        assert 99.0 in fetch(version, service, tmp_path), "the next try gets the new edition, whole"


@EVERY
def test_the_old_edition_stays_unmixed_when_the_new_one_breaks_off(tmp_path: Path, version: str) -> None:
    with standing_in(dict(VERSIONS[version][1])) as service:
        fetch(version, service, tmp_path)
        renew(version, service)
        second_page = next(place for place, path in enumerate(service.asked) if "skip" in path)
        service.faults = [""] * second_page + ["500"] * 5
        with pytest.raises(FetchProblem):
            fetch(version, service, tmp_path)
        assert 99.0 in fetch(version, service, tmp_path)
        assert len(list(tmp_path.glob("page-*.json"))) == 2
