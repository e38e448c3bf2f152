"""Within which term an urgent issue is judged."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def one_working_day_after(moment: datetime) -> datetime:
    """The same hour on the next day from Monday to Friday. Public holidays are not known here."""
    local = timezone.localtime(moment)
    day = local.date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    hour = local.timetz().replace(tzinfo=None) if local.weekday() < 5 else time(17)
    return timezone.make_aware(datetime.combine(day, hour))
