"""Two tables to look at: what can be done, and who may do it."""

from __future__ import annotations

import click


@click.command()
def actions() -> None:
    """List everything that can be done at a desk, and who may."""
    from .common import registry

    for kind, action in registry().items():
        room, name = kind.split(".", 1)
        click.echo(
            f"{room + ' ' + name.replace('_', '-'):<28} {action.title}  [{', '.join(sorted(action.roles))}]"
        )


@click.command()
def permissions() -> None:
    """Print who may do and open what. What is not in it is denied."""
    from .common import opened

    opened()
    import ventanilla.office.urls  # noqa: F401  every page is declared where the addresses are put together
    from ventanilla.journal.action import Role
    from ventanilla.web.permissions import actions as action_rows
    from ventanilla.web.permissions import pages

    click.echo(" ".join(f"{role.value[:11]:<11}" for role in Role))
    for title, rows in (("Actions", action_rows()), ("Pages", pages())):
        click.echo(f"{title}:")
        for row in rows:
            click.echo(
                " ".join(f"{'yes' if may else '-':<11}" for _role, may in row.cells)
                + f" {row.what}  ({row.name})"
            )
