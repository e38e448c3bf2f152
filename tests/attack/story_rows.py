"""Which rows of stories somebody may change, as the oracle sees it: its teller, and the desk. Everybody else: none."""

_MINE = "exists (select 1 from see_teller t where t.story_id = {story} and t.person_id = %(me)s::uuid)"
_STORY_COLUMNS = (
    *("state", "readers", "quotable", "waits_since", "first_answer", "noted"),
    *("title", "text", "answers", "keep_until"),
)
# (table, act): the column that names the story, who may (the teller, the desk), and which columns.
_RULES: dict[tuple[str, str], tuple[str, str, tuple[str, ...]]] = {
    ("see_story", "update"): ("id", "both", _STORY_COLUMNS),
    ("see_story", "delete"): ("id", "teller", ()),
    ("see_teller", "update"): ("story_id", "teller", ("heard",)),
    ("see_teller", "delete"): ("story_id", "teller", ()),
    ("see_message", "delete"): ("story_id", "teller", ()),
    ("see_picture", "delete"): ("story_id", "teller", ()),
    ("see_edition", "update"): ("story_id", "desk", ("outcome",)),
    ("see_edition", "delete"): ("story_id", "both", ()),
    ("see_echo", "delete"): ("story_id", "both", ()),
}


def story_rows(table: str, act: str, columns: str) -> str:
    """A question for the keys; empty when nobody may. %(me)s and %(desk)s are filled in by the asker."""
    rule = _RULES.get((table, act))
    if rule is None or (act == "update" and columns not in rule[2]):
        return ""
    story, who, _columns = rule
    key = "story_id" if table == "see_teller" else "id"
    mine = _MINE.format(story=f"x.{story}")
    may = {"both": f"({mine} or %(desk)s)", "teller": mine, "desk": "%(desk)s"}[who]
    return f"select x.{key}::text from {table} x where {may}"
