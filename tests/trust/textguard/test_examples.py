"""Every example that stands as data beside a rule: what is a hit is found as that kind, what is none passes."""

import pytest

from slagvaardig.trust.textguard.explanations import EXPLAINED
from slagvaardig.trust.textguard.rules import KINDS, find
from slagvaardig.trust.textguard.rules.tables import FOLDER, table

KIND_OF = {
    "addresses": "address", "bsn": "bsn", "iban": "iban", "mail": "mail", "names": "name", "phones": "phone",
    "plates": "plate", "postcodes": "postcode",
}  # fmt: skip
HITS = [(kind, text) for name, kind in KIND_OF.items() for text in table(name)["examples"]["hits"]]
CLEAN = [(kind, text) for name, kind in KIND_OF.items() for text in table(name)["examples"]["clean"]]


def test_every_kind_has_a_data_file_with_examples_and_an_explanation() -> None:
    assert sorted(KIND_OF) == sorted(file.stem for file in FOLDER.glob("*.toml"))
    assert sorted(KIND_OF.values()) == sorted(KINDS) == sorted(EXPLAINED)
    assert {kind for kind, _text in HITS} == {kind for kind, _text in CLEAN} == set(KINDS)


@pytest.mark.parametrize(("kind", "text"), HITS)
def test_what_is_a_hit_is_found_as_its_kind(kind: str, text: str) -> None:
    assert [finding.kind.slug for finding in find(text)] == [kind]


@pytest.mark.parametrize(("kind", "text"), CLEAN)
def test_what_looks_like_a_hit_and_is_none_passes(kind: str, text: str) -> None:
    assert [(finding.kind.slug, finding.text) for finding in find(text)] == []


def test_words_of_the_region_are_no_names() -> None:
    text = "De wijkagent Verzonnendorp sprak met de burgemeester Verzonnendorp."
    assert [finding.text for finding in find(text)] == ["Verzonnendorp", "Verzonnendorp"]
    assert find(text, ignore=["Verzonnendorp"]) == []


def test_somebody_who_is_called_as_a_place_is_still_found() -> None:
    assert [one.text for one in find("Gisteren belde mevrouw Verzonnendorp.", ignore=["verzonnendorp"])] == [
        "Verzonnendorp"
    ]


def test_two_that_overlap_are_one_finding_of_the_kind_that_holds_the_other() -> None:
    # Its last eight digits alone would pass the eleven-proof.
    assert [(one.kind.slug, one.text) for one in find("Bel 06 44168962.")] == [("phone", "06 44168962")]
