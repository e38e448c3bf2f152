"""Addresses that somebody fills in: only those within this site are kept."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _


def inside(path: str, *, query: bool = False) -> str:
    """An address within this site, as a path; ValidationError for anything that leads elsewhere or nowhere. query: keep
    what stands behind the question mark."""
    path = path.strip()
    if not path:
        return ""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/") or path.startswith(("//", "/\\")):
        raise ValidationError(_("Vul een adres van deze site in, dat begint met /."))
    try:
        resolve(parts.path)
    except Resolver404 as nowhere:
        raise ValidationError(_("Op dit adres staat hier niets. Kopieer het uit de adresbalk.")) from nowhere
    return f"{parts.path}?{parts.query}" if query and parts.query else parts.path
