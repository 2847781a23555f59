"""What Help says of studies."""

from django.utils.translation import gettext_lazy as _

import interlocal.costing.studies.public as studies
from interlocal.desk.queries.help_shapes import Task, Topic

STUDIES = Topic(
    _("Studies"),
    "studies:list",
    _("What a service costs each city today, and what it would cost together."),
    (
        Task(
            _("Give my city's figures"),
            _(
                "Open the baseline from Home or “Studies”, type the figures or “Bring your spreadsheet”, "
                "then “Sign the baseline”."
            ),
            studies.Permission.FILL,
        ),
        Task(
            _("Ask about a figure"),
            _("Open the city's baseline and the line: questions and answers stand beside the figure."),
        ),
        Task(
            _("See what my city would pay and save"),
            _("“Result”: one sentence a city, every way of sharing, and what if a city joins or leaves."),
        ),
        Task(
            _("Say whether my city would join"),
            _("Open the poll from Home or “Studies” and answer; you can change it until the poll is closed."),
            studies.Permission.SPEAK,
        ),
        Task(
            _("See what has changed in a study"),
            _("“Lay it beside a result that was kept” under “Result”; a city's versions on its baseline."),
        ),
        Task(
            _("Comment on a result, or ask a city about it"),
            _("“Comments” beside the result: about all of it, or about one option."),
            studies.Permission.TALK,
        ),
        Task(
            _("Sign a result for my city"),
            _("Open it from Home or “Studies”: you sign the sentence shown for your city, or decline."),
            studies.Permission.SPEAK,
        ),
        Task(
            _("Have a result signed"),
            _("Make all draws under “Result”, then “Ask the cities to sign this result”."),
            studies.Permission.LEAD,
        ),
        Task(
            _("Ask the cities whether they would join"),
            _("“Where cities stand”, then “Ask the cities”: about one option and one way of sharing."),
            studies.Permission.LEAD,
        ),
        Task(
            _("Begin a study"),
            _("“Begin a study”, then add the lines that every city fills, and ask the cities."),
            studies.Permission.LEAD,
        ),
    ),
    (studies.Permission.READ,),
)
