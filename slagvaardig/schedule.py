"""The whole clock on one page: what happens without anybody pressing a button, and how often.

`slagvaardig work` runs it, one process beside the web server of a site. Every job may be done twice without harm.
"""

import argparse
import signal
from datetime import time, timedelta
from functools import partial

from slagvaardig import example_conversations, example_pulse, example_stories
from slagvaardig.act.nightly import ask_about_closed_barriers, count_all_barriers
from slagvaardig.region.current import works_on
from slagvaardig.see.coverage import nightly as conversations
from slagvaardig.see.patterns import nightly as stories
from slagvaardig.trust.clock.work import Job, Worker
from slagvaardig.trust.digests import sending
from slagvaardig.trust.logbook.jobs import check_the_chain, hand_out_heads, seal_what_is_new
from slagvaardig.trust.retention import nightly
from slagvaardig.waiting import all_that_waits_for

CLOCK = (
    Job("seal-the-log", timedelta(seconds=1), seal_what_is_new),
    Job("hand-out-heads", timedelta(hours=1), hand_out_heads),
    Job("tell-example-stories", timedelta(days=1), example_stories.run),
    Job("hold-example-conversations", timedelta(days=1), example_conversations.run),
    Job("lay-open-and-count-conversations", timedelta(days=1), conversations.run, at=time(2, 0)),
    Job("ask-the-example-pulse", timedelta(days=1), example_pulse.run),
    # Before what is destroyed that night.
    Job("note-and-count-stories", timedelta(days=1), stories.run, at=time(2, 30)),
    Job("destroy-what-is-past-its-end", timedelta(days=1), nightly.run, at=time(3, 30)),
    Job("ask-about-closed-barriers", timedelta(days=1), ask_about_closed_barriers, at=time(5, 0)),
    # After what is destroyed that night.
    Job("count-barriers", timedelta(days=1), count_all_barriers, at=time(4, 0)),
    # Each person at most once a day; the rest of the day for what a mail server refused for a while.
    Job("send-digests", timedelta(minutes=15), partial(sending.run, all_that_waits_for, works_on)),
    Job("check-the-log", timedelta(days=1), check_the_chain, at=time(4, 30)),
)


def work(arguments: argparse.Namespace) -> int:
    """Run the clock until this process is told to stop, or once; 1 when a job went wrong in that one time."""
    worker = Worker(CLOCK)
    if arguments.once:
        return 0 if all([worker.turn(job) for job in CLOCK]) else 1
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    worker.run()
    return 0
