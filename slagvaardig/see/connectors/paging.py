"""A table that comes in pages: each kept as it was received, so that a fetch that was cut off goes on where it was."""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slagvaardig.see.connectors.client import Client, FetchProblem, remembered
from slagvaardig.see.connectors.reading import ReadProblem

MANIFEST = ".manifest.json"
Report = Callable[[str, float], None]
Page = dict[str, Any]


@dataclass
class Pages:
    """The pages in a folder. of: what tells one edition of the table from the next, and one question from another.

    Each page in the manifest has url, file, rows, next, part (which of the first addresses it follows), sha256, the
    time in UTC, and its etag when the service gave one. It is a hidden file: no part of the content of a raw folder.
    """

    folder: Path
    suffix: str = ".json"
    of: str = ""
    done: bool = False
    pages: list[Page] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(int(page["rows"]) for page in self.pages)

    @classmethod
    def opened(cls, folder: Path, *, of: str, suffix: str = ".json") -> "Pages":
        """What is left of an earlier fetch of the same edition; else nothing, and the folder is emptied."""
        kept = cls(folder, suffix, of)
        known = _manifest(folder)
        if known.get("of") == of and isinstance(known.get("pages"), list):
            kept.pages = _whole(folder, known["pages"])
            kept.done = bool(known.get("done")) and len(kept.pages) == len(known["pages"])
        else:
            kept.forget()
        return kept

    def fetch(
        self,
        client: Client,
        starts: Sequence[str],
        read: Callable[[Path], Page],
        following: "Following",
        report: Report,
    ) -> None:
        """Fetch what is missing. starts: the first address of each part. read: the content of a page, with its rows
        under the key `rows`, or ReadProblem. following: the address of the next page, '' after the last."""
        part = self.pages[-1]["part"] if self.pages else 0
        url = (self.pages[-1]["next"] if self.pages else starts[0]) or self._next_part(starts, part)
        part = part if url not in starts else starts.index(url)
        while url:
            if any(page["url"] == url for page in self.pages):
                raise FetchProblem(f"{url}: de bron verwijst naar een pagina die er al is. Probeer later opnieuw.")
            file = self.folder / f"page-{len(self.pages):05}{self.suffix}"
            content = _sound(client, url, file, read)
            before = sum(page["rows"] for page in self.pages if page["part"] == part)
            count = len(content["rows"])
            self._add(url, file, part, count, following(content, starts[part], before + count))
            report(f"{self.rows} rijen", (part + 1 - 1 / (len(self.pages) + 1)) / len(starts))
            url = self.pages[-1]["next"]
            if not url:
                url = self._next_part(starts, part)
                part += 1

    def require_edition(self, url: str, *, before: str, after: str) -> None:
        """FetchProblem when the table was renewed while its pages came in: some would be of the old edition."""
        if before != after:
            self.forget()
            raise FetchProblem(
                f"{url}: de tabel is tijdens het ophalen vernieuwd. Haal haar opnieuw op;"
                " de vorige cijfers blijven staan."
            )

    def close(self) -> None:
        """Say that all pages are there and their number is right."""
        self.done = True
        self._save()

    def forget(self) -> None:
        """Throw away everything that was fetched; what a connector keeps for itself, in hidden files, stays."""
        self.pages, self.done = [], False
        for path in self.folder.iterdir():
            if path.name == MANIFEST or not path.name.startswith("."):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _next_part(self, starts: Sequence[str], part: int) -> str:
        return starts[part + 1] if part + 1 < len(starts) else ""

    def _add(self, url: str, file: Path, part: int, rows: int, following: str) -> None:
        about = {"sha256": _checksum(file), "time": datetime.now(UTC).isoformat(timespec="seconds")}
        about |= {key: value for key, value in remembered(file, url).items() if key == "etag"}
        self.pages.append({"url": url, "file": file.name, "part": part, "rows": rows, "next": following, **about})
        self._save()

    def _save(self) -> None:
        part = self.folder / f"{MANIFEST}.part"
        part.write_text(json.dumps({"of": self.of, "done": self.done, "pages": self.pages}))
        part.replace(self.folder / MANIFEST)


# From a page, the first address of its part and the number of rows of that part so far, to the next address.
Following = Callable[[Page, str, int], str]


def _sound(client: Client, url: str, file: Path, read: Callable[[Path], Page]) -> Page:
    """The content of a page; what is no page is asked for once more and never kept."""
    for last in (False, True):
        client.download(url, file)
        try:
            return read(file)
        except ReadProblem as problem:
            file.unlink(missing_ok=True)
            if last:
                raise FetchProblem(f"{url}: {problem}") from problem
    raise FetchProblem(url)


def _whole(folder: Path, pages: list[Page]) -> list[Page]:
    """The pages until the first that is gone or no longer what was received."""
    found: list[Page] = []
    for page in pages:
        file = folder / page["file"]
        if not file.exists() or _checksum(file) != page["sha256"]:
            break
        found.append(page)
    return found


def _checksum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
