"""Two tables to look at: what can be done, and who may do it."""

from __future__ import annotations

import click


@click.command()
def actions() -> None:
    """List everything that can be done at a desk, and who may."""
    from .desk import registry

    for kind, action in registry().items():
        room, name = kind.split(".", 1)
        click.echo(f"{room + ' ' + name.replace('_', '-'):<28} {action.title}  [{', '.join(sorted(action.roles))}]")


@click.command()
def permissions() -> None:
    """Print who may do and open what. What is not in it is denied."""
    from .common import opened

    opened()
    from ventanilla.web.permissions import table

    rows = [[_cell(one) for one in row] for row in table()]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(one: object) -> str:
    if isinstance(one, bool):
        return "yes" if one else "-"
    if isinstance(one, (set, frozenset, list, tuple)):
        return ", ".join(sorted(map(str, one)))
    return str(one)
