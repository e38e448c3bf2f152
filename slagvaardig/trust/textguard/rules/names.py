"""Likely names of persons: known names, initials, and capitals behind a title. Never quite certain."""

from collections.abc import Iterator
from functools import cache

from slagvaardig.trust.textguard.rules.addresses import is_surely_street
from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading, Word
from slagvaardig.trust.textguard.rules.tables import table, words

_MOST_PARTICLES = 3
_OF = ("van", "de", "het", "der", "den")
_BEFORE_PLACES = ("Ten", "Ter")
Words = list[Word]


def find_names(reading: Reading, ignore: frozenset[str]) -> Iterator[Span]:
    """Every likely name; a title before it is not part of it."""
    all_words = reading.words
    place = 0
    while place < len(all_words):
        behind = _name_at(all_words, place, ignore)
        if behind > place and not _is_a_thing(all_words, place, behind):
            yield Span(all_words[place].start, all_words[behind - 1].end)
        place = max(behind, place + 1)


def _name_at(all_words: Words, place: int, ignore: frozenset[str]) -> int:
    """The place behind a name that begins here; the same place when none does."""
    for rule in (_behind_a_title, _behind_initials, _first_name, _surname_alone, _around_a_particle):
        behind = rule(all_words, place, ignore)
        if behind > place:
            return behind
    return place


def _behind_a_title(all_words: Words, place: int, ignore: frozenset[str]) -> int:
    """`mevrouw Verzonnen`, `wijkagent Johan`, `wethouder Jansen`."""
    title = all_words[place - 1].lower if place else ""
    word = all_words[place]
    if not place or not _close(all_words[place - 1], word):
        return place
    if title in words("names", "titles"):
        # Somebody may be called as a place of the region is.
        return _full_name(all_words, place, frozenset(), known=False) or _small_surname(all_words, place)
    if title in words("names", "roles") and not (word.text in _OF and _of_a_place(all_words, place)):
        return _full_name(all_words, place, ignore, known=False) or place
    if title in words("names", "weak_roles"):
        particle = word.capital and word.lower in words("names", "particles")
        return _full_name(all_words, place, ignore, known=not particle) or place
    return place


def _behind_initials(all_words: Words, place: int, ignore: frozenset[str]) -> int:
    """`J.P. Verzinsel`; one initial only before a known surname or a particle, for it also numbers headings."""
    word = all_words[place]
    if not word.text.endswith(".") or word.lower in words("names", "no_initials"):
        return place
    following = _at(all_words, place + 1)
    if following is None or not following.joined:
        return place
    several = len(word.text) > 2
    behind = _surname(all_words, place + 1, ignore, known=not several)
    return behind if behind > place + 1 else place


def _first_name(all_words: Words, place: int, ignore: frozenset[str]) -> int:
    """A known first name, with what follows of it; alone only when it is nothing else."""
    word = all_words[place]
    if not _known_first(word, ignore):
        return place
    following = _at(all_words, place + 1)
    if following is not None and following.joined:
        sure = word.capital and word.lower not in words("names", "mostly_words")
        behind = _surname(all_words, place + 1, ignore, known=not sure)
        if behind > place + 1:
            return behind
    alone = word.capital and not word.text.isupper() and word.lower not in words("names", "also_words")
    return place + 1 if alone and len(word.text) > 2 and not _numbered(all_words, place) else place


def _surname_alone(all_words: Words, place: int, ignore: frozenset[str]) -> int:
    """A surname that is nothing else, or one behind a capital particle: `Van Dijk`."""
    word = all_words[place]
    if not word.capital or word.text.isupper() or word.lower in ignore:
        return place
    if word.lower in words("names", "last"):
        return place + 1
    if (
        word.lower in words("names", "particles")
        and word.text not in _BEFORE_PLACES
        and place
        and all_words[place - 1].after not in (".", "")
    ):
        return _surname(all_words, place, ignore, known=True)
    return place


def _around_a_particle(all_words: Words, place: int, ignore: frozenset[str]) -> int:
    """`Verzonnen van der Verzinsel`: two capitals around a particle that hardly stands anywhere else."""
    word = all_words[place]
    if not _may_be_a_name(word, ignore) or word.text.isupper():
        return place
    following = [one.lower for one in all_words[place + 1 : place + 3] if one.joined]
    if not {" ".join(following), *following[:1]} & _strong():
        return place
    behind = _surname(all_words, place + 1, ignore, known=True)
    return behind if behind > place + 1 else place


