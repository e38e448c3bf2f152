"""Python's collector of cycles, in a process that answers pages."""

import gc

from django.urls import get_resolver


def leave_what_was_loaded() -> None:
    """Code, addresses and forms stay as long as the process does. Each full round of the collector walked through all
    of it, a tenth of a second in about one page of twelve; now it walks through what came since."""
    get_resolver().url_patterns  # noqa: B018 - loads every page
    gc.collect()
    gc.freeze()
