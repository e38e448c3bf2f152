"""A page on which something in this room is moved one step: a form, what it does, and mistakes at the field where they
belong. What is not somebody's to do does not exist for him."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from slagvaardig.trust.access.asking import me
from slagvaardig.trust.textguard.forms import GuardedForm
from slagvaardig.web.blocks import Crumb

Act = Callable[..., object]


@dataclass(frozen=True)
class Page:
    """One move. form: from what was sent and the thing itself. act: with the thing, what was filled in, and who.
    fits: whether it can be done now. note: what somebody must know before he does it."""

    title: str | Promise
    form: Callable[[Any, Any], GuardedForm]
    act: Callable[[Any, Mapping[str, Any], Any], object]
    fits: Callable[[Any], bool]
    note: str | Promise = ""


def sent(form: GuardedForm, by: Any) -> dict[str, Any]:
    """What an action takes of a form: its fields, the names that are no persons, and who."""
    return {**form.cleaned_data, "spared": form.spared, "by": by}


def done(request: HttpRequest, form: GuardedForm, act: Callable[[], object]) -> bool:
    """Whether what was sent was done; else the form says why not."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except PermissionDenied as refusal:
        raise Http404 from refusal
    except ValidationError as objection:
        tell(form, objection)
        return False
    return True


def moved(
    request: HttpRequest, page: Page, thing: Any, *, back: str, crumbs: list[Crumb], about: str = ""
) -> HttpResponse:
    """The page of a move, or the way back when it was made."""
    form = page.form(request.POST or None, thing)
    if done(request, form, lambda: page.act(thing, {**form.cleaned_data, "spared": form.spared}, me(request))):
        return redirect(back)
    return asked(request, form, title=page.title, note=page.note, back=back, crumbs=crumbs, about=about or str(thing))


def asked(request: HttpRequest, form: GuardedForm, **more: Any) -> HttpResponse:
    """A form on a page of its own."""
    context = {"form": form, "act": more["title"], **more}
    return render(request, "choose/move.html", context, status=422 if form.errors else 200)


def tell(form: GuardedForm, objection: ValidationError) -> None:
    if not hasattr(objection, "error_dict"):
        form.add_error(None, objection)
        return
    for field, messages in objection.message_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, messages)
