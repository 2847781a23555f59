"""The columns of a list of old agreements."""

from django.utils.translation import gettext_lazy

from interlocal.web.tables import Column

COLUMNS = (
    Column(
        "title",
        gettext_lazy("Agreement"),
        (
            "title",
            "name",
            "contract",
            "agreement title",
            "agreement name",
            "subject",
            "description",
            "contract name",
        ),
        is_required=True,
    ),
    Column(
        "parties",
        gettext_lazy("Parties"),
        ("cities", "members", "participants", "city", "jurisdictions", "party", "partners", "agencies"),
        gettext_lazy("names with a semicolon between them"),
        is_required=True,
    ),
    Column(
        "starts_on",
        gettext_lazy("In effect from"),
        (
            "start",
            "start date",
            "effective",
            "effective date",
            "begins",
            "from",
            "commencement",
            "begin date",
        ),
    ),
    Column(
        "ends_on",
        gettext_lazy("Last day"),
        (
            *("end", "end date", "expires", "expiration", "expiration date", "until", "expiry", "term ends"),
            *("last day of the term", "termination date"),
        ),
        gettext_lazy("or the words “until ended”"),
    ),
    Column("term_words", gettext_lazy("Term in words"), ("term", "duration", "length")),
    Column(
        "renews",
        gettext_lazy("Renews"),
        ("renewal of", "replaces", "supersedes", "previous agreement", "prior agreement"),
        gettext_lazy("the title of the agreement before it, here or further up in the list"),
    ),
    Column(
        "options_left",
        gettext_lazy("Renewal options left"),
        ("options", "renewal options", "renewals", "options left", "renewals left"),
    ),
    Column(
        "option_months",
        gettext_lazy("Months of each option"),
        ("option months", "renewal term months", "months per option"),
    ),
    Column(
        "notice_days",
        gettext_lazy("Days of notice before the end"),
        ("notice", "notice days", "notice period", "days notice", "notice period days"),
    ),
    Column("section", gettext_lazy("Section on notice"), ("notice section", "clause", "section")),
    Column(
        "amount",
        gettext_lazy("Amount a year"),
        ("annual amount", "annual cost", "cost", "amount", "price", "yearly cost", "annual fee", "fee"),
    ),
    Column("year", gettext_lazy("Year of the amount"), ("year", "fiscal year", "fy")),
    Column(
        "cost_formula",
        gettext_lazy("Cost formula"),
        ("formula", "cost share", "cost sharing", "allocation"),
        gettext_lazy("word for word; it is kept as text"),
        is_long=True,
    ),
    Column("summary", gettext_lazy("In plain words"), ("summary", "purpose", "notes", "scope"), is_long=True),
    Column(
        "source",
        gettext_lazy("Source"),
        (
            "document",
            "ordinance",
            "bill",
            "bill number",
            "ordinance number",
            "resolution",
            "file",
            "reference",
        ),
        gettext_lazy("the document that says so; empty: this list"),
    ),
)