def _full_name(all_words: Words, place: int, ignore: frozenset[str], *, known: bool) -> int:
    """Behind a name of any make that begins here, or 0."""
    word = all_words[place]
    if word.text.endswith(".") and len(word.text) > 1:
        behind = _surname(all_words, place + 1, ignore, known=False)
        return behind if behind > place + 1 else 0
    if known and _known_first(word, ignore) or not known and _may_be_a_name(word, ignore):
        behind = _surname(all_words, place + 1, ignore, known=False) if _follows(all_words, place + 1) else 0
        return max(behind, place + 1)
    behind = _surname(all_words, place, ignore, known=known)
    return behind if behind > place else 0


def _surname(all_words: Words, place: int, ignore: frozenset[str], *, known: bool) -> int:
    """Behind particles and a capital that begin here; the same place when there is no surname. `known`: only one that
    is in the lists, or that stands behind a particle such as `van der`."""
    head = place
    while head < len(all_words) and head - place < _MOST_PARTICLES and _is_particle(all_words, head, place):
        head += 1
    word = _at(all_words, head)
    if word is None or (head > place and not word.joined):
        return place
    particle = " ".join(one.lower for one in all_words[place:head])
    if not word.capital and not (word.lower in words("names", "last") and known):
        return place
    if head > place and all_words[head - 1].text == "Den" and word.lower in words("names", "places_with_den"):
        return place
    if word.lower in _all_last():
        return head + 1 if word.lower not in ignore else place
    told = head > place and particle in _strong()
    fits = (told or not known) and _may_be_a_name(word, ignore)
    return head + 1 if fits else place


def _close(title: Word, word: Word) -> bool:
    """Whether a word stands right behind a title, which may end with a dot."""
    return word.joined or (title.after in (".", ":") and word.start - title.end <= 2)


def _small_surname(all_words: Words, place: int) -> int:
    """`mevrouw jansen`, without a capital: only a surname that is nothing else."""
    return place + 1 if all_words[place].lower in words("names", "last") else place


def _is_particle(all_words: Words, head: int, place: int) -> bool:
    word = all_words[head]
    return word.lower in words("names", "particles") and (head == place or word.joined)


def _known_first(word: Word, ignore: frozenset[str]) -> bool:
    lower = word.lower
    if lower in ignore or word.text.isupper() and len(word.text) < 4:
        return False
    known = lower in words("names", "first") or lower in words("names", "also_words") or _double_first(lower)
    return known and (word.capital or lower not in words("names", "also_words") and len(lower) > 3)


def _double_first(lower: str) -> bool:
    """`Jan-Peter`: both halves are known."""
    halves = lower.split("-")
    known = words("names", "first") | words("names", "also_words")
    return len(halves) == 2 and all(half in known for half in halves)


def _may_be_a_name(word: Word, ignore: frozenset[str]) -> bool:
    """A capital of which nothing says that it is something else."""
    lower = word.lower
    if not word.capital or len(word.text) < 2 or lower in ignore or word.text[0].isdigit():
        return False
    if word.text.isupper() and len(word.text) < 5 or any(character.isdigit() for character in word.text):
        return False
    return lower not in words("names", "no_name") and not is_surely_street(word.text) and not _ends_as_a_thing(lower)


def _ends_as_a_thing(lower: str) -> bool:
    return lower.endswith(tuple(words("names", "no_name_endings")))


def _is_a_thing(all_words: Words, place: int, behind: int) -> bool:
    """`prins Bernhard`, `Anne Frank School`, `Jan van Verzonnenstraat`: called after somebody."""
    if place and all_words[place].joined and all_words[place - 1].lower in words("names", "things"):
        return True
    head = behind
    while head < len(all_words) and head - behind < _MOST_PARTICLES and _is_particle(all_words, head, behind):
        head += 1
    following = _at(all_words, head)
    if following is None or not following.joined or all_words[behind - 1].after not in (" ", "\n"):
        return False
    return following.capital and (is_surely_street(following.text) or _ends_as_a_thing(following.lower))


def _of_a_place(all_words: Words, place: int) -> bool:
    """`burgemeester van Verzonnen`: of a place. With `van der` or a surname that is known it is a name all the same."""
    following = _at(all_words, place + 1)
    if following is None:
        return True
    return following.lower not in ("der", "den", "'t", "ten", "ter") and following.lower not in _all_last()


def _numbered(all_words: Words, place: int) -> bool:
    """`Jan 2019`: a month."""
    following = _at(all_words, place + 1)
    return bool(following and following.joined and following.text[0].isdigit())


def _follows(all_words: Words, place: int) -> bool:
    following = _at(all_words, place)
    return following is not None and following.joined


def _at(all_words: Words, place: int) -> Word | None:
    return all_words[place] if place < len(all_words) else None


@cache
def _all_last() -> frozenset[str]:
    return words("names", "last") | words("names", "last_too")


@cache
def _strong() -> frozenset[str]:
    return frozenset(table("names")["strong_particles"].split(","))
