"""Pages of OData as they were received: a JSON object with a list under `value`."""

import json
from pathlib import Path
from typing import Any

from slagvaardig.see.connectors.reading import ReadProblem

CHANGED = "Is de tabel veranderd? Pas de bron aan in sources/ of haal haar opnieuw op."


def read_page(file: Path) -> dict[str, Any]:
    """The content of a page; ReadProblem when it was cut off, or is a web page or anything else."""
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        found = "iets anders of een afgebroken bestand"
        raise ReadProblem(file.name, "", "JSON", found, "Haal het opnieuw op.") from error
    if not isinstance(content, dict) or not isinstance(content.get("value"), list):
        raise ReadProblem(file.name, "", "een lijst 'value'", str(content)[:60], CHANGED)
    return content
