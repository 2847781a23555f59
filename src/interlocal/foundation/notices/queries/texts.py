"""What a notice says, in its recipient's language. A room writes the body; the frame around it is here."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.rules import sign_path


@dataclass(frozen=True)
class Texts:
    """A notice as it goes out."""

    subject: str
    text: str
    html: str


def subject_of(notice: Notice) -> str:
    """Return the notice's title in the language that is active: one line, whatever its context holds."""
    try:
        written = _render(f"{notice.template}.subject.txt", dict(notice.context))
    except TemplateDoesNotExist:  # the room that wrote it is gone; its notices stay readable as a list
        return notice.kind
    return one_line(written)


def body_of(notice: Notice) -> str:
    """Return what the notice says, in the language that is active and without the frame of a mail."""
    own = {"recipient": one_line(notice.addressee.name), "link": "", **notice.context}
    return _render(f"{notice.template}.txt", own).strip()


def texts_of(notice: Notice) -> Texts:
    """Return subject, plain text and HTML in the recipient's language, with the link made for them now."""
    with translation.override(notice.addressee.language):
        subject, link = subject_of(notice), _link_of(notice)
        own = {"recipient": one_line(notice.addressee.name), "link": link, **notice.context}
        body = _render(f"{notice.template}.txt", own).strip()
        frame: dict[str, Any] = {
            "subject": subject,
            "body": body,
            "link": link,
            "shows_link": link not in body,
            "settings_link": _settings_link(notice),
            "language": notice.addressee.language,
        }
        text = _render("notices/mail/base.txt", frame).strip() + "\n"
        page = get_template("notices/mail/base.html")
        return Texts(subject, text, page.render({**own, **frame, "own_html": _own_html(notice)}))


def _settings_link(notice: Notice) -> str:
    """Where the recipient chooses mails; who has no account gets what concerns them alone."""
    return settings.INTERLOCAL_BASE_URL + reverse("notices:settings") if notice.recipient else ""


def _own_html(notice: Notice) -> Any:
    try:
        return get_template(f"{notice.template}.html")
    except TemplateDoesNotExist:  # the plain text does for both
        return None


def _link_of(notice: Notice) -> str:
    if notice.signed_path:
        return f"{settings.INTERLOCAL_BASE_URL}{notice.signed_path}{sign_path(notice.signed_path)}/"
    return f"{settings.INTERLOCAL_BASE_URL}{notice.path}" if notice.path else ""


def _render(template: str, context: dict[str, Any]) -> str:
    """Render plain text: nothing in it is HTML, so nothing is escaped."""
    inner = get_template(template).template  # type: ignore[attr-defined]
    rendered: str = inner.render(Context(context, autoescape=False))
    return rendered


def one_line(written: str) -> str:
    """Return ``written`` as one line without control characters, so that it can stand in a header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in written).split())
