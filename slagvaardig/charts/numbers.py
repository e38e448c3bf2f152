"""Numbers as Dutch readers write them. Callers may pass another way of writing."""

WITHHELD_WORD = "niet gegeven"
PROVISIONAL_WORD = "voorlopig"
ABSENT_WORD = "geen cijfer"
MEAN_WORD = "gemiddeld"


def nl(value: float, decimals: int = 0) -> str:
    """`1234.5` with one decimal as `1.234,5`; a minus sign, not a hyphen."""
    text = f"{abs(value):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"\N{MINUS SIGN}{text}" if value < 0 and any(digit in text for digit in "123456789") else text
