"""The law of a body, as the clock, the floor and the forms take it."""

from interlocal.partnerships.law.public import Holidays, Key, Law, law_of
from interlocal.partnerships.law.public import Rule as LawRule
from interlocal.partnerships.meetings.floor import MeetingLaw, Rule
from interlocal.partnerships.meetings.models import Body
from interlocal.partnerships.meetings.notice import HolidayList, HolidayRule, NoticeRule


def law_for(body: Body) -> Law:
    """Return the law that binds a body: that of the jurisdiction that keeps it, else the partnership's."""
    return law_of(body.host)


def notice_rule(law: Law, body: Body) -> NoticeRule:
    """Return the notice that a body owes: its own hours and section where it has them, else the law's."""
    asked, shorter = law.rule(Key.NOTICE_HOURS), law.rule(Key.SHORT_NOTICE)
    hours = law.figure(Key.NOTICE_HOURS) if body.notice_hours is None else body.notice_hours
    return NoticeRule(
        hours=hours,
        section=body.notice_rule or asked.section,
        words=asked.words,
        short_section=shorter.section,
        short_words=shorter.words,
        source=asked.source,
        is_unconfirmed=asked.is_unconfirmed,
    )


def meeting_law(law: Law) -> MeetingLaw:
    """Return what binds a meeting while it is held."""
    return MeetingLaw(
        closing=_rule(law.rule(Key.CLOSING)),
        closing_notice=_rule(law.rule(Key.CLOSING_NOTICE)),
        only_that_business=_rule(law.rule(Key.ONLY_THAT_BUSINESS)),
        closed_votes=_rule(law.rule(Key.CLOSED_VOTES)),
        minutes=_rule(law.rule(Key.MINUTES)),
        quorum=_rule(law.rule(Key.RECUSED_COUNT)),
        recused_count=law.is_so(Key.RECUSED_COUNT),
    )


def _rule(rule: LawRule) -> Rule:
    return Rule(section=rule.section, words=rule.words, is_unconfirmed=rule.is_unconfirmed)


def holiday_lists(law: Law) -> tuple[HolidayList, ...]:
    """Return the lists of holidays that a building can take over."""
    return tuple(_list(row) for row in law.holidays)


def holiday_list(slug: str) -> HolidayList:
    """Return a list of the partnership's law; raises ``KeyError`` where there is none of that name."""
    found = {one.slug: one for one in holiday_lists(law_of())}
    return found[slug]


def _list(row: Holidays) -> HolidayList:
    return HolidayList(
        slug=row.slug,
        title=row.title,
        section=row.section,
        source=row.source,
        saturday=row.saturday,
        sunday=row.sunday,
        is_unconfirmed=not row.is_confirmed,
        rules=tuple(
            HolidayRule(
                name=day.name,
                month=day.month,
                day=day.day,
                weekday=day.weekday,
                nth=day.nth,
                since=day.since,
            )
            for day in row.days
        ),
    )
