"""Counts what is limited, in the database: there may be several processes, and each would otherwise allow as much.

The tables are unlogged: counting costs no write-ahead log, and after a crash it starts anew.
"""

import hashlib
import hmac
import math
import secrets
import time
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import connection
from django.utils import timezone

from slagvaardig.trust.limits.rules import LIMITS

now: Callable[[], float] = time.time
_COUNT = """insert into trust_tally as kept (key, day, started, times) values (%(key)s, %(day)s, %(now)s, 1)
on conflict (key) do update set
  times = case when kept.started + %(period)s <= %(now)s then 1 else least(kept.times + 1, 1000000000) end,
  started = case when kept.started + %(period)s <= %(now)s then %(now)s else kept.started end
returning times, started"""
_keys: dict[date, bytes] = {}


def allowed(name: str, key: str) -> bool:
    """Count one more under a limit of `rules.LIMITS`; whether it was still within. key: who or what it is for."""
    return seconds_to_wait(name, key) == 0


def seconds_to_wait(name: str, key: str) -> int:
    """The same; 0 when it is within, else after how many whole seconds it is again."""
    limit, moment, today = LIMITS[name], now(), timezone.localdate()
    values: dict[str, str | int | float | date] = {
        "key": _kept(name, key, today),
        "day": today,
        "now": moment,
        "period": limit.period,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        times, started = cursor.fetchone()
    if times <= limit.most * settings.LIMITS_TIMES:
        return 0
    return max(1, math.ceil(float(started) + limit.period - moment))


def counted(name: str, key: str) -> bool:
    """Whether anything was counted under this limit within its period; counts nothing."""
    query = "select 1 from trust_tally where key = %s and started > %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [_kept(name, key, timezone.localdate()), now() - LIMITS[name].period])
        return cursor.fetchone() is not None


def _kept(name: str, key: str, today: date) -> str:
    return hmac.new(_key_of(today), f"{name}|{key}".encode(), hashlib.sha256).hexdigest()


def _key_of(today: date) -> bytes:
    """The key of today, the same for all processes. The first visit of a day takes away what is older."""
    if today not in _keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into trust_daykey (day, key) values (%s, %s) on conflict do nothing",
                [today, secrets.token_bytes(32)],
            )
            if cursor.rowcount:
                cursor.execute("delete from trust_daykey where day < %s", [today])
                cursor.execute("delete from trust_tally where day < %s", [today])
            cursor.execute("select key from trust_daykey where day = %s", [today])
            _keys.clear()
            _keys[today] = bytes(cursor.fetchone()[0])
    return _keys[today]
