"""The addresses under which nobody is seen: whoever tells something there leaves nothing but what he tells."""

SPACE = "/vertel"


def is_unseen(path: str) -> bool:
    return path == SPACE or path.startswith(f"{SPACE}/")
