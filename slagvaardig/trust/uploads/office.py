"""Word, Excel and ODS: made anew of the parts that are known and do nothing, without the names of who made them."""

from slagvaardig.trust.uploads import parts
from slagvaardig.trust.uploads.archives import packed
from slagvaardig.trust.uploads.archives import parts as unpacked
from slagvaardig.trust.uploads.kinds import Refused
from slagvaardig.trust.uploads.markup import Reader

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
BLANK = {
    "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}"/>',
    "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"/>',
    "docProps/custom.xml": f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties"/>',
    "meta.xml": f'{_HEAD}<office:document-meta xmlns:office="{_ODF}" office:version="1.3"><office:meta/>'
    "</office:document-meta>",
}


def cleaned_office(data: bytes, kind: str) -> bytes:
    """The same document in a new archive; Refused when a part is unknown, acts, or leads outside."""
    family = parts.FAMILIES[kind]
    found: dict[str, bytes] = {}
    for name, content in unpacked(data):
        if parts.acts(name):
            raise Refused("active", name)
        if not family.known.fullmatch(name) or not parts.is_what_it_says(name, content):
            raise Refused("part", name)
        if name.endswith(parts.IS_XML):
            Reader(name, kind).read(content)
        found[name] = BLANK[name].encode() if name in family.blank else content
    if not set(family.needed) <= set(found) or family.main not in found[parts.MAIN_PART[kind]]:
        raise Refused("other_kind")
    return packed(found.items())
