"""A field for free text that is checked, and the form that explains a stop and keeps the draft."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict

from slagvaardig.trust.textguard.explanations import EXPLAINED, Explained
from slagvaardig.trust.textguard.guard import found_in, marks_in, sentence
from slagvaardig.trust.textguard.rules import Finding, coarser, removed

BUTTON: Final = "tekstcontrole"
SPARED: Final = "geen-persoon"
EVERYTHING: Final = "alles"
OFFERS: Final[dict[str, Callable[[str, Iterable[Finding]], str]]] = {"weg": removed, "grover": coarser}
_AROUND: Final = 48


class GuardedText(forms.CharField):
    """A free text in which no data of people may stand. Only in a GuardedForm."""


@dataclass(frozen=True)
class Block:
    """One finding as the page shows it: in which field, in its sentence, and whether the writer let it stand."""

    field: Any
    finding: Finding
    before: str
    after: str
    spared: bool

    @property
    def explained(self) -> Explained:
        return EXPLAINED[self.finding.kind.slug]

    @property
    def name(self) -> str:
        """How the buttons and the box name it: by what was found, so that a text that was edited meanwhile is safe."""
        return f"{self.field.name}:{self.finding.mark}"


class GuardedForm(forms.Form):
    """A form whose GuardedText fields are checked. A button that changes the draft never saves it."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.redrafted = False
        self.blocks: list[Block] = []
        if isinstance(self.data, QueryDict) and (asked := self.data.get(BUTTON)):
            self.data = self._redraft(self.data.copy(), str(asked))
            self.redrafted = True

    @property
    def spared(self) -> frozenset[str]:
        """The marks of the likely names that the writer says are no persons."""
        ticked = self.data.getlist(SPARED) if isinstance(self.data, QueryDict) else []
        return frozenset(map(str, ticked))

    @property
    def stops(self) -> list[Block]:
        """What must be changed before this can be kept."""
        return [block for block in self.blocks if not block.spared]

    def is_valid(self) -> bool:
        return super().is_valid() and not self.redrafted

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self._guarded():
            self._check(name, str(self.cleaned_data.get(name) or ""))
        return cleaned

    def _guarded(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, GuardedText)]

    def _check(self, name: str, text: str) -> None:
        judged_before = marks_in([str(self.initial.get(name) or "")])
        seen: set[str] = set()
        for finding in found_in(text):
            if finding.mark in seen or finding.mark in judged_before:
                continue
            seen.add(finding.mark)
            spared = not finding.kind.certain and finding.mark in self.spared
            self.blocks.append(Block(self[name], finding, *_around(text, finding), spared=spared))
        stopped = [block.finding for block in self.stops if block.field.name == name]
        if stopped:
            self.add_error(name, sentence(stopped))

    def _redraft(self, draft: QueryDict, asked: str) -> QueryDict:
        """Do with the draft what a button offers: `weg:text:MARK`, or `grover:alles`."""
        offer, _colon, which = asked.partition(":")
        change = OFFERS.get(offer, removed)
        for name in self._guarded():
            key = self.add_prefix(name)
            text = str(draft.get(key) or "")
            chosen = [one for one in found_in(text) if self._is_meant(name, one, which)]
            draft[key] = change(text, chosen)
        return draft

    def _is_meant(self, name: str, finding: Finding, which: str) -> bool:
        if which == EVERYTHING:
            return finding.kind.certain or finding.mark not in self.spared
        return which == f"{name}:{finding.mark}"


def _around(text: str, finding: Finding) -> tuple[str, str]:
    """A little of the sentence before and behind a finding, to whole words."""
    before = " ".join(text[max(0, finding.start - _AROUND) : finding.start].split(" "))
    after = text[finding.end : finding.end + _AROUND]
    if finding.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if finding.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
