"""Forms made from an action's declaration: one field a field, one fieldset a nested model, rows for many of them.

The forms only show and collect; what is right is decided by the declaration itself, so bounds stand in one place.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ventanilla.journal.action import Action
from ventanilla.journal.words import Rarely, Words

Choices = list[tuple[str, str]]
Provider = Callable[[Any], Choices]

PROVIDERS: dict[tuple[str, str], Provider | None] = {("line.open_list", "list"): None}
"""Where a field's choices come from: (kind of action or ``*``, field) -> function of the query, filled by the rooms."""


def provides(kind: str, field: str) -> Callable[[Provider], Provider]:
    """Declare where the choices of a field come from (``*`` for every action)."""

    def declare(provider: Provider) -> Provider:
        PROVIDERS[kind, field] = provider
        return provider

    return declare


def shape(info: FieldInfo) -> tuple[type, Any]:
    """(kind of thing, detail) of a field: plain type, ``Literal`` codes, nested model, many of them, many codes."""
    kind: Any = info.annotation
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    while get_origin(kind) is not None and hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return Literal, get_args(kind)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        inner = get_args(inner)[0] if hasattr(inner, "__metadata__") else inner
        return tuple, inner
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return BaseModel, kind
    return kind, None


class ActionForm:
    """The form of one action: bound to what was typed, or empty with first values."""

    def __init__(
        self,
        action: type[Action],
        data: QueryDict | None = None,
        first: Any = None,
        errors: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.action = action
        self.data = data
        self.first = first if first is not None else QueryDict()
        self.errors = list(errors)
        self.unplaced: list[str] = []
        self.groups = list(self._groups())
        self._place_errors()

    # --- building --------------------------------------------------------------------------------------------
    def _groups(self) -> Iterator[Group]:
        plain: list[tuple[str, FieldInfo]] = []
        nested: list[tuple[str, FieldInfo]] = []
        for name, info in self.action.model_fields.items():
            kind, detail = shape(info)
            is_model = kind is BaseModel or (kind is tuple and _is_model(detail))
            (nested if is_model else plain).append((name, info))
        rare = {name: info for name, info in plain if _rarely(info)}
        yield Group("", "", self._form({name: info for name, info in plain if name not in rare}, ""))
        for name, info in nested:
            kind, detail = shape(info)
            if kind is BaseModel:
                yield Group(
                    name,
                    _(info.title or name),
                    self._form(detail.model_fields, f"{name}-"),
                    rare=_rare(detail, f"{name}-"),
                )
            else:
                yield from self._rows(name, info, detail)
        if rare:
            yield Group("", "", self._form(rare, ""), rare=frozenset(rare))

    def _rows(self, name: str, info: FieldInfo, model: type[BaseModel]) -> Iterator[Group]:
        count = self._count(name)
        for index in range(count):
            title = _("Person {n}").format(n=index + 1)
            prefix = f"{name}-{index}-"
            form = self._form(model.model_fields, prefix)
            last = index == count - 1
            yield Group(f"{name}.{index}", title, form, count > 1, index, name, _rare(model, prefix), last)

    def _count(self, name: str) -> int:
        source = self.data if self.data is not None else self.first
        try:
            count = int(source.get(f"{name}-count", 1))
        except (TypeError, ValueError):
            count = 1
        return min(max(count, 1), 50)

    def _form(self, fields: dict[str, FieldInfo], prefix: str) -> forms.Form:
        made = {
            f"{prefix}{name}": self._field(name, info, nested=bool(prefix)) for name, info in fields.items()
        }
        form_class = type("Fields", (forms.Form,), dict(made))
        first = {
            key: _first_value(self.first, key, field) for key, field in made.items() if key in self.first
        }
        typed = self.data if self.data is not None and any(key in self.data for key in made) else None
        return form_class(typed, initial=first, label_suffix="", auto_id="f-%s")

    def _field(self, name: str, info: FieldInfo, nested: bool) -> forms.Field:
        kind, detail = shape(info)
        words = next((one for one in info.metadata if isinstance(one, Words)), None)
        common: dict[str, Any] = {
            "label": _(info.title or name.replace("_", " ").capitalize()),
            "help_text": _(info.description) if info.description else "",
            "required": False,
        }
        provider = PROVIDERS.get((self.action.kind, name), PROVIDERS.get(("*", name)))
        choices = provider(self.first if self.data is None else self.data) if provider else None
        if not info.is_required() and info.default not in (None, "", ()):
            common["initial"] = info.default
        if kind is tuple:
            many = (
                choices if choices is not None else [(code, _(said)) for code, said in (words or {}).items()]
            )
            if many:
                return _AnyMany(choices=many, widget=forms.CheckboxSelectMultiple, **common)
            return _AnyMany(choices=[], widget=forms.MultipleHiddenInput, **common)
        if kind is Literal or choices is not None:
            offered = (
                choices
                if choices is not None
                else [(code, _((words or {}).get(code, code or _("not said")))) for code in detail]
            )
            widget = (
                forms.RadioSelect
                if 1 < len(offered) <= 5 and not nested and choices is None
                else forms.Select
            )
            if choices is not None:
                common["help_text"] = ""
            return _AnyChoice(choices=offered, widget=widget, **common)
        if kind is bool:
            return forms.BooleanField(**common)
        if not nested and _is_pseudonym(info) and (self.first if self.data is None else self.data).get(name):
            return forms.CharField(widget=forms.HiddenInput, **common)
        return forms.CharField(widget=_widget(name, info, kind), **common)

    # --- reading ---------------------------------------------------------------------------------------------
    def values(self) -> dict[str, Any]:
        """What was typed, in the shape that the declaration validates."""
        assert self.data is not None
        found: dict[str, Any] = {}
        for name, info in self.action.model_fields.items():
            kind, detail = shape(info)
            if kind is BaseModel:
                found[name] = _values(detail.model_fields, self.data, f"{name}-")
            elif kind is tuple and _is_model(detail):
                rows = range(self._count(name))
                found[name] = [_values(detail.model_fields, self.data, f"{name}-{index}-") for index in rows]
            else:
                _value(found, name, info, self.data, name)
        return found

    def _place_errors(self) -> None:
        self.summary: list[tuple[str, str]] = []
        for where, sentence in self.errors:
            key = where.replace(".", "-")
            for group in self.groups:
                if key in group.form.fields:
                    group.errors[key] = sentence
                    self.summary.append((f"f-{key}", sentence))
                    break
            else:
                self.summary.append(("", sentence))


class Group:
    """A fieldset: the action's own fields, a nested model, or one row of many."""

    def __init__(
        self, name: str, title: str, form: forms.Form, removable: bool = False, index: int = -1, rows: str = "",
        rare: frozenset[str] = frozenset(), last: bool = False,
    ) -> None:  # fmt: skip
        self.name, self.title, self.form, self.removable = name, title, form, removable
        self.index, self.rows, self.rare, self.last = index, rows, rare, last
        self.errors: dict[str, str] = {}

    @property
    def often(self) -> list[tuple[forms.BoundField, str]]:
        """The fields that are usually filled in, each with its error."""
        return [
            (bound, self.errors.get(bound.name, "")) for bound in self.form if bound.name not in self.rare
        ]

    @property
    def seldom(self) -> list[tuple[forms.BoundField, str]]:
        """The fields that are folded away, each with its error."""
        return [(bound, self.errors.get(bound.name, "")) for bound in self.form if bound.name in self.rare]

    @property
    def unfolded(self) -> bool:
        """Whether the folded fields must be seen: one is wrong, or holds something."""
        return any(error or bound.value() for bound, error in self.seldom)


class _AnyChoice(forms.ChoiceField):
    """A choice that the declaration checks, not the form."""

    def validate(self, value: Any) -> None:
        """Nothing here."""


class _AnyMany(forms.MultipleChoiceField):
    """Choices that the declaration checks, not the form."""

    def validate(self, value: Any) -> None:
        """Nothing here."""


def _widget(name: str, info: FieldInfo, kind: type) -> forms.Widget:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    if extra.get("secret"):
        return forms.PasswordInput(attrs={"autocomplete": "new-password"})
    if kind is date:
        return forms.DateInput(attrs={"type": "date", "class": "short"})
    if kind is int:
        return forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
    longest = next((m.max_length for m in info.metadata if hasattr(m, "max_length")), 0)
    return (
        forms.Textarea(attrs={"rows": 3})
        if longest and longest > 200
        else forms.TextInput(attrs={"autocomplete": "off"})
    )


def _is_pseudonym(info: FieldInfo) -> bool:
    """Whether a field holds a pseudonym: nobody should have to read or type one where the page knows it."""
    return any(
        str(getattr(one, "pattern", None) or "").startswith("^[A-Z][0-9A-Z]{19}") for one in info.metadata
    )


def _rarely(info: FieldInfo) -> bool:
    return any(isinstance(one, Rarely) for one in info.metadata)


def _rare(model: type[BaseModel], prefix: str) -> frozenset[str]:
    return frozenset(prefix + name for name, info in model.model_fields.items() if _rarely(info))


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _values(fields: dict[str, FieldInfo], data: QueryDict, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, info in fields.items():
        _value(found, name, info, data, prefix + name)
    return found


def _value(found: dict[str, Any], name: str, info: FieldInfo, data: QueryDict, key: str) -> None:
    kind, _detail = shape(info)
    if kind is tuple:
        found[name] = [one for one in data.getlist(key) if one]
    elif kind is bool:
        found[name] = data.get(key, "") in ("on", "true", "1", "yes")
    elif (text := data.get(key, "").strip()) or (info.is_required() and kind is str):
        found[name] = text
    elif info.is_required():
        found.pop(name, None)


def _first_value(first: Any, key: str, field: forms.Field) -> Any:
    return first.getlist(key) if isinstance(field, forms.MultipleChoiceField) else first.get(key)
