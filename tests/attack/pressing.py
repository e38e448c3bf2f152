"""Members who write papers as fast as they can and do not give up: what was accepted, what was pressed again."""

import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field

import httpx

from tests.attack.standing import Standing, hidden

PAGE = "/kringen/beraad/nieuw"
WRITERS = ("mayor", "second mayor", "chief prosecutor", "bureau")
TRIES = 400


@dataclass
class Pressed:
    """accepted: the title of every paper that the site said it kept. again: presses after an answer that failed."""

    accepted: list[str] = field(default_factory=list)
    again: int = 0
    gave_up: int = 0


class Writer:
    """Somebody in a browser, with the form open."""

    def __init__(self, site: Standing, name: str) -> None:
        self.name, self.client = name, site.client(name)
        self.token = hidden(self.client.get(PAGE).text, "csrfmiddlewaretoken")

    def press(self, title: str, once: str, page: str = PAGE, **more: str) -> httpx.Response:
        form = {"title": title, "text": f"Tekst van {title}", "once": once, "csrfmiddlewaretoken": self.token}
        return self.client.post(page, data=form | more)

    def close(self) -> None:
        self.client.close()


@contextmanager
def writers(site: Standing) -> Iterator[list[Writer]]:
    """Everybody with the form open."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Writer(site, name))) for name in WRITERS]


def writing(everybody: list[Writer], stop: threading.Event, *, patient: bool = True) -> Pressed:
    """Write until told to stop. patient: press again with the same form until it is accepted, as a person does who sees
    an error page; otherwise go on with the next."""
    with ThreadPoolExecutor(len(everybody)) as pool:
        parts = list(pool.map(lambda writer: _one_writer(writer, stop, patient), everybody))
    return Pressed(
        [title for part in parts for title in part.accepted],
        sum(part.again for part in parts),
        sum(part.gave_up for part in parts),
    )


def unlike_any_number() -> str:
    """A word that stands nowhere else."""
    return in_letters(uuid.uuid4().hex)


def in_letters(key: str) -> str:
    """A key that the text guard takes for no plate, postcode or telephone number."""
    return key.translate(str.maketrans("0123456789-", "ghijklmnopq"))


def _one_writer(writer: Writer, stop: threading.Event, patient: bool) -> Pressed:
    done = Pressed()
    while not stop.is_set():
        title, once = f"{writer.name} {unlike_any_number()}", str(uuid.uuid4())
        for _ in range(TRIES if patient else 1):
            if _accepted(writer, title, once):
                done.accepted.append(title)
                break
            done.again += 1
            time.sleep(0.05)
        else:
            done.gave_up += 1
    return done


def _accepted(writer: Writer, title: str, once: str) -> bool:
    try:
        return writer.press(title, once).status_code == 302
    except httpx.HTTPError:
        return False
