"""Papers a page at a time, newest first, found by place instead of by number so that page one thousand is as fast."""

import uuid
from datetime import datetime

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.models import Paper

PAGE = 50


def page_of(circle: Circle, before: str = "") -> tuple[list[Paper], str]:
    """The papers after a place (as an earlier answer gave it), and the place at which to go on; "" at the end."""
    papers = Paper.objects.in_circle(circle).newest_first().defer("text")
    if place := _place(before):
        papers = papers.before(*place)
    found = list(papers[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.changed.isoformat()}_{last.pk}" if last else ""


def _place(text: str) -> tuple[datetime, uuid.UUID] | None:
    """None for whatever is not a place: a visitor who edits an address gets the first page."""
    moment, _, key = text.partition("_")
    try:
        found = datetime.fromisoformat(moment), uuid.UUID(key)
    except ValueError:
        return None
    return found if found[0].tzinfo else None
