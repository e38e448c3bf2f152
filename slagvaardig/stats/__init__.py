"""Statistics: numbers in, a frozen dataclass out. Knows no area, no page and no database."""
