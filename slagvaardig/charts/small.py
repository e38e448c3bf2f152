"""The line chart in small, for many side by side on one axis."""

from slagvaardig.charts import palette
from slagvaardig.charts.axes import period_texts
from slagvaardig.charts.numbers import WITHHELD_WORD
from slagvaardig.charts.scales import Linear, decimals_for, nice_top
from slagvaardig.charts.series import LineChart
from slagvaardig.charts.strokes import bands, runs
from slagvaardig.charts.svg import drawing, label, tag, text_width

WIDTH, HEIGHT, TOP, BOTTOM = 220.0, 120.0, 22.0, 98.0


def small(chart: LineChart, *, key: str, top: float | None = None, mark: str = "") -> str:
    """The chart as SVG, 220 by 120. top makes the axes of several charts equal; its number stands above its line."""
    newest = chart.newest
    text = chart.number(newest[2], chart.decimals) if newest else ""
    right = WIDTH - max(24.0, text_width(text, 16) * 1.08 + 12)
    last = len(chart.points) - 1
    across = Linear(0, last, 8, right - 4) if last > 0 else Linear(-1, 1, 4, right)
    up = Linear(0, nice_top(highest_of(chart, top), 2), BOTTOM, TOP)
    parts = [
        *_axis(chart, up, right),
        *_periods(chart, across),
        *bands(chart, across, up),
        *runs(chart, across, up, radius=0),
    ]
    if newest is not None:
        y = min(max(up.at(newest[2]) + 5, 14), BOTTOM)
        parts.append(label(text, right + 6, y, size=16, fill=palette.DARK, weight=700))
    else:
        parts.append(label(WITHHELD_WORD, (4 + right) / 2, 64, size=13, anchor="middle"))
    return drawing(
        *parts, key=key, title=chart.title, description=chart.description, width=WIDTH, height=HEIGHT, mark=mark
    )


def highest_of(chart: LineChart, top: float | None) -> float:
    """The top that is asked for, or a higher one when the series itself would not fit; comparators are not drawn."""
    numbers = [number for point in chart.points for number in (point.value, point.upper) if number is not None]
    return max([*numbers, *([top] if top is not None else [])], default=0.0)


def _axis(chart: LineChart, up: Linear, right: float) -> list[str]:
    parts = [
        tag("line", x1=2, x2=right, y1=up.at(value), y2=up.at(value), stroke=stroke, class_="grid")
        for value, stroke in ((up.high, palette.GRID), (0.0, palette.OTHER))
    ]
    if chart.newest is not None:
        parts.append(label(chart.number(up.high, decimals_for(up.high)), 2, TOP - 5, size=12))
    return parts


def _periods(chart: LineChart, across: Linear) -> list[str]:
    """First and last period; only the last where both do not fit."""
    found = period_texts([point.x for point in chart.points])
    if not found:
        return []
    first, last = found[0][1], found[-1][1]
    end = max(across.end + 4, 2 + text_width(last, 12))
    newest = label(last, end, 114, size=12, anchor="end")
    both = len(found) > 1 and 10 + text_width(first, 12) + text_width(last, 12) <= end
    return [label(first, 2, 114, size=12), newest] if both else [newest]
