"""The pages of rounds and hours, for whom they are and for whom they are not there."""

from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from slagvaardig.choose.absorption.models import Work
from slagvaardig.choose.absorption.readings import free_hours
from slagvaardig.choose.inventory.models import Mandate, Round
from slagvaardig.choose.quarters import quarter_of, quarters_from
from tests.choose.ground import Ground, ranked, today

HERE, OTHER = "gemeente-aldermeer", "gemeente-kleiburen"


def test_a_partner_fills_in_signs_and_corrects_on_the_pages(ground: Ground) -> None:
    found = _planned(ground)
    writer, signer, other = (ground.client(f"{name}-{HERE}") for name in ("writer", "signer", "writer"))
    page = writer.get(reverse("inventories")).content.decode()
    assert "Wacht op u" in page
    fill = reverse("part_fill", args=[found.pk, HERE])
    shown = writer.get(fill).content.decode()
    assert "Veiligheidsplan Aldermeer" in shown  # from its own plan: nothing is typed twice
    given = {"topic_1": "overlast", "motivation_1": "Het werd drukker.", "hours_boa": "120", "revision": "0"}
    assert writer.post(fill, {**given, "topic_2": "overlast"}).status_code == 422
    stopped = writer.post(fill, {**given, "asks": "Bel 06-12345678."})
    assert (stopped.status_code, "Het werd drukker." in stopped.content.decode()) == (422, True)
    assert writer.post(fill, given).status_code == 302
    assert writer.post(_step(found, "inleveren")).status_code == 302
    assert "</strong> inzending die op uw handtekening wacht, uiterlijk" in signer.get("/").content.decode()
    assert writer.post(_step(found, "tekenen")).status_code == 404
    assert signer.post(_step(found, "tekenen")).status_code == 302
    correction = {**given, "topic_1": "inbraak"}
    assert "waarom" in other.post(fill, correction).content.decode()
    assert other.post(fill, {**correction, "reason": "De raad koos anders."}).status_code == 302
    other.post(_step(found, "inleveren"))
    signer.post(_step(found, "tekenen"))
    page = ground.client(f"writer-{OTHER}").get(reverse("round_part", args=[found.pk, HERE])).content.decode()
    for words in ("Versie 2", "De raad koos anders.", "erbij: Inbraak", "eraf: Overlast", "Burgemeester van Aldermeer"):
        assert words in page
    withdraw = reverse("part_withdraw", args=[found.pk, HERE])
    assert signer.post(withdraw, {"reason": "Eerst praten."}).status_code == 302


def test_two_who_save_at_once_see_each_other(ground: Ground) -> None:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    client = ground.client(f"signer-{HERE}")
    answer = client.post(reverse("part_fill", args=[found.pk, HERE]), {"topic_1": "inbraak", "revision": "0"})
    page = answer.content.decode()
    assert (answer.status_code, "Zoals het er nu staat" in page) == (422, True)


def test_the_holder_lets_a_colleague_sign(ground: Ground) -> None:
    found = ground.round()
    ground.fill(found, HERE, ranked("overlast"))
    ground.hand_in(found, HERE)
    address = reverse("mandate_new", args=[found.pk, HERE])
    given = {"person": ground.people[f"writer-{HERE}"].pk, "until": today().isoformat()}
    assert ground.client(f"writer-{HERE}").post(address, given).status_code == 404
    assert ground.client(f"signer-{HERE}").post(address, given).status_code == 302
    with ground.people.acting(f"writer-{OTHER}"):
        assert Mandate.objects.count() == 1
    assert ground.client(f"writer-{HERE}").post(_step(found, "tekenen")).status_code == 302
    page = ground.client("bureau").get(reverse("round_part", args=[found.pk, HERE])).content.decode()
    assert "Burgemeester van Aldermeer, bij volmacht" in page


def test_the_common_factor_shows_its_arithmetic_and_no_order_of_partners(ground: Ground) -> None:
    found = ground.round()
    ground.signed(found, OTHER, ranked("inbraak", "overlast"))
    ground.signed(found, HERE, ranked("overlast", "evenementen"))
    ground.signed(found, "politie", ranked("online-oplichting", "inbraak", "overlast"))
    client, address = ground.client(f"writer-{OTHER}"), reverse("round_factor", args=[found.pk])
    for query in ({}, {"weeg": "kind", "orde": "uitkomst"}, {"orde": "gelijkenis"}, {"weeg": "inhabitants"}):
        page = client.get(f"{address}?{urlencode(query)}").content.decode()
        assert page.index("Gemeente Kleiburen") < page.index("Gemeente Aldermeer") < page.index("Politie Duinrade")
    page = client.get(address).content.decode()
    assert "33,3 %" in page  # overlast: 3 + 2 + 1 of 18
    assert "deel van een onderwerp" in page
    assert "Hoe zwaar telt de politie?" in page
    assert client.get(f"{address}?weeg=zomaar").status_code == 404
    text = client.get(reverse("round_factor_csv", args=[found.pk])).content.decode("utf-8-sig")
    assert len(text.splitlines()) == 8


