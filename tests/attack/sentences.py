"""Text of others cut into sentences: what of it counts as one is decided here, the same for every corpus."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ«\"‘“])")
_SHORTEST, _LONGEST, _FEWEST_WORDS, _LETTERS = 25, 600, 5, 0.6


def sentences_in(text: str) -> Iterator[str]:
    """Sentences of a usual length that consist of words; headings, tables and lists of numbers are left out."""
    for paragraph in re.split(r"\n\s*\n", text):
        for sentence in _ENDS.split(" ".join(paragraph.split())):
            letters = sum(character.isalpha() for character in sentence)
            long_enough = _SHORTEST <= len(sentence) <= _LONGEST and len(sentence.split()) >= _FEWEST_WORDS
            if long_enough and letters > _LETTERS * len(sentence):
                yield sentence


def drawn_from(folder: Path, count: int, seed: int = 1) -> list[str]:
    """Different sentences from all .txt files of a folder, drawn from a seed."""
    texts = (file.read_text("utf-8") for file in sorted(folder.glob("*.txt")))
    different = list(dict.fromkeys(sentence for text in texts for sentence in sentences_in(text)))
    return random.Random(seed).sample(different, min(count, len(different)))
