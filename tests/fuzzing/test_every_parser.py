"""No file of the product reads what others send without a door here, or a reason why it needs none."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.fuzzing.doors import DOORS

SRC = Path(__file__).resolve().parents[2] / "src"
# Calls that take bytes or text apart, by the end of their dotted name.
READS = frozenset(
    {
        *("json.loads", "json.load", "tomllib.loads", "tomllib.load", "csv.reader", "csv.DictReader"),
        *("load_workbook", "openpyxl.load_workbook", "zipfile.ZipFile", "etree.fromstring", "etree.parse"),
        *("etree.XML", "etree.iterparse", "Calendar.from_ical", "PdfReader", "pypdf.PdfReader"),
        *("docx.Document", "DocxTemplate", "Image.open", "message_from_bytes", "message_from_string"),
        *("BytesParser", "struct.unpack", "zlib.decompress", "gzip.decompress", "tarfile.open", "yaml.load"),
        *("pickle.loads", "marshal.loads", "base64.b64decode", "base64.urlsafe_b64decode", "bytes.fromhex"),
        *("urlsplit", "urlparse", "urljoin", "ip_address", "ipaddress.ip_address", "Lark", "read_csv_auto"),
    }
)
# Written by ourselves, or by whoever runs the installation: nobody else's words come in here.
OWN = {
    "config.checks": "addresses that the operator sets",
    "config.databases": "an address that the operator sets",
    "config.mail": "an address that the operator sets",
    "config.settings": "an address that the operator sets",
    "config.security_contact": "an address that the operator sets",
    "config.time_source": "an address that the operator sets",
    "config.object_storage": "an address that the operator sets",
    "config.running.upgrading": "a note that the upgrade wrote beside itself",
    "config.sample.data": "the sample, shipped with the product",
    "costing.studies.catalog": "the catalog, shipped with the product",
    "costing.studies.queries.calls": "what the engine has just written",
    "costing.studies.report.docx": "an empty Word document of the library",
    "costing.studies.rules.inputs": "a study file that the house wrote when it froze a version",
    "foundation.accounts.forms.passkeys": "read by its own form; tests/foundation/accounts/test_passkeys.py",
    "foundation.accounts.views.city": "the operator's own address, for the policy of one page",
    "foundation.audit.models": "details under the book's own digest",
    "foundation.audit.verification.redactions": "details whose digest was checked before",
    "foundation.backups.restoring": "a note that the restore wrote beside itself",
    "foundation.backups.rows.values": "rows out of a stream that is proved to be ours before it is read",
    "foundation.notices.actions.send": "an address that the operator sets",
    "foundation.notices.queries.sample_mail": "messages that the sample sent to itself",
    "foundation.accounts.allauth_adapter": "an authenticator's secret, encrypted by ourselves",
    "foundation.vault.encryption": "ciphertext out of our own database, proved when it is opened",
    "foundation.vault.fields": "ciphertext out of our own database, proved when it is opened",
    "foundation.vault.recovery": "ciphertext of our own, proved when it is opened",
    "foundation.vault.signing": "tokens by a key that is looked up in our own table; tests/foundation/vault",
    "foundation.vault.streams.stored": "streams of our own, proved when they are opened",
    "leaving.archive.targets": "an archive that is written, not read",
    "leaving.values": "a value of a record, whose faults the reader catches; tests/leaving",
    "kernel.maintenance": "a note that the house wrote beside itself",
    "partnerships.instruments.packets.house_template": "an empty Word document of the library",
    "partnerships.instruments.packets.word": "a template that was read through its door before",
    "partnerships.instruments.printing.pages": "a PDF that the house has just set",
    "partnerships.instruments.reading.pdf_text": "the answer of our own process, whose reading has a door",
    "partnerships.instruments.views.packets": "an archive that is written, not read",
    "partnerships.law.pack.shelf": "packs, shipped with the product",
    "partnerships.meetings.packets.assembling": "a PDF that the house has just set",
    "programs.hotline.actions.figures": "figures that were sealed here, proved when they are opened",
    "programs.hotline.cleaning.arriving": "what was encrypted here, proved when it is opened",
    "programs.hotline.cleaning.asking": "the answer of our own process, whose reading has doors",
    "programs.hotline.queries.entries": "entries that were sealed here, proved when they are opened",
    "programs.hotline.readings": "a note that was sealed here, proved when it is opened",
    "programs.hotline.rules.forms": "a token of ours, whose shape and proof are checked before",
    "programs.hotline.rules.mails": "an address that the operator sets",
    "programs.training.badges.credential": "a credential out of our own record",
    "programs.training.questionnaires": "questionnaires, shipped with the product",
    "programs.training.views.lessons.giving": "a package that was read through its door before",
    "upkeep.doctor.bucket": "an address that the operator sets",
    "upkeep.doctor.certificate": "an address that the operator sets",
    "upkeep.doctor.clock": "a time server that the operator names: whatever it answers is caught there",
    "web.content_host": "an address that the operator sets",
    "web.origins": "an address that the operator sets",
    "web.drawings": "a chart's own data",
    "web.svg": "a drawing that the house has just made",
    "programkit.testkit": "what the test kit has just written",
    "mutual.calls.counting": "a note in a file that the engine has just written",
    "mutual.formulas.examples": "examples, shipped with the product",
}


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _readers() -> Iterator[str]:
    for path in sorted(SRC.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = (_dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
        if any(call in READS or ".".join(call.split(".")[-2:]) in READS for call in calls):
            yield ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def _called(module: str) -> str:
    return module.removeprefix("interlocal.")


def test_every_file_that_reads_has_a_door_or_a_reason() -> None:
    behind_doors = {_called(module) for door in DOORS for module in door.modules}
    readers = {_called(module) for module in _readers()}
    assert sorted(readers - behind_doors - set(OWN)) == []
    assert sorted(set(OWN) - readers) == [], "no file there reads any more"
    assert sorted(set(OWN) & behind_doors) == [], "a door and a reason against one"


def test_no_code_comes_out_of_what_is_read() -> None:
    """What can run code while it reads is nowhere in the product."""
    forbidden = {"pickle.loads", "pickle.load", "marshal.loads", "yaml.load", "eval", "exec"}
    found = {
        f"{path.relative_to(SRC)}: {_dotted(node.func)}"
        for path in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _dotted(node.func) in forbidden
    }
    assert found == set()


def test_every_door_has_a_name_of_its_own() -> None:
    names = [door.name for door in DOORS]
    assert sorted(names) == sorted(set(names))
