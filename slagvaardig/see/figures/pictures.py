"""From readings to the figures of a page: chart, table twin, source line, blind spot, downloads."""

from django.urls import reverse
from django.utils.translation import gettext as _

from slagvaardig.charts import dots as dot_chart
from slagvaardig.charts import line as line_chart
from slagvaardig.charts.small import small
from slagvaardig.see.figures import sentences
from slagvaardig.see.figures.drawings import drawn, wide_and_narrow
from slagvaardig.see.figures.panels import panel
from slagvaardig.see.figures.readings import Reading, points_of
from slagvaardig.stats.trends import TrendVerdict
from slagvaardig.web import blocks, writing

SMALL_NAMES = ("unit", "country")


def example_mark(reading: Reading) -> str:
    """The word over every chart of a fictional region."""
    return _("voorbeeld") if reading.region.fictional else ""


def over_time(reading: Reading, *, key: str = "verloop", title: str = "") -> blocks.Figure:
    """The series over time with its margin, breaks, baseline and comparators."""
    chart = line_of(reading, title or sentences.message(reading))
    wide, narrow = wide_and_narrow(line_chart.line, chart, key=key, mark=example_mark(reading))
    code, slug = reading.area.code, reading.indicator.slug
    return blocks.Figure(
        key=key,
        title=chart.title,
        wide=wide,
        narrow=narrow,
        sources=(source_line(reading),),
        blind_spot=reading.indicator.blind_spot,
        table=_table(reading, key),
        csv=reverse("indicator_csv", args=[slug, code]),
        json=reverse("indicator_json", args=[slug, code]),
    )


def beside_others(reading: Reading, *, key: str = "vergelijking") -> blocks.Figure | None:
    """The newest figure beside similar municipalities, the region and the country; None when there is none of them."""
    point = reading.latest
    if point is None or not reading.against:
        return None
    own = dot_chart.Dot(reading.area.name, point.value, point.lower, point.upper, strong=True)
    others = [
        dot_chart.Dot(
            sentences.other_name(other).capitalize() if other.kind == "similar" else other.name,
            other.value,
            other.lower,
            other.upper,
            state="" if other.value is not None else "withheld",
        )
        for other in reading.against
    ]
    title = _("%(subject)s in %(period)s: %(area)s naast anderen") % {
        "subject": reading.indicator.subject,
        "period": writing.period(point.period),
        "area": reading.area.name,
    }
    chart = dot_chart.DotChart(
        title=title,
        description=" ".join(sentences.comparison(reading, other) for other in reading.against),
        dots=(own, *others),
        unit=reading.indicator.unit,
        decimals=sentences.decimals_of(reading),
        number=writing.number,
    )
    wide, narrow = wide_and_narrow(dot_chart.dots, chart, key=key, mark=example_mark(reading))
    return blocks.Figure(
        key=key,
        title=title,
        intro=chart.description,
        wide=wide,
        narrow=narrow,
        sources=(source_line(reading),),
        blind_spot=reading.indicator.blind_spot,
        table=_others_table(reading, key, chart),
        csv=reverse("indicator_csv", args=[reading.indicator.slug, reading.area.code]),
        json=reverse("indicator_json", args=[reading.indicator.slug, reading.area.code]),
    )


def small_multiple(reading: Reading, *, key: str, top: float | None = None) -> str:
    """The series in small, as SVG."""
    chart = line_of(reading, f"{reading.indicator.title}, {reading.area.name}")
    return drawn(small, chart, key=key, top=top, mark=example_mark(reading))


def source_line(reading: Reading) -> blocks.Source:
    """Who published it, in which table, and when we fetched it."""
    point = reading.latest
    return blocks.Source(
        publisher=reading.source.publisher,
        table=reading.source.table,
        fetched=reading.snapshot.known_on,
        vintage=reading.snapshot.vintage,
        status=point.status if point else "unknown",  # type: ignore[arg-type]
        href=reverse("sources") + f"#{reading.source.slug}",
        licence=reading.source.licence,
    )


def source_text(reading: Reading) -> str:
    """The source line as plain text, for paper and terminal."""
    point = reading.latest
    statuses = {"final": _("definitief"), "provisional": _("voorlopig")}
    parts = [
        reading.source.publisher,
        reading.source.table,
        f"{_('opgehaald')} {writing.day(reading.snapshot.known_on)}",
        f"{_('stand van')} {writing.day(reading.snapshot.vintage)}" if reading.snapshot.vintage else "",
        reading.source.licence,
        statuses.get(point.status if point else "", _("status onbekend")),
    ]
    return ", ".join(part for part in parts if part)


