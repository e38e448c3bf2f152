"""A region may choose colours, but none that cannot be read and nothing that is not a colour."""

import pytest
from django.test import Client

from slagvaardig.web import theme


def test_a_region_sets_its_colours(site: Client, settings: object) -> None:
    settings.THEME = {"primary": "#0A5C36", "accent": "#8d3f06"}  # type: ignore[attr-defined]
    response = site.get("/thema.css")
    assert response.headers["Content-Type"].startswith("text/css")
    assert response.content.decode() == ":root{--sv-primary:#0a5c36;--sv-accent:#8d3f06;}\n"


@pytest.mark.parametrize(
    ("colours", "says"),
    [
        ({"primary": "#ffdd00"}, "te licht"),
        ({"primary": "red;}body{display:none"}, "Schrijf een kleur als"),
        ({"background": "#000000"}, "bestaat niet"),
        ({"primary": "#123"}, "Schrijf een kleur als"),
    ],
)
def test_a_bad_colour_is_refused_with_the_reason(colours: dict[str, str], says: str) -> None:
    assert says in theme.problems(colours)[0]
    with pytest.raises(ValueError, match=says):
        theme.stylesheet(colours)


def test_contrast_is_the_published_ratio() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert theme.contrast("#ffffff", "#767676") == theme.contrast("#767676", "#ffffff")
