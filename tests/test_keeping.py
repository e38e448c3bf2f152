"""What falls over is started again: at once the first time, then ever later, and steady again after a while."""

import subprocess
import sys
import time

from slagvaardig.keeping import LONGEST_PAUSE, STEADY, Kept, pause_after

FALLS = [sys.executable, "-c", "raise SystemExit(1)"]
STANDS = [sys.executable, "-c", "import time; time.sleep(600)"]


def test_each_pause_is_twice_the_one_before_up_to_a_limit() -> None:
    pauses = [pause_after(falls) for falls in range(1, 12)]
    assert pauses[:4] == [0.25, 0.5, 1.0, 2.0]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_process_that_cannot_start_is_tried_again_and_again_ever_later() -> None:
    said: list[str] = []
    one = Kept("site: web", FALLS, {})
    now, starts = one.started, [one.started]
    for _ in range(5):
        one.process.wait()
        one.look_after(now, said.append)
        assert one.ended, "started again before its pause was over"
        one.look_after(one.again_at - 0.001, said.append)
        assert one.ended, "started again before its pause was over"
        now = one.again_at
        one.look_after(now, said.append)
        starts.append(now)
    one.process.wait()
    pauses = [round(later - earlier, 2) for earlier, later in zip(starts, starts[1:], strict=False)]
    assert pauses == [0.25, 0.5, 1.0, 2.0, 4.0]
    assert said == [f"site: web viel om en start opnieuw (poging {number})." for number in range(1, 6)]


def test_a_process_that_stands_is_left_alone_and_forgiven() -> None:
    said: list[str] = []
    one = Kept("site: web", STANDS, {})
    try:
        first = one.process.pid
        one.falls = 4
        one.look_after(one.started + STEADY - 1, said.append)
        assert one.falls == 4
        one.look_after(one.started + STEADY + 1, said.append)
        assert (one.falls, one.process.pid, said) == (0, first, [])
    finally:
        one.process.kill()
        one.process.wait()


def test_nothing_of_a_process_whose_head_is_killed_stays_behind() -> None:
    child = f"import subprocess, sys; subprocess.run({STANDS!r})"
    one = Kept("site: web", [sys.executable, "-c", child], {})
    group = one.process.pid
    while len(_members_of(group)) < 2:
        time.sleep(0.01)
    one.process.kill()
    one.process.wait()
    assert _members_of(group), "the child died by itself: this proves nothing"
    one.look_after(one.started, lambda _: None)
    while _members_of(group):
        time.sleep(0.01)


def _members_of(group: int) -> list[str]:
    done = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if line.split()[0] == str(group) and "Z" not in line]
