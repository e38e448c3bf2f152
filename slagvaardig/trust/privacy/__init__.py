"""What every model keeps, why and how long: declared beside the model, drawn into the register of processing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Privacy:
    """The declaration that each model carries as `privacy`.

    `person` says whether a row can be about a person at all; the coalition part holds none of citizens.
    """

    keeps: str
    why: str
    until: str
    person: bool = False
