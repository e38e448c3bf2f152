"""Room for names beside points: a name lies over nothing that was there before, or is left out."""

from collections.abc import Iterator, Sequence

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def apart(box: Box, taken: Sequence[Box]) -> bool:
    """Whether a box touches none of the others."""
    return all(box[2] <= own[0] or own[2] <= box[0] or box[3] <= own[1] or own[3] <= box[1] for own in taken)


def within(box: Box, room: Box) -> bool:
    """Whether a box lies in the room altogether."""
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def free_place(
    at: tuple[float, float],
    width: float,
    size: float,
    taken: Sequence[Box],
    room: Box,
    *,
    reach: float,
    must: bool = False,
) -> Box | None:
    """The first free box for a text of this width and size around a point; None when there is none.

    must: then the first box that lies in the room, even over something else. The text's baseline is 3 above its bottom.
    """
    inside = [box for box in _around(at, width, size, reach) if within(box, room)]
    free = next((box for box in inside if apart(box, taken)), None)
    if free is None and must:
        return inside[0] if inside else next(_around(at, width, size, reach))
    return free


def _around(at: tuple[float, float], width: float, size: float, reach: float) -> Iterator[Box]:
    x, y = at
    tall = size + 2
    lefts = (x + reach, x - reach - width)
    for drop in (0.0, -tall * 0.6, tall * 0.6):
        for left in lefts:
            yield left, y - tall / 2 + drop, left + width, y + tall / 2 + drop
    for top in (y - reach - tall, y + reach):
        for left in (x - width / 2, x - width + reach, x - reach):
            yield left, top, left + width, top + tall
