"""Who may do what with a round: the bureau everything, whoever looks after a partner hands out to his own people."""

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, kinds_with


def is_bureau() -> bool:
    """Whether the one who acts looks after the circle of the whole coalition."""
    return "coalition" in kinds_with("edit")


def circles_to_hand_out_for() -> list[Circle]:
    """Partners for whose people the one who acts may make links."""
    partners = Circle.objects.of_kinds("partner")
    chosen = partners if is_bureau() else partners.among(circles_with("edit"))
    return sorted(chosen, key=lambda circle: circle.name)
