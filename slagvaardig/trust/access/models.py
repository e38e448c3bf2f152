"""Who there is and how they are logged in. What somebody may is in `roles.py`, where in `trust/circles`."""

import uuid
from datetime import timedelta
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import After, Along, Privacy
from slagvaardig.trust.rows import Own, Written

QUIET = timedelta(minutes=30)
_APPOINTS = "(select sec.has('appoint')) or sec.job() = 'console'"


class UserManager(BaseUserManager["User"]):
    """Nothing beyond what login needs; people are invited by the actions of this subject."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")

    def with_address(self, email: str) -> "User | None":
        return self.filter(email=email.strip().lower()).first()

    def active(self, key: str) -> "User | None":
        return self.filter(pk=key, is_active=True).first()


class User(AbstractBaseUser):
    """What somebody logs in with. Without it nobody is anybody; the name that others see is in Person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()
    privacy = Privacy(
        keeps=_("zakelijk e-mailadres en de afdruk van het wachtwoord van wie voor een partner werkt"),
        why=_("inloggen"),
        processing="login",
        ends=Along("trust_person", "id", _("de gegevens van de persoon zelf")),
        person=True,
    )
    access = Own("id")

    def __str__(self) -> str:
        return str(self.pk)


class PersonQuerySet(models.QuerySet["Person"]):
    """People by what a page asks."""

    def working(self) -> Self:
        return self.filter(left_on=None)

    def other_than(self, person: "Person") -> Self:
        return self.exclude(pk=person.pk)

    def only_this(self, person: "Person") -> Self:
        return self.filter(pk=person.pk)


class Person(models.Model):
    """Somebody as colleagues see him: a name. Its key is that of the user."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, primary_key=True)
    name = models.CharField(_("naam"), max_length=120)
    left_on = models.DateField(null=True)
    forgotten_on = models.DateField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("naam van wie voor een partner werkt"),
        why=_("weten wie iets mag zien en wie iets deed"),
        processing="people",
        ends=After("left_on", _("vertrek"), years=2, deed="anonymise", also="forgotten_on is null"),
        person=True,
    )
    access = Written(
        # Who reads the log reads names in it, and whoever looks after a circle those of its readers.
        select=f"user_id = sec.me() or (select sec.in_coalition()) or {_APPOINTS} or (select sec.has('read_log'))"
        " or cardinality((select sec.circles('edit'))) > 0",
        insert=_APPOINTS,
        update=f"user_id = sec.me() or {_APPOINTS}",
        changes=("name", "left_on"),
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        """How the log names this person."""
        return f"user:{self.pk}"


Actor = Person | str


def name_of(by: Actor) -> str:
    """How the log names who acts: a person, or a job by its name."""
    return by.actor if isinstance(by, Person) else by


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions by what a page asks."""

    def of(self, user: uuid.UUID | None) -> Self:
        return self.filter(user_id=user).order_by("-seen")

    def living(self) -> Self:
        return self.filter(expire_date__gt=timezone.now(), seen__gt=timezone.now() - QUIET)

    def apart_from(self, key: str) -> Self:
        return self.exclude(session_key=key)


class Session(models.Model):
    """A login that lasts. Only the hash of its key is kept: who reads this table cannot take one over."""

    session_key = models.CharField(max_length=64, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField(db_index=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    device = models.CharField(max_length=80, blank=True)
    started = models.DateTimeField()
    seen = models.DateTimeField()

    objects = SessionQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("dat iemand is ingelogd, sinds wanneer en met wat voor apparaat; geen netwerkadres"),
        why=_("ingelogd blijven, en zelf overal kunnen uitloggen"),
        processing="login",
        ends=After("expire_date", _("het einde van de sessie, acht uur na het inloggen")),
        person=True,
        in_backup=False,
    )
    access = Written(
        select="session_key = sec.session() or user_id = sec.me() or sec.is_login()",
        insert="sec.is_login() or user_id is null or user_id = sec.me()",
        update="session_key = sec.session() or user_id = sec.me() or sec.is_login()",
        # A living session never becomes that of somebody else: that would be becoming somebody else.
        becomes="sec.is_login() or user_id is null or user_id = sec.me()",
        delete="session_key = sec.session() or user_id = sec.me() or sec.is_login()",
        changes=("session_data", "expire_date", "user_id", "device", "started", "seen"),
    )

    def __str__(self) -> str:
        return self.device


class Sent(models.Model):
    """What was done with a form once: a second press finds the first answer. Kept for a day."""

    once = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    answer = models.CharField(max_length=200)
    made = models.DateField(auto_now_add=True)

    privacy = Privacy(
        keeps=_("het kenmerk van een verzonden formulier en waar het antwoord staat"),
        why=_("twee keer drukken is een keer doen"),
        processing="login",
        ends=After("made", _("het verzenden"), days=1),
        person=True,
        in_backup=False,
    )
    access = Written(select="user_id = sec.me()", insert="user_id = sec.me()")

    def __str__(self) -> str:
        return str(self.once)
