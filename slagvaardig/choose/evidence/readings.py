"""A sheet ready to be drawn, live or frozen: the data as they are, and the stories that the visitor may read now."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slagvaardig.choose.evidence.sheets import Sheet, for_everybody
from slagvaardig.see.stories.readings import Shown, found_by, shown
from slagvaardig.see.trends.rules import works_for_a_partner


@dataclass(frozen=True)
class Drawn:
    """sheet: what is drawn, the same for live and frozen. readable: stories that the one who acts may read now; a
    frozen sheet points to none."""

    sheet: Sheet
    readable: list[Shown]

    @property
    def theme(self) -> str:
        return str(self.sheet["theme"])


def drawn(content: Mapping[str, Any]) -> Drawn:
    sheet = dict(content)
    keys = [uuid.UUID(key) for key in (content["closed"] or {}).get("stories", ())]
    readable = shown(found_by().filter(pk__in=keys)) if keys else []
    return Drawn(sheet if works_for_a_partner() else for_everybody(sheet), readable)
