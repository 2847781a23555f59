"""Offices that a reporter can mark, who holds them, and the categories of what is reported."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import Ref, act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline import rules
from interlocal.programs.hotline.actions.telling import tell_who_serves
from interlocal.programs.hotline.models import Category, CityHotline, Holder, Office
from interlocal.programs.hotline.rules.usual import USUAL_CATEGORIES


def add_office(*, by: User | None, hotline: CityHotline, title: str, title_es: str, now: datetime) -> Office:
    """List an office of the city. Raises ``Refusal`` for a title that is there already."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.add_office", subject=hotline, now=now, title=title) as added:
        _need_own_title(hotline, title)
        office = Office.objects.create(
            jurisdiction=hotline.jurisdiction, title=title, title_es=title_es, created_at=now
        )
        added.record(office=office.public_id)
    return office


def change_office(
    *,
    by: User | None,
    hotline: CityHotline,
    office: Office,
    title: str,
    title_es: str,
    is_retired: bool,
    now: datetime,
) -> Office:
    """Change an office, or take it off the list that reporters see. Raises ``Refusal``."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.change_office", subject=hotline, now=now, title=title) as changed:
        office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
        _need_own_title(hotline, title, but=office)
        office.title, office.title_es, office.is_retired = title, title_es, is_retired
        office.save(update_fields=["title", "title_es", "is_retired"])
        changed.record(office=office.public_id, is_retired=is_retired)
    return office


def add_holder(
    *,
    by: User | None,
    hotline: CityHotline,
    office: Office,
    name: str,
    user: User | None,
    is_deputy: bool,
    now: datetime,
) -> Holder:
    """Say who holds an office, or deputises. Raises ``Refusal`` for somebody named there already."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.add_holder", subject=hotline, now=now, office=office.title) as added:
        office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
        if office.holders.filter(name__iexact=name).exists():
            raise Refusal(_("They are named for this office already."), field="name")
        holder = Holder.objects.create(
            office=office, name=name, user=user, is_deputy=is_deputy, created_at=now
        )
        added.record(person=name, has_account=user is not None, is_deputy=is_deputy)
    return holder


def remove_holder(*, by: User | None, hotline: CityHotline, holder: Holder, now: datetime) -> None:
    """Take somebody out of an office they no longer hold, and tell everybody who serves.

    From then on, reports that mark the office no longer leave them out.
    """
    rules.check_setting_up(by)
    title = holder.office.title
    with act(by=by, action="hotline.remove_holder", subject=hotline, now=now, office=title) as removed:
        removed.record(person=holder.name)
        Holder.objects.filter(pk=holder.pk).delete()
        tell_who_serves(
            "left_office",
            template="hotline/mail/left_office",
            of=holder.public_id,
            hotline=hotline,
            context={"name": holder.name, "office": title, "by": str(by)},
            now=now,
        )


def add_category(*, by: User | None, facts: Mapping[str, Any], now: datetime) -> Category:
    """Add a kind of wrongdoing. Raises ``Refusal`` for a short name that is taken."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.add_category", now=now, title=facts["title"]) as added:
        if Category.objects.filter(slug=facts["slug"]).exists():
            raise Refusal(_("There is a category with this short name already."), field="slug")
        category = Category.objects.create(created_at=now, **facts)
        added.subject = category
    return category


def add_usual_categories(*, by: User | None, now: datetime) -> None:
    """Add the categories that hotlines usually have. Raises ``Refusal`` where there are some already."""
    rules.check_setting_up(by)
    book = Ref("hotline.category", "usual")
    with act(by=by, action="hotline.add_usual_categories", subject=book, now=now):
        if Category.objects.exists():
            raise Refusal(_("There are categories already: add what is missing one by one."))
        Category.objects.bulk_create(
            Category(slug=slug, title=title, title_es=title_es, place=place, created_at=now)
            for place, (slug, title, title_es) in enumerate(USUAL_CATEGORIES)
        )


def change_category(
    *, by: User | None, category: Category, facts: Mapping[str, Any], now: datetime
) -> Category:
    """Change a category's words and place, or retire it. Its short name stays: figures are kept under it."""
    rules.check_setting_up(by)
    with act(by=by, action="hotline.change_category", subject=category, now=now) as changed:
        category = Category.objects.select_for_update(of=("self",)).get(pk=category.pk)
        names = [name for name, value in facts.items() if getattr(category, name) != value]
        for name in names:
            setattr(category, name, facts[name])
        changed.record(fields=names)
        if names:
            category.save(update_fields=names)
    return category


def _need_own_title(hotline: CityHotline, title: str, but: Office | None = None) -> None:
    others = Office.objects.filter(jurisdiction=hotline.jurisdiction, title__iexact=title)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise Refusal(_("There is an office of this name already."), field="title")
