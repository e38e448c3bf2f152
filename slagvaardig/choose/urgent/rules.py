"""Within which term an urgent issue is judged."""

from datetime import datetime, time

from django.utils import timezone

from slagvaardig.region.current import current_region


def one_working_day_after(moment: datetime) -> datetime:
    """The same hour on the next day on which people work in this region; the end of that day when it came on a day on
    which nobody does."""
    local, holidays = timezone.localtime(moment), current_region().holidays
    works = holidays.is_working_day(local.date())
    hour = local.timetz().replace(tzinfo=None) if works else time(17)
    return timezone.make_aware(datetime.combine(holidays.next_working_day(local.date()), hour))
