"""What a written round comes to: counts, and whether it carries the question. Silence is silence, unless the region
says that at this table it agrees."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import Answer, WrittenRound
from slagvaardig.trust.circles.models import Circle


@dataclass(frozen=True)
class Tally:
    """How many partners said what. silent: were asked and did not answer."""

    agree: int
    none: int
    object: int
    silent: int
    mode: str
    silence_agrees: bool

    @property
    def asked(self) -> int:
        return self.agree + self.none + self.object + self.silent

    @property
    def in_favour(self) -> int:
        return self.agree + self.none + (self.silent if self.silence_agrees else 0)

    @property
    def carries(self) -> bool:
        """Whether this round alone is enough to decide on: never when it only asked for advice."""
        if self.mode == "consent":
            return self.object == 0 and self.in_favour == self.asked
        return self.mode == "decide" and 2 * self.in_favour > self.asked

    @property
    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("agree", "none", "object", "silent")}


def tally_of(found: WrittenRound, answers: Sequence[Answer]) -> Tally:
    said = Counter(answer.answer for answer in answers)
    silent = max(0, found.asked - len(answers))
    return Tally(said["agree"], said["none"], said["object"], silent, found.mode, found.silence_agrees)


def carried_by_a_round(decision: Decision, *, met: bool) -> list[tuple[Circle, str]]:
    """The objections of the last round about a question. ValidationError when a round still runs, or when nobody met
    and no round carried it."""
    last = WrittenRound.objects.about(decision).last()
    if last and last.closed_on is None:
        raise ValidationError(_("De schriftelijke ronde loopt nog. Sluit die eerst."))
    answers = list(Answer.objects.to(last)) if last else []
    if not met and not (last and tally_of(last, answers).carries):
        raise ValidationError(
            {
                "present": _(
                    "Zeg wie er aan tafel zat. Zonder vergadering is een schriftelijke ronde nodig die het draagt."
                )
            }
        )
    return [(one.partner, one.reason) for one in answers if one.answer == "object"]
