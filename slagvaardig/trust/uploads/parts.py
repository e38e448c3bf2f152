"""Which parts a document may be made of, per kind: a list of what is known, and of what is known to act."""

import re
from dataclasses import dataclass

_MEDIA = r"[\w\- ]+\.(?:png|jpe?g|gif|emf|wmf)"
_OOXML = (
    r"\[Content_Types\]\.xml",
    r"_rels/\.rels",
    r"docProps/(?:core|app|custom)\.xml",
    r"docProps/thumbnail\.(?:jpe?g|png|emf|wmf)",
    r"customXml/item(?:Props)?\d+\.xml",
    r"customXml/_rels/item\d+\.xml\.rels",
)
_ACTS = re.compile(
    r"vba|activex|embeddings|externallink|macrosheet|dialogsheet|connections|querytable|customui|webextension|ctrlprop"
    r"|oleobject|afchunk|attachedtoolbars|userinterface|basic/|scripts/|(?:^|/)object ?\d",
    re.IGNORECASE,
)
_MAGIC = {
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF8",),
    "emf": (b"\x01\x00\x00\x00",),
    "wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"),
}


@dataclass(frozen=True)
class Family:
    """needed: parts without which it is not such a document. known: patterns of the parts it may have."""

    needed: tuple[str, ...]
    known: re.Pattern[str]
    blank: tuple[str, ...]
    main: bytes


def _patterns(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


FAMILIES = {
    "docx": Family(
        ("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
        _patterns(
            *_OOXML,
            r"word/[A-Za-z]+\d*\.xml",
            r"word/_rels/[A-Za-z]+\d*\.xml\.rels",
            r"word/(?:theme|charts|diagrams|glossary)/(?:_rels/)?[A-Za-z]+\d*\.xml(?:\.rels)?",
            rf"word/(?:glossary/)?media/{_MEDIA}",
            r"word/fonts/[\w\-]+\.odttf",
        ),
        ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"),
        b"wordprocessingml.document.main+xml",
    ),
    "xlsx": Family(
        ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
        _patterns(
            *_OOXML,
            r"xl/[A-Za-z]+\d*\.xml",
            r"xl/_rels/[A-Za-z]+\d*\.xml\.rels",
            r"xl/(?:worksheets|chartsheets|theme|drawings|charts|tables|pivotTables|pivotCache|persons|threadedComments"
            r"|richData|slicers|slicerCaches|comments)/(?:_rels/)?[A-Za-z]+\d*\.(?:xml|vml)(?:\.rels)?",
            rf"xl/media/{_MEDIA}",
            r"xl/printerSettings/printerSettings\d+\.bin",
        ),
        ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"),
        b"spreadsheetml.sheet.main+xml",
    ),
    "ods": Family(
        ("mimetype", "content.xml", "META-INF/manifest.xml"),
        _patterns(
            r"mimetype",
            r"(?:content|styles|meta|settings)\.xml",
            r"META-INF/manifest\.xml",
            r"manifest\.rdf",
            r"layout-cache",
            r"Thumbnails/thumbnail\.png",
            rf"Pictures/{_MEDIA}",
            r"Configurations2/[\w/]+\.xml",
        ),
        ("meta.xml",),
        b"application/vnd.oasis.opendocument.spreadsheet",
    ),
}
MAIN_PART = {"docx": "[Content_Types].xml", "xlsx": "[Content_Types].xml", "ods": "mimetype"}
IS_XML = (".xml", ".rels", ".vml", ".rdf")


def acts(name: str) -> bool:
    """Whether a part is of a sort that runs something or fetches something."""
    return bool(_ACTS.search(name))


def is_what_it_says(name: str, content: bytes) -> bool:
    """Whether a picture begins as its ending says; other parts are looked at elsewhere."""
    begins = _MAGIC.get(name.rpartition(".")[2].lower())
    return begins is None or content.startswith(begins)
