"""Charts as they stand on a page, in two widths; kept, because the same figures draw the same picture."""

from collections.abc import Callable, Hashable
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT = 500  # of some 30 kB


def wide_and_narrow(draw: Callable[..., str], chart: Hashable, *, key: str, mark: str) -> tuple[SafeString, SafeString]:
    """A chart for a screen and for a phone. draw: a function of `charts`; mark: the word over what is invented."""
    return drawn(draw, chart, key=f"{key}-w", mark=mark), drawn(draw, chart, key=f"{key}-n", mark=mark, size="narrow")


def drawn(draw: Callable[..., str], chart: Hashable, **how: Hashable) -> SafeString:
    """A chart in the language of the page."""
    return _kept(draw, chart, get_language(), **how)


@lru_cache(maxsize=KEPT)
def _kept(draw: Callable[..., str], chart: Hashable, _language: str | None, **how: Hashable) -> SafeString:
    # Our own drawing: every text in it is escaped where it is written.
    return mark_safe(draw(chart, **how))  # noqa: S308
