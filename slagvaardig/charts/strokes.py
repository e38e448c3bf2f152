"""The series itself: margin, line and points. A gap or a break is never bridged."""

from collections.abc import Iterator

from slagvaardig.charts import palette
from slagvaardig.charts.scales import Linear
from slagvaardig.charts.series import LineChart, Run, unbroken
from slagvaardig.charts.svg import path, tag

MOST_POINTS_WITH_DOTS = 16
DASHES = (None, "7 3", "2 3", "9 3 2 3")


def bands(chart: LineChart, across: Linear, up: Linear) -> Iterator[str]:
    """The margin of each unbroken run; of a point that stands alone a bar."""
    for run in unbroken(chart.points, chart.cuts):
        for part in _with_margin(run):
            edges = [(across.at(place), up.at(low), up.at(high)) for place, low, high in part]
            if len(edges) == 1:
                x, low, high = edges[0]
                yield tag("rect", x=x - 4, y=high, width=8, height=low - high, rx=2, fill=palette.BAND, class_="band")
            else:
                outline = [(x, high) for x, _, high in edges] + [(x, low) for x, low, _ in reversed(edges)]
                yield tag("path", d=path(outline, closed=True), fill=palette.BAND, class_="band")


def _with_margin(run: Run) -> Iterator[list[tuple[int, float, float]]]:
    part: list[tuple[int, float, float]] = []
    for place, point, _ in run:
        if point.lower is not None and point.upper is not None:
            part.append((place, point.lower, point.upper))
        elif part:
            yield part
            part = []
    if part:
        yield part


def runs(chart: LineChart, across: Linear, up: Linear, *, radius: float = 3.5) -> Iterator[str]:
    """Line and points. What is provisional: dashed, and open points. Many points: only the newest and the lonely."""
    many = len(chart.points) > MOST_POINTS_WITH_DOTS or not radius
    last = chart.newest[0] if chart.newest else -1
    for run in unbroken(chart.points, chart.cuts):
        yield from _stroke(run, across, up)
        for place, point, value in run:
            if not many or len(run) == 1 or place == last:
                yield _dot(across.at(place), up.at(value), point.provisional, radius or 3)


def _stroke(run: Run, across: Linear, up: Linear) -> Iterator[str]:
    places: list[tuple[float, float]] = []
    dashed = False
    for before, after in zip(run, run[1:], strict=False):
        loose = before[1].provisional or after[1].provisional
        if places and loose != dashed:
            yield _line(places, dashed)
            places = []
        dashed = loose
        places = places or [(across.at(before[0]), up.at(before[2]))]
        places.append((across.at(after[0]), up.at(after[2])))
    if places:
        yield _line(places, dashed)


def _line(places: list[tuple[float, float]], dashed: bool) -> str:
    return tag(
        "path",
        d=path(places),
        class_="main",
        fill="none",
        stroke=palette.MAIN,
        stroke_width=2.5,
        stroke_linejoin="round",
        stroke_dasharray="5 4" if dashed else None,
    )


def _dot(x: float, y: float, provisional: bool, radius: float) -> str:
    fill = palette.PAPER if provisional else palette.MAIN
    return tag("circle", cx=x, cy=y, r=radius, fill=fill, stroke=palette.MAIN, stroke_width=2, class_="dot")


def others(chart: LineChart, across: Linear, up: Linear) -> Iterator[str]:
    """The comparators: thin and grey, told apart by their dashes and their labels; not joined over a break either."""
    for index, other in enumerate(chart.comparators):
        run: list[tuple[float, float]] = []
        for place, value in enumerate((*other.values[: len(chart.points)], None)):
            if run and (value is None or place in chart.cuts):
                yield _thin(run, DASHES[index % len(DASHES)])
                run = []
            if value is not None:
                run.append((across.at(place), up.at(value)))


def _thin(run: list[tuple[float, float]], dash: str | None) -> str:
    if len(run) == 1:
        return tag("circle", cx=run[0][0], cy=run[0][1], r=2.5, fill=palette.OTHER, class_="other")
    return tag(
        "path", d=path(run), fill="none", stroke=palette.OTHER, stroke_width=1.5, stroke_dasharray=dash, class_="other"
    )
