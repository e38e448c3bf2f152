"""Headers that every answer carries, also errors and static files. No page can weaken them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
# For what somebody sent in: even opened in a window of its own it runs nothing and loads nothing.
DOWNLOAD_POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
UNSEEN = "no-referrer"  # for pages whose forms do without a token; stricter is always allowed
UNUSED_DEVICES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser also hides from us where a form of ours came from
    "Permissions-Policy": ", ".join(f"{device}=()" for device in UNUSED_DEVICES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
ONLY_ENCRYPTED = "max-age=31536000; includeSubDomains"
SAME_FOR_ALL = ("/static/", "/thema.css", "/leeft")


class SecurityHeaders:
    """Middleware; stands before the one that serves static files, so that those carry the headers too.

    Compression: Django's GZipMiddleware is safe for these pages. A public page holds no secret to guess, and where a
    form does carry a token, Django masks it anew each time and pads the answer by a random length.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        stricter = response.headers.get("Content-Security-Policy") == DOWNLOAD_POLICY
        unseen = response.headers.get("Referrer-Policy") == UNSEEN
        for name, value in HEADERS.items():
            response.headers[name] = value
        if stricter:
            response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
        if unseen:
            response.headers["Referrer-Policy"] = UNSEEN
        if settings.HTTPS:
            response.headers["Strict-Transport-Security"] = ONLY_ENCRYPTED
        _forget_afterwards(request, response)
        return response


def _forget_afterwards(request: HttpRequest, response: HttpResponseBase) -> None:
    """What somebody with a session gets stays in no cache; a session that ends takes along what the browser kept."""
    name = settings.SESSION_COOKIE_NAME
    given = response.cookies.get(name)
    if (name in request.COOKIES or given is not None) and not request.path.startswith(SAME_FOR_ALL):
        response.headers["Cache-Control"] = "no-store"
    if given is not None and given["max-age"] == 0:
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