def trend_word(reading: Reading) -> str:
    """The verdict since the baseline in a few words."""
    words = {
        TrendVerdict.FELL: _("gedaald"),
        TrendVerdict.STABLE_OR_FELL: _("stabiel of gedaald"),
        TrendVerdict.STABLE_OR_ROSE: _("stabiel of gestegen"),
        TrendVerdict.ROSE: _("gestegen"),
        TrendVerdict.CANNOT_SAY: _("nog niet te zeggen"),
    }
    return words[reading.since.trend.verdict]


def line_of(reading: Reading, title: str) -> line_chart.LineChart:
    """The series as a chart, with its comparators, breaks and baseline."""
    points = tuple(
        line_chart.LinePoint(
            point.period, point.value, point.lower, point.upper, point.state, point.status == "provisional"
        )
        for point in reading.points
    )
    return line_chart.LineChart(
        title=title,
        description=f"{sentences.level(reading)} {sentences.trend(reading)}",
        points=points,
        unit=reading.indicator.unit,
        comparators=_comparators(reading),
        breaks=tuple(line_chart.BreakMark(found.at, found.word) for found in reading.breaks),
        baseline=reading.since.baseline if any(point.x == reading.since.baseline for point in points) else None,
        baseline_word=_("uitgangsjaar") if reading.since.baseline.isdigit() else _("eerste ronde"),
        decimals=sentences.decimals_of(reading),
        number=writing.number,
    )


def _comparators(reading: Reading) -> tuple[line_chart.Comparator, ...]:
    """The unit and the country over the same periods, from the same table."""
    made = panel(reading.order)
    found = []
    for other in reading.region.areas.parents(reading.area.code):
        if other.kind in SMALL_NAMES and made.row(other.code) is not None:
            values = {point.period: point.value for point in points_of(made, other.code)}
            row = tuple(values.get(point.period) for point in reading.points)
            if any(value is not None for value in row):
                found.append(line_chart.Comparator(other.name, row))
    return tuple(found)


def _table(reading: Reading, key: str) -> blocks.Table:
    decimals = sentences.decimals_of(reading)
    counted = reading.indicator.form == "count" and bool(reading.indicator.denominator)
    columns = [blocks.Column(_("aantal")), blocks.Column(_("inwoners"))] if counted else []
    columns += [blocks.Column(reading.indicator.unit), blocks.Column(_("van")), blocks.Column(_("tot"))]
    rows = []
    for point in reading.points:
        numbers = [(point.events, 0), (point.population, 0)] if counted else []
        numbers += [(point.value, decimals), (point.lower, decimals), (point.upper, decimals)]
        rows.append(
            blocks.Row(
                head=writing.period(point.period) + (f" ({_('herrekend')})" if point.recast else ""),
                cells=tuple(_cell(value, point.state, places) for value, places in numbers),
                status=point.status,  # type: ignore[arg-type]
            )
        )
    note = reading.series.level_note
    if any(point.recast for point in reading.points):
        note += " " + _("Herrekend: opgeteld uit de gemeenten die later zijn samengegaan.")
    caption = f"{reading.indicator.title}, {reading.area.name}"
    return blocks.Table(f"{key}-tabel", caption, _("periode"), tuple(columns), tuple(rows), note.strip())


def _cell(value: float | None, state: str, decimals: int) -> blocks.Cell:
    if value is None and state == "":
        return blocks.Cell("\N{EN DASH}")
    return blocks.figure_cell(value, state, decimals)  # type: ignore[arg-type]


def _others_table(reading: Reading, key: str, chart: dot_chart.DotChart) -> blocks.Table:
    columns = (blocks.Column(reading.indicator.unit), blocks.Column(_("van")), blocks.Column(_("tot")))
    rows = tuple(
        blocks.Row(name, tuple(_cell(number, state, chart.decimals) for number in (value, lower, upper)))
        for name, value, lower, upper, state in chart.rows()
    )
    return blocks.Table(f"{key}-tabel", chart.title, _("gebied"), columns, rows)
