"""The set-up: cities, people, offices, categories, recovery."""

from django.urls import path

from interlocal.programs.hotline.views import setup_cities, setup_offices, setup_people, setup_rehearsal

OPEN: frozenset[str] = frozenset()
CITY = "cities/<str:public_id>"
urlpatterns = [
    path("", setup_cities.home, name="home"),
    path("cities/add/", setup_cities.begin_city, name="begin-city"),
    path(f"{CITY}/", setup_cities.city, name="city"),
    path(f"{CITY}/rules/", setup_cities.change_rules, name="rules"),
    path(f"{CITY}/texts/", setup_cities.change_texts, name="texts"),
    path(f"{CITY}/open/", setup_cities.open_hotline, name="open"),
    path(f"{CITY}/close/", setup_cities.close_hotline, name="close"),
    path(f"{CITY}/rehearsal/", setup_rehearsal.rehearsal, name="rehearsal"),
    path(f"{CITY}/rehearsal/send/", setup_rehearsal.send, name="send-rehearsal"),
    path(f"{CITY}/people/add/", setup_people.name_person, name="name-person"),
    path(f"{CITY}/people/<str:duty_id>/move/", setup_people.move_person, name="move-person"),
    path(f"{CITY}/people/<str:duty_id>/end/", setup_people.end_duty, name="end-duty"),
    path(f"{CITY}/offices/add/", setup_offices.add_office, name="add-office"),
    path(f"{CITY}/offices/<str:office_id>/", setup_offices.change_office, name="change-office"),
    path(f"{CITY}/offices/<str:office_id>/holders/add/", setup_offices.add_holder, name="add-holder"),
    path(f"{CITY}/holders/<str:holder_id>/remove/", setup_offices.remove_holder, name="remove-holder"),
    path("categories/", setup_offices.categories, name="categories"),
    path("categories/add/", setup_offices.add_category, name="add-category"),
    path("categories/usual/", setup_offices.add_usual_categories, name="usual-categories"),
    path("categories/<str:category_id>/", setup_offices.change_category, name="change-category"),
    path("recovery-rule/", setup_cities.change_recovery, name="recovery-rule"),
    path("to-confirm/", setup_people.to_confirm, name="to-confirm"),
    path("to-confirm/<str:duty_id>/", setup_people.confirm_person, name="confirm-person"),
]
