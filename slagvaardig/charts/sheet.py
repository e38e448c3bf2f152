"""A drawing that leaves the page alone: with its title above it, and below it what a reader needs to trust it."""

import re
from collections.abc import Sequence

from slagvaardig.charts import palette
from slagvaardig.charts.svg import FONT, label, tag, wrapped, written_out

MARGIN, TITLE, TEXT, ROW, LONGEST = 16.0, 18.0, 13.0, 18.0, 12
_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


def sheet(picture: str, *, title: str, below: Sequence[str]) -> str:
    """The picture as a file of its own. Errors: ValueError for what no chart of ours drew."""
    box = _BOX.search(picture)
    if box is None:
        raise ValueError("no picture with a viewBox from 0 0")
    width, height = float(box[1]), float(box[2])
    heads = wrapped(title, (width - 4) / 1.08, TITLE, LONGEST)
    feet = [line for text in below for line in wrapped(text, width - 4, TEXT, LONGEST)]
    top = MARGIN + len(heads) * (TITLE + 5) + 6
    bottom = top + height + ROW
    whole = (width + 2 * MARGIN, bottom + len(feet) * ROW + MARGIN)
    own = picture.replace("<svg ", f'<svg x="{written_out(MARGIN)}" y="{written_out(top)}" ', 1)
    own = own.replace(box[0], f'{box[0]} width="{written_out(width)}" height="{written_out(height)}"', 1)
    return tag(
        "svg",
        tag("rect", x=0, y=0, width=whole[0], height=whole[1], fill=palette.PAPER),
        *(
            label(text, MARGIN, MARGIN + (place + 1) * (TITLE + 5) - 6, size=TITLE, fill=palette.INK, weight=700)
            for place, text in enumerate(heads)
        ),
        own,
        *(label(text, MARGIN, bottom + place * ROW, size=TEXT) for place, text in enumerate(feet)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {written_out(whole[0])} {written_out(whole[1])}",
        font_family=FONT,
    )
