"""What somebody who logs in has at hand: an app that makes codes, and each step of a login."""

import re
import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.invitations import invitation
from slagvaardig.trust.access.models import Person

PASSWORD = "vier losse woorden samen"


@dataclass
class App:
    """Shows a code that was not used before; three fit within one half minute."""

    secret: str
    last: int = 0

    def code(self) -> str:
        now = int(time.time() + 5) // 30  # not a code that is over before it has been sent
        self.last = max(now - 1, self.last + 1)
        while self.last > int(time.time()) // 30 + 1:
            time.sleep(0.2)  # the same wait as that of somebody who looks at his phone
        return str(format_hotp_value(hotp_value(self.secret, self.last)))


def invitation_of(person: Person) -> str:
    with acting_as_job("console"):
        return reverse("invitation", args=[invitation(Person.objects.select_related("user").get(pk=person.pk))])


def secret_on(page: Any) -> str:
    found = re.search(r'id="sleutel">([A-Z2-7 ]+)<', page.content.decode())
    assert found, page.content.decode()
    return found[1].replace(" ", "")


def first_login(client: Client, person: Person, password: str = PASSWORD) -> tuple[App, list[str]]:
    """From an invitation to being in: password, app, recovery codes."""
    chosen = client.post(invitation_of(person), {"password": password, "again": password}, follow=True)
    app = App(secret_on(chosen))
    shown = client.post(reverse("second_step_new"), {"kind": "totp", "code": app.code()}, follow=True)
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", shown.content.decode())
    assert client.post(reverse("recovery_codes")).status_code == 302
    return app, codes


def take_first_step(client: Client, email: str, password: str = PASSWORD, next_page: str = "") -> Any:
    address = reverse("login") + (f"?next={next_page}" if next_page else "")
    return client.post(address, {"email": email, "password": password})


def log_in(client: Client, email: str, app: App, password: str = PASSWORD) -> Any:
    take_first_step(client, email, password)
    return client.post(reverse("second_step"), {"code": app.code()})


def is_in(client: Client) -> bool:
    """Whether this browser is somebody, for the page and for the database."""
    return client.get(reverse("mine")).status_code == 200
