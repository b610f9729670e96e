"""Every table and column is fed by the journal, or stands in one short list with its reason; nothing else stands there."""

from __future__ import annotations

from django.apps import apps

from tests.town import assert_right, both_engines
from ventanilla.journal.models import Fed
from ventanilla.journal.replay import NOT_FED, fed_models


def installed() -> dict[str, type]:
    """Every table of every installed model, those that Django makes by itself among them."""
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def columns(model) -> set[str]:
    return {field.column for field in model._meta.concrete_fields if field.column}


def test_every_model_is_fed_or_listed_never_both():
    for table, model in installed().items():
        assert issubclass(model, Fed) != (table in NOT_FED), table


def test_every_column_of_a_fed_table_is_fed_or_listed():
    for model in fed_models():
        for column in columns(model):
            assert (column in model.unfed) == (f"{model._meta.db_table}.{column}" in NOT_FED), column


def test_nothing_else_stands_in_the_list():
    models = installed()
    for name in NOT_FED:
        table, _dot, column = name.partition(".")
        if table not in models:
            assert not column and table in {"django_session"}, f"{name} is no table of this office"
        elif column:
            assert issubclass(models[table], Fed) and column in columns(models[table]), name


def test_every_reason_is_a_sentence_of_its_own_kind():
    for name, reason in NOT_FED.items():
        assert len(reason.split()) >= 4 and not reason.endswith("."), name


def test_no_column_is_named_unfed_that_is_not_there():
    for model in fed_models():
        assert set(model.unfed) <= columns(model), model


@both_engines
def test_the_database_itself_holds_no_other_table_and_no_other_column(office):
    sql = (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema='public'"
        if office.db.postgres
        else "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type='table' AND m.name NOT LIKE 'sqlite_%'"
    )
    found: dict[str, set[str]] = {}
    for table, column in office.db.all(sql):
        found.setdefault(table, set()).add(column)
    for model in fed_models():
        assert found.pop(model._meta.db_table) == columns(model), model
    assert set(found) <= {name for name in NOT_FED if "." not in name}
    assert_right(office)
