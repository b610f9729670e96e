"""An import contract of our own: rooms do not reach into one another."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomsContract(Contract):
    """A module of one room may import from another room only its package and the modules in `public`."""

    package = fields.StringField()
    public = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        reaches = sorted(self.reaches(graph))
        return ContractCheck(kept=not reaches, metadata={"reaches": reaches})

    def reaches(self, graph: ImportGraph) -> list[tuple[str, str]]:
        """Pairs (importer, imported) that break the contract."""
        inside = [m for m in graph.modules if self.room(m)]
        return [
            (a, b) for a in inside for b in graph.find_modules_directly_imported_by(a) if self.forbidden(a, b)
        ]

    def room(self, module: str) -> str:
        start = f"{self.package}."
        return module.removeprefix(start).split(".")[0] if module.startswith(start) else ""

    def forbidden(self, importer: str, imported: str) -> bool:
        room = self.room(imported)
        if not room or room == self.room(importer):
            return False
        inner = imported.removeprefix(f"{self.package}.{room}").strip(".")
        return bool(inner) and inner.split(".")[0] not in set(self.public)  # type: ignore[call-overload]

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["reaches"]:
            output.print_error(f"{importer} reaches into {imported}")
