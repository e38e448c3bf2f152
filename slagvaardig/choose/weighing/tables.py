"""A weighing as tables: rules side by side, what each partner gets. Partners by alphabet, never by size."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from slagvaardig.choose.weighing import amounts
from slagvaardig.choose.weighing.outcomes import RULES, Outcome
from slagvaardig.choose.weighing.sentences import Words, flip_of
from slagvaardig.region.current import current_region
from slagvaardig.stats.choosing.gains import Gain, hours
from slagvaardig.web.blocks import Cell, Column, Row, Table
from slagvaardig.web.writing import number


def table_of_rules(outcome: Outcome, words: Words) -> Table:
    """Each candidate: its support, what it asks of scarce roles, and which rules choose it."""
    round_, chosen = outcome.round, outcome.question.chosen
    scarce = {role.slug for role in current_region().inventory.roles if role.scarce}
    columns = [cell.role in scarce for cell in round_.cells]
    asked = round_.hours[:, columns].sum(axis=1).tolist()
    rows = [
        Row(
            words.titles[key],
            (
                Cell(amounts.cell(outcome, int(round_.support[at]))),
                Cell(number(asked[at])),
                *(_mark(key in one.chosen) for one in outcome.rules.values()),
                _mark(key in chosen),
            ),
        )
        for at, key in sorted(enumerate(round_.candidates), key=lambda one: words.titles[one[1]])
    ]
    totals = [amounts.cell(outcome, one.total) for one in outcome.rules.values()]
    support = dict(zip(round_.candidates, round_.support.tolist(), strict=True))
    yours = amounts.cell(outcome, sum(support[key] for key in chosen))
    rows.append(Row(_("Samen"), (Cell(""), Cell(""), *map(Cell, [*totals, yours])), strong=True))
    heads = [
        amounts.head(outcome),
        _("uren schaarse rollen"),
        *(str(RULES[rule]) for rule in outcome.rules),
        _("uw combinatie"),
    ]
    note = f"{amounts.formula(outcome)} {_('Een kandidaat is geen partner: hier wordt niemand gerangschikt.')}"
    return Table(
        "regels", _("Wat elke regel kiest"), _("Kandidaat"), tuple(Column(head) for head in heads), tuple(rows), note
    )


def table_of_gains(outcome: Outcome, words: Words) -> Table:
    """Per partner what it gave that came back, and what is asked of it."""
    told = {one.partner: one for one in outcome.gains}
    asks = hours(outcome.round, outcome.question.chosen or outcome.advice)
    unknown = Cell(_("niet na te rekenen")), Cell(_("niet opgegeven"))
    rows = []
    for slug, name in words.names.items():
        gain = told.get(slug)
        own = (Cell(number(asks[slug].asked)), Cell(number(asks[slug].free))) if slug in asks else unknown
        rows.append(Row(name, (*_points(gain, words), *own)))
    columns = (Column(_("van zijn punten"), numeric=False), Column(_("waarvoor"), numeric=False),
               Column(_("uren gevraagd")), Column(_("uren vrij")))  # fmt: skip
    note = _("Op alfabet. Wie niets ondertekende, gaf geen punten; dat zegt niet dat er niets belangrijk is.")
    return Table("krijgt", _("Wat elke partner krijgt en geeft"), _("Partner"), columns, tuple(rows), note)


def table_of_flips(outcome: Outcome, words: Words) -> Table:
    """Per candidate what it takes to come in or to fall out."""
    keys: Sequence[str] = sorted(outcome.round.candidates, key=lambda key: words.titles[key])
    rows = tuple(Row(words.titles[key], (Cell(flip_of(outcome, key, words)),)) for key in keys)
    column = Column(_("wat er nodig is"), numeric=False)
    return Table("kantelpunten", _("Wat er nodig is per kandidaat"), _("Kandidaat"), (column,), rows)


def _mark(there: bool) -> Cell:
    return Cell(_("ja") if there else "–")


def _points(gain: Gain | None, words: Words) -> tuple[Cell, Cell]:
    if gain is None:
        return Cell(_("niet ondertekend")), Cell("–")
    facts = {"got": number(gain.got), "given": number(gain.given)}
    return Cell(_("%(got)s van %(given)s") % facts), Cell(words.listed(gain.points) or "–")
