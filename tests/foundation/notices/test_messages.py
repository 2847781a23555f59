"""Messages as a mail program reads them."""

from email import message_from_bytes, policy
from email.utils import parseaddr

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import UserFactory
from tests.factories.notices import NOW, NoticeFactory

from interlocal.foundation.notices.actions import send
from interlocal.foundation.notices.public import is_signed, sign_path
from interlocal.foundation.notices.queries import one_line

pytestmark = pytest.mark.django_db
HOME = "https://interlocal.example.org"


def sent(**values):
    """Send a notice; return the message as parsed from its bytes."""
    notice = NoticeFactory(**values)
    assert send(notice=notice, now=NOW)
    parsed = message_from_bytes(mail.outbox[-1].message().as_bytes(), policy=policy.default)
    assert parsed.defects == []
    return notice, parsed


def text_of(message):
    return message.get_body(("plain",)).get_content()


def html_of(message):
    return message.get_body(("html",)).get_content()


def test_the_headers_say_who_what_and_that_a_machine_wrote_it():
    notice, message = sent(recipient=UserFactory(name="Ada Lovelace", email="ada@example.org"))
    headers = {name: str(message[name]) for name in message if name not in {"Date", "MIME-Version"}}
    assert headers == {
        "Content-Type": message["Content-Type"],
        "Subject": "Inbox: Fleet repair",
        "From": "Interlocal <interlocal@example.org>",
        "To": "Ada Lovelace <ada@example.org>",
        "Message-ID": f"<{notice.public_id}@interlocal.example.org>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": "en",
        "List-Unsubscribe": f"<{HOME}/inbox/settings/>",
    }


def test_it_has_a_text_and_an_html_part():
    _notice, message = sent(recipient=UserFactory(name="Ada"))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_plain_text_is_not_escaped_and_html_is():
    _notice, message = sent(recipient=UserFactory(name="Ada"), context={"title": "<b>R&D</b>"})
    assert text_of(message).startswith("Ada, <b>R&D</b> & more.\n")
    assert "Ada, &lt;b&gt;R&amp;D&lt;/b&gt; &amp; more." in html_of(message)
    assert "<b>" not in html_of(message)


def test_the_html_has_a_language_and_no_style_or_script():
    _notice, message = sent()
    html = html_of(message)
    assert '<html lang="en">' in html
    assert "<style" not in html
    assert "style=" not in html
    assert "<script" not in html


def test_a_room_can_write_its_own_html():
    _notice, message = sent(template="tests/mail/rich", path="/statements/abc/")
    assert f'<p>See <a href="{HOME}/statements/abc/">Fleet repair</a>.</p>' in html_of(message)


def test_the_link_is_added_where_the_body_has_none():
    _notice, message = sent(path="/statements/abc/")
    assert text_of(message).count(f"{HOME}/statements/abc/") == 1
    assert f'<a href="{HOME}/statements/abc/">Open it</a>' in html_of(message)


def test_the_link_is_not_said_twice():
    _notice, message = sent(template="tests/mail/rich", path="/statements/abc/")
    assert text_of(message).count(f"{HOME}/statements/abc/") == 1
    assert "Open it" not in html_of(message)


def test_a_signed_link_opens_and_is_kept_nowhere():
    notice, message = sent(signed_path="/do/abc/", path="/commitments/xyz/")
    line = next(line for line in text_of(message).splitlines() if line.startswith(f"{HOME}/do/"))
    signature = line.removeprefix(f"{HOME}/do/abc/").removesuffix("/")
    assert is_signed("/do/abc/", signature)
    notice.refresh_from_db()
    assert signature not in str(vars(notice))


def test_a_signature_is_good_for_its_path_alone(settings):
    signature = sign_path("/do/abc/")
    assert is_signed("/do/abc/", signature)
    assert not is_signed("/do/abd/", signature)
    assert not is_signed("/do/abc/", signature[:-1])
    assert not is_signed("/do/abc/", "")
    assert not is_signed("/do/abc/:x", signature)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert is_signed("/do/abc/", signature)
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_signed("/do/abc/", signature)


@given(
    path=st.text(st.characters(codec="utf-8"), max_size=60),
    signature=st.text(st.characters(codec="utf-8"), max_size=60),
)
def test_no_signature_is_guessed_and_none_raises(path, signature):
    assert not is_signed(path, signature)
    assert is_signed(path, sign_path(path))


def test_mail_is_in_the_recipients_language():
    with translation.override("en"):
        _notice, message = sent(recipient=UserFactory(language="es"))
    assert (str(message["Subject"]), message["Content-Language"]) == (
        "Bandeja: Fleet repair",
        "es",
    )
    assert '<html lang="es">' in html_of(message)
    assert "Usted recibe este correo" in text_of(message)
    assert translation.get_language() == "en"


@pytest.mark.parametrize(
    "hostile",
    [
        "Fleet\nBcc: everybody@example.org",
        "Fleet\r\n\r\n<script>alert(1)</script>",
        "Fleet\u2028Bcc: everybody@example.org",
        "Fleet\x1b\x0bBcc: everybody@example.org",
        "=?utf-8?q?Bcc:_x?=\n x",
    ],
)
def test_nobody_writes_headers_through_a_name_or_a_title(hostile):
    ada = UserFactory(name=hostile, email="ada@example.org")
    _notice, message = sent(recipient=ada, context={"title": hostile})
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@example.org"]
    assert len(str(message["Subject"]).splitlines()) == 1
    assert mail.outbox[-1].recipients() == [mail.outbox[-1].to[0]]


@given(written=st.text(st.characters(codec="utf-8"), max_size=80))
def test_a_line_is_one_printable_line(written):
    line = one_line(written)
    assert line == line.strip()
    assert line == "" or (line.isprintable() and len(line.splitlines()) == 1)


@pytest.mark.parametrize("name", ["Zoë Ångström", 'Ada "Countess" Lovelace', "Lovelace, Ada", "阿达", ""])
def test_names_survive_the_journey(name):
    _notice, message = sent(recipient=UserFactory(name=name, email="ada@example.org"))
    (address,) = message["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "ada@example.org")


def test_a_notice_of_a_room_that_is_gone_keeps_its_place_in_the_list():
    from interlocal.foundation.notices.queries import subject_of

    assert subject_of(NoticeFactory.build(template="gone/mail/gone", kind="gone.news")) == "gone.news"


FORGING = (
    "\r\nBcc: thief@evil.example",
    "\nBcc: thief@evil.example",
    "\r\n\r\nanother body",
    "\rBcc: thief@evil.example",
)


@pytest.mark.parametrize("forged", FORGING)
def test_a_name_adds_no_header_and_no_recipient(forged):
    _notice, message = sent(recipient=UserFactory(name=f"Ada{forged}", email="ada@example.org"))
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@example.org"]
    assert [parseaddr(one)[1] for one in mail.outbox[-1].recipients()] == ["ada@example.org"]


@pytest.mark.parametrize("forged", FORGING)
def test_what_stands_in_a_subject_adds_no_header(forged):
    _notice, message = sent(context={"title": f"Fleet{forged}"})
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Inbox: Fleet ")


@pytest.mark.parametrize("forged", FORGING)
def test_an_address_with_a_line_end_is_not_mailed(forged):
    notice = NoticeFactory(recipient=UserFactory(email=f"ada@example.org{forged}"))
    with pytest.raises((BadHeaderError, ValueError)):
        send(notice=notice, now=NOW)
    assert mail.outbox == []
