"""`{% load fields %}{% field form.title %}`: a field with its label, explanation and mistakes."""

import uuid
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.CheckboxInput: "utrecht-checkbox utrecht-checkbox--html-input",
    forms.CheckboxSelectMultiple: "utrecht-checkbox utrecht-checkbox--html-input",
    forms.RadioSelect: "utrecht-radio-button utrecht-radio-button--html-input",
    forms.ClearableFileInput: "file-input",
}
_TEXT = "utrecht-textbox utrecht-textbox--html-input"
ONCE = "once"


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField, told: bool = False) -> dict[str, Any]:
    """Everything that the component needs of a bound field. told: the page says above what may stay empty."""
    widget = bound.field.widget
    several = isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect)
    described = [name for name, there in (("fout", bound.errors), ("uitleg", bound.help_text)) if there]
    attributes: dict[str, Any] = {"class": _CLASSES.get(type(widget), _TEXT)}
    if described:
        attributes["aria-describedby"] = " ".join(f"{bound.auto_id}-{name}" for name in described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "control": _choices(bound, attributes) if several else bound.as_widget(attrs=attributes),
        "several": several,
        "single_box": isinstance(widget, forms.CheckboxInput),
        "hidden": widget.is_hidden,
        "optional": not told and not bound.field.required and not _always_filled(bound.field),
    }


def _choices(bound: BoundField, attributes: dict[str, Any]) -> SafeString:
    """Boxes or buttons to choose from, drawn in one go: a list of sixty would otherwise be three hundred templates."""
    widget = bound.field.widget
    whole = {"id": bound.auto_id, **bound.build_widget_attrs(attributes, widget)}
    drawn = widget.get_context(bound.html_name, bound.value(), whole)["widget"]
    lines = format_html_join(
        "",
        '<div><label for="{}"><input type="{}" name="{}" value="{}"{}> {}</label></div>',
        (
            (one["attrs"]["id"], one["type"], one["name"], one["value"], flatatt(one["attrs"]), one["label"])
            for _group, options, _index in drawn["optgroups"]
            for one in options
        ),
    )
    return format_html('<div id="{}" class="{}">{}</div>', bound.auto_id, attributes["class"], lines)


def _always_filled(asked: forms.Field) -> bool:
    """A list without an empty line cannot be left empty, so nobody is told that it may."""
    if not isinstance(asked, forms.ChoiceField) or isinstance(asked, forms.MultipleChoiceField):
        return False
    return not asked.valid_value("")


@register.simple_tag(takes_context=True)
def once(context: template.Context) -> SafeString:
    """The hidden key of one sending of a form, beside `{% csrf_token %}`. A form that comes back keeps its key."""
    request = context.get("request")
    sent = request.POST.get(ONCE, "") if request is not None else ""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, sent or uuid.uuid4())
