"""`{% load trends %}{% trends_on theme.slug as trends %}`: for the page of a theme, on whose summaries trends build."""

from django import template

from slagvaardig.see.trends.links import links_on

register = template.Library()
register.simple_tag(links_on, name="trends_on")
