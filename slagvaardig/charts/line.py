"""One series over time, with its margin, gaps, breaks and comparators."""

from slagvaardig.charts import palette
from slagvaardig.charts.axes import TEXT, Frame, grid, heights, periods, room_for
from slagvaardig.charts.notes import (
    ROW,
    break_notes,
    draw_breaks,
    draw_end_labels,
    draw_notes,
    end_labels,
    notes_below,
    room_needed,
)
from slagvaardig.charts.numbers import WITHHELD_WORD
from slagvaardig.charts.scales import Linear, nice_top
from slagvaardig.charts.series import BreakMark, Comparator, LineChart, LinePoint
from slagvaardig.charts.strokes import bands, others, runs
from slagvaardig.charts.svg import Size, drawing, label, tag

__all__ = ["BreakMark", "Comparator", "LineChart", "LinePoint", "line"]

TALL = {"wide": 250.0, "narrow": 190.0}
WIDE = {"wide": 760.0, "narrow": 340.0}


def line(chart: LineChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG: 760 wide, or 340 for a phone; its height follows from what has to be said around it."""
    frame = _frame(chart, size)
    across, up = _scales(chart, frame)
    above, below = break_notes(chart, frame, across), notes_below(chart, frame, across)
    unit_on_top = 0 if chart.newest else 16
    frame = _lowered(frame, 14 + unit_on_top + ROW * max((note.row + 1 for note in above), default=0))
    labels = end_labels(chart, across, up, size)
    frame = frame._replace(bottom=frame.bottom + room_needed(labels, above, frame))
    _, up = _scales(chart, frame)
    marks = heights(up, chart.number) if chart.newest or chart.highest else [(0.0, "0")]
    parts = [
        *grid(marks, frame, up),
        *_limit(chart, frame, up),
        *periods([point.x for point in chart.points], frame, across),
        *bands(chart, across, up),
        *draw_breaks(above, frame),
        *others(chart, across, up),
        *runs(chart, across, up),
        *draw_notes(below, frame.bottom + 34),
        *draw_end_labels(end_labels(chart, across, up, size), above, frame),
        *_empty(chart, frame),
    ]
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=frame.width,
        height=frame.bottom + 28 + ROW * max((note.last_row + 1 for note in below), default=0),
        mark=mark,
    )


def _frame(chart: LineChart, size: Size) -> Frame:
    """Left as the numbers need, right as the labels need."""
    rough = Frame(WIDE[size], 40, 600, 0, TALL[size])
    across, up = _scales(chart, rough)
    widest = max((one.width for one in end_labels(chart, across, up, size)), default=0.0)
    left = room_for(heights(up, chart.number))
    return rough._replace(left=left, right=rough.width - max(12.0, widest + 18))


def _lowered(frame: Frame, by: float) -> Frame:
    return frame._replace(top=frame.top + by, bottom=frame.bottom + by)


def _scales(chart: LineChart, frame: Frame) -> tuple[Linear, Linear]:
    last = len(chart.points) - 1
    across = Linear(0, last, frame.left + 12, frame.right - 6)
    if last < 1:
        across = Linear(-1, 1, frame.left, frame.right)
    return across, Linear(0, nice_top(chart.highest), frame.bottom, frame.top)


def _limit(chart: LineChart, frame: Frame, up: Linear) -> list[str]:
    if not chart.limit:
        return []
    y = up.at(chart.limit[0])
    return [
        tag(
            "line",
            x1=frame.left,
            x2=frame.right,
            y1=y,
            y2=y,
            stroke=palette.QUIET,
            stroke_width=1.5,
            stroke_linecap="round",
            stroke_dasharray="0.1 5",
            class_="limit",
        )
    ]


def _empty(chart: LineChart, frame: Frame) -> list[str]:
    if chart.newest is not None:
        return []
    middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    return [label(WITHHELD_WORD, *middle, size=15, anchor="middle"), label(chart.unit, 2, 12, size=TEXT)]
