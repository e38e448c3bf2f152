"""A full disk: reading goes on, writing is refused in plain words, and nothing that was accepted is lost or broken."""

import html
import re
import secrets
import subprocess
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

import httpx
import psycopg
import pytest

from tests.attack.pressing import PAGE, Writer, unlike_any_number
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.standing import Standing, standing

DISK = "160m"
LONG = 60_000  # letters in a paper: it fits in no room that is left by chance
REFUSALS, READS = size(12, 200), size(3, 50)
# Reading in a closed circle leaves a line in the log, and without a line there is no reading.
OPEN_PAGES = ("/", "/zien", "/kringen/openbaar", "/kringen/coalitie")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, fictional: str) -> Iterator[Standing]:
    """A site whose database lives on a disk of its own, of 160 MB."""
    var = tmp_path_factory.mktemp("small")
    disk = var / "postgres"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        with standing(var, region=fictional) as found:
            yield found
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_reading_goes_on_while_the_disk_is_full_and_what_was_refused_is_kept_in_the_page(small: Standing) -> None:
    with closing(Writer(small, "mayor")) as mayor, closing(Filler(small)) as filler:
        accepted = [press(mayor) for _ in range(5)]
        filler.fill()
        pressed = [press(mayor) for _ in range(REFUSALS)]
        read = [mayor.client.get(page).status_code for page in OPEN_PAGES for _ in range(READS)]
        filler.free()
        small.back()
        refused = [one for one in pressed if one.answer.status_code == 507]
        again = [mayor.client.post(PAGE, data=given_back(one.answer.text)).status_code for one in refused]
    lost, double = lost_and_double(small, [one.title for one in accepted + pressed])
    proven(
        "disk-full",
        attempts=len(pressed),
        failed=lost + double + again.count(507),
        entitled=len(read),
        served=read.count(200),
        note=f"{len(refused)} refused while full; {len(again)} pressed again afterwards; database on {DISK}",
    )
    assert {one.answer.status_code for one in accepted} == {302}
    assert len(refused) > REFUSALS / 2, "the disk was not full: this proves nothing"
    assert {one.answer.status_code for one in pressed} <= {302, 507}
    assert all(one.text in one.answer.text and "Bewaren lukt nu niet" in one.answer.text for one in refused)
    assert [answer.headers["Retry-After"] for answer in (one.answer for one in refused)] == ["10"] * len(refused)
    assert set(read) == {200}
    assert set(again) == {302}
    assert (lost, double) == (0, 0)
    assert broken(small) == []


def test_a_disk_that_anything_fills_loses_nothing_and_the_site_comes_back_by_itself(small: Standing) -> None:
    """Something else takes the last byte: the database may have to stop, and then starts again once there is room."""
    ballast = small.var / "postgres" / "ballast"
    with closing(Writer(small, "mayor")) as mayor:
        before = [press(mayor) for _ in range(3)]
        with ballast.open("wb") as file, suppress(OSError):
            while True:
                file.write(secrets.token_bytes(1 << 20))
                file.flush()
        pressed = [press(mayor) for _ in range(REFUSALS)]
        ballast.unlink()
        pause = small.back()
        after = press(mayor)
    accepted = [one.title for one in [*before, *pressed, after] if one.answer.status_code == 302]
    lost, double = lost_and_double(small, accepted)
    refused = [one.answer.status_code for one in pressed if one.answer.status_code != 302]
    proven(
        "disk-full",
        attempts=len(accepted),
        failed=lost + double,
        entitled=1,
        served=int(after.answer.status_code == 302),
        note=f"not a byte left: {len(refused)} refused, back in {pause:.1f} s after there was room",
    )
    assert refused and set(refused) <= {503, 507}
    assert (lost, double) == (0, 0)
    assert after.answer.status_code == 302
    assert broken(small) == []


@dataclass
class Press:
    title: str
    text: str
    answer: httpx.Response


def press(writer: Writer) -> Press:
    title, text = f"Stuk {unlike_any_number()}", unlike_any_number() * (LONG // 32)
    return Press(title, text, writer.press(title, str(uuid.uuid4()), text=text))


def given_back(page: str) -> dict[str, str]:
    """What the button "Probeer opnieuw" sends: every field as it stands hidden in the page."""
    fields = re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', page, re.DOTALL)
    assert fields, f"nothing is given back in {page[:600]}"
    return {name: html.unescape(value) for name, value in fields}


class Filler:
    """Rows of another database on the same server, so that the site meets a full disk and not a strange table."""

    def __init__(self, site: Standing) -> None:
        self.connection = site.owner("postgres")
        self.connection.execute("create table filler (word text)")
        for _ in range(6):  # so that the log of changes has its files, as on a server that has run for a while
            self._some(16_000)
            self.connection.execute("truncate filler; checkpoint")

    def fill(self) -> None:
        with pytest.raises(psycopg.errors.DiskFull):
            while True:
                self._some(4_000)
                self.connection.execute("checkpoint")

    def free(self) -> None:
        self.connection.execute("drop table if exists filler")

    def close(self) -> None:
        self.free()
        self.connection.close()

    def _some(self, kilobytes: int) -> None:
        self.connection.execute(
            "insert into filler select repeat('x', 1900) from generate_series(1, %s)", [kilobytes // 2]
        )


def lost_and_double(site: Standing, titles: list[str]) -> tuple[int, int]:
    there = Counter(title for (title,) in site.ask("select title from trust_paper where title = any(%s)", titles))
    return len(titles) - len(there), sum(times - 1 for times in there.values())


def broken(site: Standing) -> list[object]:
    """Every page of every table is read, and checked against its checksum by the server."""
    assert site.ask("show data_checksums") == [("on",)]
    tables = site.ask(
        "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace <> 'sec'::regnamespace"
    )
    assert tables
    for (name,) in tables:
        site.ask(f"select count(*), sum(hashtext(t::text)) from {name} t")
    return [row for row in site.ask("select datname from pg_stat_database where checksum_failures > 0")]
