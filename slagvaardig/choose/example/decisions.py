"""How a fictional region chose and decided, told by its file: through the same actions as anybody's, on days counted
back from today. An act that is not allowed stops the loading, so that an example never shows what cannot happen."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from slagvaardig.choose.decisions import actions, answering
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.readings import facts_for
from slagvaardig.choose.decisions.rules import lines_from, seats_of
from slagvaardig.choose.priorities import actions as priorities
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.urgent import actions as urgent
from slagvaardig.choose.urgent.models import Urgent
from slagvaardig.region.folder import Region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Circle

FILE = "examples/decisions.json"
Told = Mapping[str, Any]


def load_once(region: Region) -> int:
    """Load the history unless something was decided already; how many decisions came. Only for a fictional region."""
    file = region.path / FILE
    if not region.fictional or not file.is_file():
        return 0
    with acting_as_job("console"):
        if Decision.objects.exists():
            return 0
    return load(file)


@transaction.atomic
def load(file: Path) -> int:
    told = json.loads(file.read_text("utf-8"))
    with acting_as_job("console") as by:
        circles = {circle.slug: circle for circle in Circle.objects.all()}
        history = History(told, circles, by, timezone.localdate())
        for row in told["decisions"]:
            history.decision(row)
    return len(told["decisions"])


@dataclass
class History:
    """What was told so far."""

    told: Told
    circles: Mapping[str, Circle]
    by: str
    today: date
    chosen: dict[str, Priority] = field(default_factory=dict)

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def decision(self, row: Told) -> None:
        """From the question to looking back."""
        on, circle = self.day(row["ago"]), self.circles[row["circle"]]
        adopts = Version.objects.filter(period=row.get("adopts", "")).first()
        texts = {name: row[name] for name in ("question", "options", "kind", "theme")}
        put = on - timedelta(days=row["term"] + 7)
        made = actions.write_decision(circle=circle, adopts=adopts, on=put, by=self.by, **texts)
        if sheet := row.get("division"):
            self._divide(made, sheet, put)
        made = actions.put_decision(decision=made, evidence=facts_for(made), on=put, by=self.by)
        if mode := row.get("round") or row.get("open"):
            self._round(made, mode, row, put)
        if row.get("open"):
            return
        for slug, reason in row.get("dissent", []):
            actions.dissent(decision=made, partner=self.circles[slug], reason=reason, by=self.by)
        review = on + timedelta(days=row["review"]) if "review" in row else None
        more = {"conditions": row.get("conditions", ""), "present": row["present"], "review_on": review}
        made = actions.decide(decision=made, outcome=row["outcome"], on=on, by=self.by, **more)
        for name, after in _AFTER.items():
            if name in row:
                after(self, row, made, on)
        self._publish(made, row, on)

    def _divide(self, made: Decision, sheet: Told, on: date) -> None:
        given = {name: sheet[name] for name in ("slug", "title", "unit", "total")}
        actions.write_division(decision=made, lines=lines_from(sheet["rows"]), on=on, by=self.by, **given)

    def _round(self, made: Decision, mode: str, row: Told, on: date) -> None:
        due = self.today + timedelta(days=6) if row.get("open") else on + timedelta(days=row["term"])
        opened = self.day(2) if row.get("open") else on
        found = answering.open_round(decision=made, mode=mode, due=due, on=opened, by=self.by)
        seats = seats_of(made.circle)
        for place, office in enumerate(seats[: len(seats) // 2] if row.get("open") else seats):
            said = "none" if place % 4 == 3 else "agree"
            answering.answer_round(found=found, office=office, answer=said, on=opened, by=self.by)
        if not row.get("open"):
            answering.close_round(found=found, on=due, by=self.by)

    def adopt(self, row: Told, made: Decision, on: date) -> None:
        for slug in row["adopt"]:
            told = self.told["priorities"][slug]
            before = on - timedelta(days=30)
            found = priorities.propose_priority(
                circle=made.circle, slug=slug, level="regional", on=before, by=self.by, **told
            )
            if leave := row.get("waiver"):
                self._leave(found, leave, on)
            self.chosen[slug] = priorities.adopt_priority(priority=found, decision=made, on=on, by=self.by)

    def _leave(self, found: Priority, leave: Told, on: date) -> None:
        first, second = seats_of(found.circle)[:2]
        until = on + timedelta(days=leave["days"])
        asked = priorities.ask_waiver(
            priority=found, office=first, reason=leave["reason"], until=until, on=on, by=self.by
        )
        priorities.sign_waiver(waiver=asked, office=second, on=on, by=self.by)

    def discharge(self, row: Told, made: Decision, on: date) -> None:
        found = self.chosen[row["discharge"]]
        began = on - timedelta(days=60)
        found = priorities.end_priority(priority=found, why=row["why"], on=began, by=self.by)
        texts = {name: row[name] for name in ("handover", "stays", "lessons")}
        look = on + timedelta(days=row["look"])
        found = priorities.discharge_priority(
            priority=found, decision=made, look_again_on=look, on=on, by=self.by, **texts
        )
        if "looked" in row:
            priorities.look_again(priority=found, looked=row["looked"], on=look, by=self.by)

    def urgent(self, row: Told, made: Decision, on: date) -> None:
        told = self.told["urgent"]
        moment = timezone.make_aware(datetime.combine(self.day(told["ago"]), time(10)))
        names = {name: told[name] for name in ("title", "text")}
        found: Urgent = urgent.table_urgent(
            circle=made.circle, partner=self.circles[told["partner"]], at=moment, by=self.by, **names
        )
        judged = {name: told[name] for name in ("judgement", "options")}
        at = moment + timedelta(hours=told["hours"])
        found = urgent.triage(urgent=found, is_urgent=True, at=at, by=self.by, **judged)
        began, more = self.day(told["ago"]), timedelta(days=told["more_days"])
        until = began + timedelta(days=told["first_days"])
        urgent.set_up_team(urgent=found, until=until, partners=told["partners"], on=began, by=self.by)
        urgent.extend_team(urgent=found, until=until + more, decision=made, on=on, by=self.by)

    def _publish(self, made: Decision, row: Told, on: date) -> None:
        """Before looking back, so that the copy tells what was decided and not what came of it."""
        if row.get("level", "circle") != "circle":
            day = on + timedelta(days=2)
            actions.publish_decision(decision=made, level=row["level"], on=day, by=self.by)
        if "reviewed" in row:
            day = on + timedelta(days=row["review"])
            actions.review_decision(decision=made, review=row["reviewed"], on=day, by=self.by)


_AFTER: dict[str, Callable[[History, Told, Decision, date], None]] = {
    "adopt": History.adopt,
    "discharge": History.discharge,
    "urgent": History.urgent,
}
