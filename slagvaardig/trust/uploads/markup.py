"""The XML inside documents, read piece by piece: no definitions of its own, no orders to fetch or to start anything."""

import re
from typing import Any
from xml.parsers import expat

from slagvaardig.trust.uploads.kinds import Refused

MOST_ELEMENTS, MOST_ROWS, DEEPEST = 2_000_000, 300_000, 200
LONGEST_ORDER = 1_000_000
_DANGEROUS_TYPE = re.compile(
    r"/(attachedTemplate|oleObject|externalLink\w*|aFChunk|vbaProject\w*|control\w*|frame|subDocument|package|mailMerge\w*"
    r"|connections|queryTable|webextension\w*|externalLinkPath|ui/\w+|extensibility)$",
    re.IGNORECASE,
)
_DANGEROUS_CONTENT = re.compile(r"macroEnabled|vba|activeX|oleObject|externalLink|customUI|webextension", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_AWAY = re.compile(r"\s*(?:[a-z][a-z0-9+.\-]*:|\\\\|//)", re.IGNORECASE)
_FETCHES = re.compile(
    r"\b(?:WEBSERVICE|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTFEED|IMPORTRANGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE)\s*\("
    r"|[A-Za-z_.]\w*\s*\|\s*[^!]{0,300}!|\bfile:",
    re.IGNORECASE,
)
_FIELD_ACTS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON)\b", re.IGNORECASE)
_ODF_ACTS = {
    "event-listener", "dde-source", "dde-connection", "dde-connection-decl", "dde-link", "table-source",
    "database-source-sql", "database-source-query", "database-source-table", "object", "object-ole", "plugin", "applet",
    "floating-frame", "script", "xforms",
}  # fmt: skip
_OOXML_ACTS = {
    "oleObject",
    "oleObjects",
    "ddeLink",
    "control",
    "controls",
    "attachedTemplate",
    "altChunk",
    "subDoc",
    "webPublishItems",
}


class Reader:
    """Reads one part; `read` raises Refused at the first thing that acts. name: the part, for the message."""

    def __init__(self, name: str, kind: str) -> None:
        self.name, self.kind = name, kind
        self.elements = self.rows = self.depth = 0
        self.order: list[str] | None = None
        self.fields: list[str] = []
        self.said = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._definition
        parser.EntityDeclHandler = self._definition
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        try:
            for place in range(0, len(content), 1 << 16):
                parser.Parse(content[place : place + (1 << 16)], False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("broken", self.name) from error
        if _FIELD_ACTS.search("".join(self.fields)):
            self._refuse("field")

    def _definition(self, *_: Any) -> None:
        self._refuse("entities")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        self.elements += 1
        self.depth += 1
        self.rows += local in ("row", "table-row")
        if self.elements > MOST_ELEMENTS or self.rows > MOST_ROWS or self.depth > DEEPEST:
            self._refuse("cells")
        if local in (_ODF_ACTS if self.kind == "ods" else _OOXML_ACTS):
            self._refuse("active", local)
        if self.name.endswith(".rels"):
            self._relation(attributes)
        elif self.name == "[Content_Types].xml" and _DANGEROUS_CONTENT.search(attributes.get("ContentType", "")):
            self._refuse("active")
        else:
            self._attributes(local, attributes)
        if local in ("f", "instrText", "delInstrText", "formula1", "formula2", "definedName"):
            self.order = []

    def _relation(self, attributes: dict[str, str]) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        outside = attributes.get("TargetMode", "").lower() == "external" or _AWAY.match(target)
        if _DANGEROUS_TYPE.search(kind):
            self._refuse("active", kind.rpartition("/")[2])
        if outside and not (kind.endswith("/hyperlink") and _WEB.match(target)):
            self._refuse("outside", target[:80])

    def _attributes(self, local: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            own = name.rpartition(":")[2]
            link = own in ("href", "src") and not name.startswith("xmlns")
            if link and _AWAY.match(value) and not (local in ("a", "hlinkClick") and _WEB.match(value)):
                self._refuse("outside", value[:80])
            if own == "formula" and _FETCHES.search(value):
                self._refuse("formula")
            if own == "instr" and _FIELD_ACTS.search(value):
                self._refuse("field")
            if self.kind == "ods" and own in ("event-name", "macro-name"):
                self._refuse("active", own)

    def _text(self, text: str) -> None:
        if self.order is not None:
            self.said += len(text)
            if self.said > LONGEST_ORDER * 20:
                self._refuse("cells")
            self.order.append(text)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.order is None:
            return
        told, self.order = "".join(self.order), None
        if tag.rpartition(":")[2] in ("instrText", "delInstrText"):
            self.fields.append(told)  # an order may be cut into pieces, each in an element of its own
        elif _FETCHES.search(told):
            self._refuse("formula", told[:60])

    def _refuse(self, why: str, what: str = "") -> None:
        raise Refused(why, f"{self.name} {what}".strip())
