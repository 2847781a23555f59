"""An import contract: what lies behind a room's door is that room's own."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class DoorsContract(Contract):  # type: ignore[misc]
    """Modules outside a room import only the room's doors.

    - ``rooms``: the packages that have a door (wildcards allowed);
    - ``doors``: names of the modules that anybody may import;
    - ``keyholders``: packages that may enter anywhere.
    """

    type_name = "doors"

    rooms = fields.ListField(subfield=fields.ModuleExpressionField())
    doors = fields.ListField(subfield=fields.StringField())
    keyholders = fields.ListField(subfield=fields.ModuleField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001
        """Find direct imports past a door; migrations may name what the tables were made with."""
        rooms = sorted(module.name for module in module_expressions_to_modules(graph, self.rooms))
        keyholders = [module.name for module in self.keyholders or []]
        trespasses = [
            (
                importer,
                imported,
                [
                    found["line_number"]
                    for found in graph.get_import_details(importer=importer, imported=imported)
                ],
            )
            for room in rooms
            for imported in sorted({room, *graph.find_descendants(room)})
            if not self._is_door(room, imported)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not any(_is_inside(importer, owner) for owner in [room, *keyholders])
            and importer.split(".")[-2:-1] != ["migrations"]
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def _is_door(self, room: str, module: str) -> bool:
        return any(_is_inside(module, f"{room}.{door}") for door in self.doors)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per import that goes past a door."""
        for importer, imported, lines in check.metadata["trespasses"]:
            where = ", ".join(f"l.{line}" for line in lines)
            output.print_error(f"{importer} imports {imported} ({where}): use that room's public or events.")


def _is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
