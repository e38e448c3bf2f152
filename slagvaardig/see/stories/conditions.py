"""Who may see and change what of a story, in the words of the database: pieces of which the models make their rules."""

from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import Along

WHY = _("horen wat er speelt, daarop antwoorden en ervan leren")
SEES = "circle_id = any((select sec.circles('see'))::uuid[])"
EDITS = "circle_id = any((select sec.circles('edit'))::uuid[])"
NIGHT = "sec.job() = 'stories'"


def own(story: str) -> str:
    """Whether the one who acts told it: with the code of an anonymous story, or as its teller."""
    mine = f"select 1 from see_teller t where t.story_id = {story} and t.person_id = sec.me()"  # noqa: S608
    return f"({story} = sec.receipt() or exists ({mine}))"


def of_story(condition: str = "true") -> str:
    return f"exists (select 1 from see_story s where s.id = story_id and {condition})"  # noqa: S608


DESK = of_story(f"s.{EDITS}")
ENDS = f"(sec.job() = 'retention' and {of_story()})"


def goes_along(table: str) -> str:
    """When a row goes: its teller takes the story back, or the story is past its end. The name of the table keeps
    `story_id` from being read as that of another."""
    return f"{own(f'{table}.story_id')} or {ENDS}"


KNOWN = "exists (select 1 from see_teller t where t.story_id = see_story.id)"
AT_THE_DESK = "exists (select 1 from trust_circle c where c.id = circle_id and c.kind = 'desk')"
ALLOWED = (
    "exists (select 1 from trust_circle c where c.id = see_edition.circle_id and"
    " ((c.kind = 'coalition' and s.readers in ('coalition', 'everyone'))"
    " or (c.kind = 'public' and s.readers = 'everyone')))"
)
TELLER_ENDS = "(sec.job() = 'retention' and keep_until < sec.today())"
ALONG = Along("see_story", "story_id", _("het verhaal waar het bij hoort"))
# The number of a story stands with what is shown of it, so it is no secret: without this whoever reads that could call
# himself its teller. Somebody becomes it in the act that tells it and before its line in the log, and never later.
TOLD_JUST_NOW = """create or replace function sec.may_be_teller_of_see_story(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.see_story s where s.id = item and s.who in ('named', 'organisation') and s.state = 'told')
    and not exists (select 1 from public.trust_event e where e.about = 'story:' || item and e.verb = 'tell')
$$"""
