"""The database is gone for a while: every page says so in plain words, and the site is back without anybody's help."""

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx

from tests.attack.pressing import Writer
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.standing import Standing, kill

NEED_NONE = ("/leeft", "/thema.css", "/static/web/css/site.css")
NEED_IT = ("/", "/kringen/openbaar", "/zien", "/gebieden", "/zoeken?q=diefstal")[: size(2, 5)]
ROUNDS = size(1, 10)


@contextmanager
def away(site: Standing) -> Iterator[None]:
    """Killed, and with a mistake in its settings so that the launcher cannot start it again."""
    settings = site.data / "postgresql.auto.conf"
    kept = settings.read_text()
    settings.write_text("this is no setting\n")
    dying = site.database_processes()
    kill(dying)
    site.wait_for(lambda: not set(dying) & set(site.database_processes()), "it is not dead")
    try:
        yield
    finally:
        settings.write_text(kept)


def test_pages_say_that_the_site_is_away_and_come_back_by_themselves(site: Standing) -> None:
    told, back = 0, 0
    for _ in range(ROUNDS):
        with closing(Writer(site, "mayor")) as mayor:
            title = f"Stuk {uuid.uuid4()}"
            with away(site):
                answers = [httpx.get(site.url + page, timeout=30) for page in NEED_IT]
                lost = mayor.press(title, str(uuid.uuid4()))
                standing = [httpx.get(site.url + page, timeout=30).status_code for page in NEED_NONE]
            site.back()
            told += sum(plain(answer) for answer in [*answers, lost])
            back += mayor.press(title, str(uuid.uuid4())).status_code == 302
            assert standing == [200] * len(NEED_NONE)
            assert title in lost.text, "what was written is not given back"
        assert site.ask("select count(*) from trust_paper where title = %s", title) == [(1,)]
    attempts = ROUNDS * (len(NEED_IT) + 1)
    proven(
        "accepted-is-kept",
        attempts=attempts,
        failed=attempts - told,
        entitled=ROUNDS,
        served=back,
        note=f"database away {ROUNDS} times: a plain page each time, back without help",
    )
    assert (told, back) == (attempts, ROUNDS)


def plain(answer: httpx.Response) -> bool:
    """A page for people, with when to come back and nothing of what went on inside."""
    leaks = [word for word in ("Traceback", "psycopg", "OperationalError", ".s.PGSQL") if word in answer.text]
    told = "De site is even niet bereikbaar" in answer.text and answer.headers.get("Retry-After") == "10"
    return answer.status_code == 503 and told and not leaks
