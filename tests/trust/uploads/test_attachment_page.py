"""A file is added to a paper by its page, is cleaned on the way, and leaves again only as a download."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import attach, share, write_paper
from slagvaardig.trust.papers.models import Attachment, Paper
from slagvaardig.web.security import DOWNLOAD_POLICY
from tests.attack.good_files import AUTHOR, docx_parts, picture, zipped
from tests.attack.hostile_files import hostile_files
from tests.people import People, gather


@pytest.fixture
def people(db: None) -> People:
    return gather()


@pytest.fixture
def paper(people: People) -> Paper:
    with people.acting("adviser") as person:
        return write_paper(circle=Circle.objects.get(slug="werkgroep"), title="Stuk", text="", by=person)


def send(people: People, name: str, paper: Paper, file_name: str, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile(file_name, data, "text/html")
    answer = people.client(name).post(reverse("attachment_new", args=[paper.pk]), {"file": file})
    assert isinstance(answer, HttpResponse)
    return answer


def files_of(people: People, paper: Paper) -> list[Attachment]:
    with people.acting("adviser"):
        return list(paper.attachments.all())


def test_a_file_comes_through_clean_and_leaves_as_a_download(people: People, paper: Paper) -> None:
    sent = zipped(docx_parts())
    assert send(people, "adviser", paper, "Plan é \u20ac.docx", sent).status_code == 302
    (kept,) = files_of(people, paper)
    assert AUTHOR.encode() in b"".join(docx_parts()[part].encode() for part in ("docProps/core.xml",))  # type: ignore[union-attr]
    assert (kept.size, len(kept.checksum)) == (len(kept.content), 64)
    answer = people.client("analyst").get(reverse("attachment", args=[kept.pk]))
    assert answer.content == bytes(kept.content)
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Plan%20%C3%A9%20%E2%82%AC.docx"
    assert answer.headers["Content-Security-Policy"] == DOWNLOAD_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.html", b"<script>", "Dit soort bestand kan hier niet"),
        ("x.pdf", b"<html>", "De inhoud van dit bestand past niet bij de naam"),
        ("x.txt", b"<script>alert(1)</script>", "Dit tekstbestand is een webpagina"),
        ("x.docx", zipped({**docx_parts(), "word/vbaProject.bin": b"x"}), "word/vbaProject.bin"),
        ("x.txt", b"x" * (10 * 1024**2 + 1), "groter dan 10 MB"),
    ],
)
def test_a_refusal_says_what_is_the_matter_and_what_to_do(
    people: People, paper: Paper, name: str, data: bytes, told: str
) -> None:
    answer = send(people, "adviser", paper, name, data)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'enctype="multipart/form-data"' in answer.content.decode()
    assert files_of(people, paper) == []


def test_whoever_may_not_change_the_paper_adds_nothing_to_it(people: People, paper: Paper) -> None:
    before = {name: send(people, name, paper, "x.txt", b"hoi").status_code for name in ("analyst", "mayor", "outsider")}
    assert before == {"analyst": 404, "mayor": 404, "outsider": 404}
    assert send(people, "visitor", paper, "x.txt", b"hoi").status_code == 302
    assert files_of(people, paper) == []
    served = [send(people, name, paper, "x.txt", b"hoi").status_code for name in ("adviser", "bureau")]
    assert (served, len(files_of(people, paper))) == ([302, 302], 2)


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read(people: People, paper: Paper) -> None:
    assert send(people, "adviser", paper, "x.txt", b"x" * (12 * 1024**2)).status_code == 413


def test_a_kind_that_is_not_on_the_list_is_sent_out_as_bytes_and_nothing_else(people: People, paper: Paper) -> None:
    with people.acting("adviser") as person:
        file = attach(paper=paper, name='x";\r\n.html', kind="text/html", checksum="", content=b"<script>", by=person)
    answer = people.client("analyst").get(reverse("attachment", args=[file.pk]))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "\n" not in answer.headers["Content-Disposition"]


def test_a_published_file_is_a_download_for_a_visitor_too(people: People, paper: Paper) -> None:
    photo = picture((20, 20), "JPEG")
    assert send(people, "bureau", paper, "foto.jpg", photo).status_code == 302
    with people.acting("bureau") as person:
        (copy,) = share(paper=paper, circles=[Circle.objects.get(slug="openbaar")], reason="Af", by=person)
    with people.acting("visitor"):
        file = copy.attachments.get()
    answer = people.client("visitor").get(reverse("attachment", args=[file.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    assert AUTHOR.encode() in photo
    assert AUTHOR.encode() not in answer.content
    assert io.BytesIO(answer.content).read(3) == b"\xff\xd8\xff"


def test_the_paper_offers_the_form_to_whoever_may_change_it(people: People, paper: Paper) -> None:
    address = reverse("attachment_new", args=[paper.pk])
    page = reverse("paper", args=[paper.pk])
    shown = {name: address in people.client(name).get(page).content.decode() for name in ("adviser", "analyst")}
    assert shown == {"adviser": True, "analyst": False}
    assert people.client("adviser").get(address).status_code == 200


def test_the_site_goes_on_answering_while_hostile_files_come_in(people: People, paper: Paper) -> None:
    sent = [tried.file for tried in hostile_files(20) if tried.file.name]
    answers = [send(people, "adviser", paper, file.name, file.data).status_code for file in sent]
    assert set(answers) <= {302, 422}
    assert answers.count(422) > len(sent) // 2
    assert send(people, "adviser", paper, "goed.txt", b"hoi").status_code == 302
