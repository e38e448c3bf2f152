"""The fields that forms in this room share."""

from typing import Any

from django import forms

from slagvaardig.trust.textguard.forms import GuardedText

LONGEST = 8000


def text(label: Any, rows: int = 5, help_text: Any = "", *, required: bool = True) -> GuardedText:
    return GuardedText(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        required=required,
    )


def line(label: Any, most: int = 160, help_text: Any = "", *, required: bool = True) -> GuardedText:
    return GuardedText(label=label, max_length=most, help_text=help_text, required=required)


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, help_text=help_text, required=required)


def theme_choices(themes: Any, nothing: Any) -> list[tuple[str, Any]]:
    return [("", nothing), *((slug, theme.title) for slug, theme in themes.items())]
