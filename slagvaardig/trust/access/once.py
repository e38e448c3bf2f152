"""Press twice, get one: what was sent with a form is done once, however often it arrives.

Every form carries a hidden key (`{% once %}`). The key, the page and what was filled in together name one sending; its
answer is kept in the transaction of the act. Somebody who goes back and changes his text sends something new.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from functools import wraps

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from slagvaardig.trust.access.models import Sent
from slagvaardig.web.templatetags.fields import ONCE

View = Callable[..., HttpResponse]
_DIFFERS_BY_ITSELF = ("csrfmiddlewaretoken",)  # masked anew on every page, so it says nothing about what was sent


def once(view: View) -> View:
    """For a page that changes something. Stands below `member_page` and `step_up`: what those answer is no outcome."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if request.method != "POST" or not request.POST.get(ONCE):
            return view(request, *args, **named)
        person = uuid.UUID(str(request.user.pk))
        name = name_of(request, person)
        with connection.cursor() as cursor:  # whoever comes second waits here until the first is kept, or undone
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", [str(name)])
        if before := Sent.objects.filter(once=name).first():
            messages.info(request, _("U drukte twee keer. Het is één keer gedaan."))
            return redirect(before.answer)
        answer = view(request, *args, **named)
        if answer.status_code == 302:  # anything else left nothing behind: the form is shown again
            Sent(once=name, user_id=person, answer=answer.headers["Location"]).save(force_insert=True)
        return answer

    guarded.does_once = True  # type: ignore[attr-defined]
    return guarded


def name_of(request: HttpRequest, person: uuid.UUID) -> uuid.UUID:
    """The name of one sending. Differs per person, so that nobody learns of another's key, nor takes it."""
    try:
        key = uuid.UUID(request.POST[ONCE])
    except ValueError as mistake:
        raise BadRequest("The key of this form is not one of ours.") from mistake
    digest = hashlib.sha256()
    for part in (str(key), request.path, *_filled_in(request)):
        digest.update(f"{len(part)}:{part}".encode())
    return uuid.uuid5(person, digest.hexdigest())


def _filled_in(request: HttpRequest) -> Iterator[str]:
    for name, values in sorted(request.POST.lists()):
        if name not in _DIFFERS_BY_ITSELF:
            yield from (name, *map(str, values))
    for name, files in sorted(request.FILES.lists()):
        yield from (name, *map(_fingerprint, files))


def _fingerprint(file: "UploadedFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return f"{file.name} {digest.hexdigest()}"
