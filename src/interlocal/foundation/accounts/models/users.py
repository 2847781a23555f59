"""People who sign in."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.models.grants import RoleGrant, reach_of
from interlocal.kernel import clock
from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.permissions import NOWHERE, Permission, Reach
from interlocal.kernel.privacy import Privacy
from interlocal.kernel.scopes import Scope

# How records name somebody whose name was erased.
FORMER_PERSON = _("A former person")


class AccountState(models.TextChoices):
    """Where an account stands."""

    INVITED = "invited", _("Invited")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    FORMER = "former", _("Left, name erased")


class UserAccounts(BaseUserManager):  # type: ignore[type-arg]
    """Finds and makes users by e-mail address, compared without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password nobody can sign in with one."""
        user: User = self.model(email=normal_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user with this e-mail address."""
        user: User = self.get(email=normal_email(username or ""))
        return user


def normal_email(email: str) -> str:
    """Return the form in which an address is stored and compared."""
    return email.strip().lower()


class User(AbstractBaseUser):
    """A person with an account. What they may do comes from their role grants alone."""

    public_id = PublicIdField()
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True)
    anonymised_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    privacy = Privacy(
        fields=("email", "name", "language"),
        purpose="To sign in, to be addressed in mail, and to be named in the records a person makes.",
        keep="While the account is active, and until somebody erases the name of who left. "
        "Invitations that nobody accepted: 90 days.",
    )

    objects = UserAccounts()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(suspended_at=None) | models.Q(is_active=False),
                name="suspended_is_not_active",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymised_at=None) | models.Q(is_active=False, name=""),
                name="former_person_has_no_name",
            ),
        )

    def __str__(self) -> str:
        if self.anonymised_at is not None:
            return str(FORMER_PERSON)
        return self.name or self.email

    @property
    def state(self) -> AccountState:
        """Invited until the invitation is accepted; then active or suspended; former without a name."""
        if self.anonymised_at is not None:
            return AccountState.FORMER
        if self.is_active:
            return AccountState.ACTIVE
        return AccountState.INVITED if self.suspended_at is None else AccountState.SUSPENDED

    def grants_in_force(self, on: date) -> tuple[RoleGrant, ...]:
        """Return the grants in force on ``on``; the rows are read once for this object."""
        if not self.is_active or self.pk is None:
            return ()
        if not hasattr(self, "_grants"):
            self._grants = tuple(RoleGrant.objects.filter(user_id=self.pk, ended_on=None).order_by("pk"))
        return tuple(grant for grant in self._grants if grant.is_in_force(on))

    def forget_grants(self) -> None:
        """Read the grants anew next time: they have changed."""
        self.__dict__.pop("_grants", None)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row, and next time its grants, anew."""
        self.forget_grants()
        super().refresh_from_db(*args, **kwargs)

    def reach(self, permission: Permission) -> Reach:
        """Return where the person holds ``permission`` today; somebody suspended holds nothing."""
        if not self.is_active:
            return NOWHERE
        return reach_of(self.grants_in_force(clock.today()), permission)

    def may(self, permission: Permission, scope: Scope | None = None) -> bool:
        """May the person use ``permission`` in ``scope`` (without one: anywhere)?"""
        return self.reach(permission).covers(scope)