def test_hours_are_told_promised_and_tried(ground: Ground) -> None:
    quarter = quarter_of(today())
    bureau, writer = ground.client("bureau"), ground.client(f"writer-{HERE}")
    assert writer.post(reverse("hours_partner", args=[HERE]), {f"boa_{quarter}": "100"}).status_code == 302
    assert bureau.post(reverse("hours_partner", args=[HERE]), {f"boa_{quarter}": "1"}).status_code == 404
    given = {"kind": "session", "title": "Werksessie", "role": "boa", "hours": "80", "partners": [HERE, OTHER]}
    assert bureau.post(reverse("hours_promise"), {**given, "quarters": [quarter], "path": "/zien"}).status_code == 302
    assert (
        bureau.post(reverse("hours_promise"), {**given, "quarters": [quarter], "path": "//elders"}).status_code == 422
    )
    page = bureau.get(reverse("hours")).content.decode()
    assert "80 %, te veel" in page
    assert "niet opgegeven" in page
    assert "20 van 100" in bureau.get(reverse("hours_role", args=["boa"])).content.decode()
    query = {"rol": "boa", "uren": "50", "wie": HERE, "vanaf": quarter, "kwartalen": "1"}
    page = bureau.get(f"{reverse('hours_what_if')}?{urlencode(query)}").content.decode()
    assert "1 keer is er dan meer toegezegd dan er is" in page
    assert "klein" in page
    with ground.people.acting("bureau"):
        key = Work.objects.get().pk
    page = bureau.get(f"{reverse('hours_what_if')}?{urlencode({**query, 'eraf': str(key)})}").content.decode()
    assert "0 keer is er dan meer toegezegd dan er is" in page
    text = bureau.get(reverse("hours_csv")).content.decode("utf-8-sig")
    assert "Gemeente Kleiburen;Boa" in text
    end = reverse("work_end", args=[key])
    assert writer.post(end, {"last_quarter": quarter}).status_code == 404
    assert bureau.post(end, {"last_quarter": quarters_from(quarter, 2)[1]}).status_code == 302
    with ground.people.acting("bureau"):
        assert free_hours([HERE], ["boa"], [quarter]) == {(HERE, "boa", quarter): 20}


def test_for_the_outsider_none_of_it_is_there(ground: Ground) -> None:
    found = ground.round()
    names = ("inventory", "round_factor", "round_factor_csv", "round_import")
    addresses = [
        reverse(name)
        for name in ("inventories", "inventory_new", "hours", "hours_csv", "hours_promise", "hours_what_if")
    ]
    addresses += [reverse(name, args=[found.pk]) for name in names]
    addresses += [reverse("round_part", args=[found.pk, HERE]), reverse("part_fill", args=[found.pk, HERE])]
    addresses += [reverse("hours_partner", args=[HERE]), reverse("hours_role", args=["boa"])]
    for address in addresses:
        assert ground.client("outsider").get(address).status_code == 404, address
        assert ground.client("visitor").get(address).status_code == 302, address


def _planned(ground: Ground) -> Round:
    bureau = ground.client("bureau")
    given = {
        "title": "Inventarisatie voor 2027",
        "method": "rank",
        "most": "3",
        "points": "",
        "opens": today().isoformat(),
        "closes": today().isoformat(),
        "first_quarter": quarter_of(today()),
        "quarters": "4",
    }
    assert bureau.post(reverse("inventory_new"), {**given, "most": "99"}).status_code == 422
    assert bureau.post(reverse("inventory_new"), given).status_code == 302
    with ground.people.acting("bureau"):
        found = Round.objects.get()
    for move in ("open", "close", "reopen"):
        _moved(bureau, found, move)
    return found


def _moved(bureau: Client, found: Round, move: str) -> None:
    address = reverse("inventory_move", args=[found.pk, move])
    assert bureau.post(address, {"closes": today().isoformat()}).status_code == 302


def _step(found: Round, move: str) -> str:
    return reverse("part_move", args=[found.pk, HERE, move])
