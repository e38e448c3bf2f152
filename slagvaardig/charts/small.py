"""The line chart in small, for many side by side on one axis."""

from slagvaardig.charts import palette
from slagvaardig.charts.line import LineChart, bands, runs
from slagvaardig.charts.scales import Linear, nice_top
from slagvaardig.charts.svg import drawing, label, tag

WIDTH, HEIGHT = 220.0, 110.0


def small(chart: LineChart, *, key: str, top: float | None = None, mark: str = "") -> str:
    """The chart as SVG, 220 by 110; top makes the axes of several charts equal."""
    across = Linear(0, max(1, len(chart.points) - 1), 10, 168)
    up = Linear(0, nice_top(top if top is not None else chart.highest, 2), 86, 8)
    names = [point.x for point in chart.points]
    newest = next((point for point in reversed(chart.points) if point.value is not None), None)
    cuts = {found.x for found in chart.breaks}
    parts = [
        tag("line", x1=4, x2=174, y1=86, y2=86, stroke=palette.QUIET, class_="grid"),
        *bands(chart.points, cuts, across, up),
        *runs(chart.points, cuts, across, up, dots=len(names) < 9),
    ]
    if names:
        parts.append(label(names[0][:4], 10, 103, size=12))
    if len(names) > 1:
        parts.append(label(names[-1][:4], 168, 103, size=12, anchor="end"))
    if newest is not None and newest.value is not None:
        y = min(max(up.at(newest.value) + 5, 16), 84)
        parts.append(label(chart.number(newest.value, chart.decimals), 176, y, size=15, fill=palette.DARK, weight=700))
    return drawing(
        *parts, key=key, title=chart.title, description=chart.description, width=WIDTH, height=HEIGHT, mark=mark
    )
