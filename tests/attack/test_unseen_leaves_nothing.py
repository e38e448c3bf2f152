"""Stories told unseen with a mark in everything that could tell by whom: afterwards the mark is nowhere, on no layer.

The site stands on its own: a real server, a real database with its log of writes. The twin: what was told is there.
"""

import io
import re
import secrets
import zipfile
from pathlib import Path

import httpx
from PIL import Image, PngImagePlugin

from slagvaardig.trust.unseen import tickets
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.standing import Standing
from tests.see.stories.telling import TEXT, solved
from tests.see.stories.test_unseen_pages import CODE

TOLD = size(4, 1000)


def mark() -> str:
    return f"merk{secrets.token_hex(10)}"


def marked_picture(word: str) -> bytes:
    """A JPEG with the mark in its EXIF data, as a camera leaves a serial number."""
    image, out = Image.new("RGB", (12, 12), "green"), io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = word  # the artist
    exif[0x010E] = word
    image.save(out, "JPEG", exif=exif, comment=word.encode())
    return out.getvalue()


def marked_png(word: str) -> bytes:
    about, out = PngImagePlugin.PngInfo(), io.BytesIO()
    about.add_text("Author", word)
    Image.new("RGB", (9, 9), "blue").save(out, "PNG", pnginfo=about)
    return out.getvalue()


def marked_document(word: str) -> bytes:
    """A Word file with the mark as its author."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("docProps/core.xml", f"<creator>{word}</creator>")
        archive.writestr("word/document.xml", "<w:t>tekst</w:t>")
    return out.getvalue()


def marked_visitor(site: Standing, word: str) -> httpx.Client:
    headers = {
        "User-Agent": f"Mozilla/5.0 {word}",
        "Referer": f"https://voorbeeld.invalid/{word}",
        "X-Forwarded-For": f"203.0.113.7, {word}",
        "Accept-Language": f"nl-{word}",
        "X-Real-IP": word,
        "traceparent": f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01",
        "X-Eigen": word,
    }
    cookies = {"sessie": word, "spoor": word}
    return httpx.Client(base_url=site.url, headers=headers, cookies=cookies, timeout=60)


def told_by(client: httpx.Client, ticket: tickets.Ticket, number: int, word: str) -> int:
    """Tell a story with the mark in the address, send a file with it in its data; how many answers were right."""
    sent = {
        "theme": "beleving", "area": "VB0001", "title": f"Verhaal {number}", "text": f"{TEXT} Keer {number}.",
        "readers": "desk", "kaart": ticket.text, "werk": solved(ticket), "stap": "versturen",
    }  # fmt: skip
    answer = client.post(f"/vertel/verhaal?bron={word}", data=sent)
    found = CODE.search(answer.text)
    assert answer.status_code == 200 and found, answer.text[:500]
    good = int("set-cookie" not in answer.headers)
    files = {0: ("a.jpg", marked_picture(word)), 1: ("a.png", marked_png(word)), 2: ("a.docx", marked_document(word))}
    name, content = files[number % 3]
    sent_file = {"file": (f"{word}-{name}", content)}
    again = client.post("/vertel/code/bijlage", data={"code": found[1], "doe": "afbeelding"}, files=sent_file)
    return good + int(again.status_code == (422 if name.endswith("docx") else 200))


def everything_below(folder: Path) -> bytes:
    """Every byte that this site keeps anywhere: tables, the log of writes, logs, temporary files."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found.append(path.read_bytes())
    return b"".join(found)


def everything_in_tables(site: Standing) -> bytes:
    """Every row of every table in words, for what a compressed page of a file would hide."""
    tables = site.ask(
        "select c.oid::regclass::text from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace"
    )
    rows = [row for (table,) in tables for row in site.ask(f"select t::text from {table} t")]
    return "\n".join(str(text) for (text,) in rows).encode()


def ticket_in(page: str) -> tickets.Ticket:
    """That of a form of another process: it asks for work as it says."""
    found = re.search(r'data-ticket="([^"]+)" data-bits="(\d+)"', page)
    assert found, page[:500]
    return tickets.Ticket(found[1], b"", 0, int(found[2]))


def test_nothing_of_who_tells_is_kept_on_any_layer(site: Standing) -> None:
    marks, good = [mark() for _ in range(TOLD)], 0
    for number, word in enumerate(marks):
        with marked_visitor(site, word) as client:
            good += told_by(client, ticket_in(client.get("/vertel/verhaal").text), number, word)
    site.ask("checkpoint")
    kept = everything_below(site.var) + everything_in_tables(site)
    left = [word for word in marks if word.encode() in kept]
    # The clock of an example site tells invented stories meanwhile.
    (there,) = site.ask(f"select count(*) from see_story where starts_with(text, '{TEXT}')")[0]
    (pictures,) = site.ask("select count(*) from see_picture")[0]
    note = f"{len(kept) / 1e6:.0f} MB of files, {pictures} images"
    proven("unseen-leaves-nothing", attempts=TOLD, failed=len(left), entitled=2 * TOLD, served=good, note=note)
    assert left == []
    assert (good, there) == (2 * TOLD, TOLD)
    assert b"Keer 0." in kept, "what was told is there: this search finds what is kept"
