"""The foundation: people and the audit go, keys and whatever opens a door stay."""

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from interlocal.foundation.audit.public import PARTNERSHIP_BOOK
from interlocal.kernel.leaving import WHOLE, Leaves, every_row, stays

_KEYS = stays("Keys of this installation. They open what is sealed here, and nothing that goes is sealed.")
_SIGN_IN = stays("How people sign in here. They are let in anew where they go.")
_WORKINGS = stays("Workings of the software, made anew by every installation.")
_LISTS = stays("How a pasted list was read. What came of it are records, and they go.")


def no_password() -> str:
    """Return what stands for a password where there is none."""
    return make_password(None)


def _in_the_city(city: str) -> Q:
    return Q(scope_kind="jurisdiction", scope_public_id=city)


FOUNDATION = {
    "kernel.OutboxEvent": _WORKINGS,
    "kernel.OutboxDelivery": _WORKINGS,
    "vault.DataKey": _KEYS,
    "vault.SigningKey": _KEYS,
    # Books of sealed rooms are kept and read behind their own doors.
    "audit.AuditBook": Leaves(only=Q(name=PARTNERSHIP_BOOK), identity="name"),
    "audit.AuditEntry": Leaves(only=Q(book__name=PARTNERSHIP_BOOK), identity="seq"),
    "audit.AuditDetail": Leaves(only=Q(entry__book__name=PARTNERSHIP_BOOK)),
    "jobs.Job": _WORKINGS,
    "jobs.Effect": _WORKINGS,
    "jobs.ScheduleSlot": _WORKINGS,
    # What is sealed here opens with this installation's keys alone, and belongs to a room that is sealed.
    "files.StoredFile": Leaves(
        only=Q(is_sealed=False),
        city=every_row,
        without={"sealed_name": None, "is_sealed": None, "storage_key": None},
    ),
    "backups.RecoveryKey": _KEYS,
    "backups.Backup": stays("Where this installation keeps its backups."),
    "notices.Notice": stays("Mail and notes in inboxes. What they tell of are records, and they go."),
    "notices.MailPreference": WHOLE,
    "accounts.RoleGrant": Leaves(city=_in_the_city),
    "accounts.Invitation": Leaves(city=_in_the_city),
    "accounts.IdentityProvider": _SIGN_IN,
    "accounts.ProviderDomain": _SIGN_IN,
    "accounts.ProviderIdentity": _SIGN_IN,
    "accounts.AuthenticatorReset": _SIGN_IN,
    "accounts.SignIn": _SIGN_IN,
    "accounts.ApiToken": _SIGN_IN,
    "accounts.User": Leaves(city=every_row, without={"password": no_password, "last_login": None}),
    "lists.PastedList": _LISTS,
    "lists.RememberedColumn": _LISTS,
    "lists.RowRecord": _LISTS,
}
