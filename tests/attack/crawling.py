"""Follow every link from every page as somebody, and look inside whatever comes back."""

import gzip
import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.test import Client

LINK = re.compile(r'(?:href|action|src)="([^"#]+)')


def unpacked(body: bytes) -> Iterator[bytes]:
    """What came, and what is inside it: compressed data, members of an archive, the text of a PDF."""
    yield body
    if body.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(body))
    elif body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif body.startswith(b"%PDF"):
        shown = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        yield shown.stdout
    elif body[:1] == b"\x78":
        try:
            yield zlib.decompress(body)
        except zlib.error:
            return


def crawled(client: Client, start: list[str], most_of_the_region: int) -> Iterator[tuple[str, bytes, str]]:
    """(address, everything that came, headers included, its kind). Of the many pages of figures only some."""
    waiting, seen, figures = list(start), set(start), 0
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, headers={"accept-encoding": "gzip"})
        body = answer.content
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items()).encode()
        everything = b"\n".join([headers, *unpacked(body)])
        yield address, everything, answer.headers.get("Content-Type", "")
        text = everything.decode("utf-8", "replace") if "html" in answer.headers.get("Content-Type", "") else ""
        for link in (*LINK.findall(text), *filter(None, [answer.headers.get("Location")])):
            found = urljoin(address, link.replace("&amp;", "&"))
            if urlsplit(found).netloc or found in seen or found.startswith(("/static/", "mailto:", "data:")):
                continue
            if found.startswith(("/zien/", "/gebied/")):
                figures += 1
                if figures > most_of_the_region:
                    continue
            seen.add(found)
            waiting.append(found)
