"""`{% load writing %}`: the ways of writing in `slagvaardig.web.writing`, as filters."""

from django import template

from slagvaardig.web import writing

register = template.Library()

register.filter("number", writing.number)
register.filter("amount", writing.amount)
register.filter("percent", writing.percent)
register.filter("change", writing.change)
register.filter("day", writing.day)
register.filter("short_day", writing.short_day)
register.filter("period", writing.period)
register.filter("short_period", writing.short_period)


@register.filter
def per_thousand(value: float | None, word: str) -> str:
    """`{{ rate|per_thousand:"inwoners" }}`: one decimal, per 1.000."""
    return writing.rate(value, word)


register.simple_tag(writing.between, name="between")
register.simple_tag(writing.period_span, name="period_span")
register.simple_tag(writing.rate, name="rate")
register.simple_tag(writing.not_given, name="not_given")
