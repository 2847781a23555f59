"""Tables that are not ours, and those of rooms above the foundation that keep nothing of the work."""

from interlocal.kernel.leaving import WHOLE, stays

_WORKINGS = stays("Workings of the software, made anew by every installation.")
_SIGN_IN = stays("How people sign in here. They are let in anew where they go.")

OTHERS = {
    "founding.SetupCode": stays("The code that opened the first-run page of this installation."),
    "founding.GuideClosing": WHOLE,
    "leaving.Archive": stays("What was taken along from here. The audit book says it too, and goes."),
    "account.EmailAddress": _SIGN_IN,
    "account.EmailConfirmation": _SIGN_IN,
    "mfa.Authenticator": _SIGN_IN,
    "django_q.Task": _WORKINGS,
    "django_q.Success": _WORKINGS,
    "django_q.Failure": _WORKINGS,
    "django_q.Schedule": _WORKINGS,
    "django_q.OrmQ": _WORKINGS,
    "auth.Permission": _WORKINGS,
    "auth.Group": _WORKINGS,
    "auth.Group_permissions": _WORKINGS,
    "contenttypes.ContentType": _WORKINGS,
}
