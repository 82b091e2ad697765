"""Run the tests of one module with a fault in it, from the first import on."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from typing import TYPE_CHECKING

import pytest

from tests.mutation.operator_mutants import LAW, OperatorMutant, of_the_engine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType


class Faulty(importlib.machinery.SourceFileLoader):
    """Loads a module with the fault in it."""

    def __init__(self, mutant: OperatorMutant) -> None:
        path = LAW / f"{mutant.module}.py"
        super().__init__(f"bot.law.{mutant.module}", str(path))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        """The faulty code; ``fullname`` is always the module's."""
        code: CodeType = compile(self.mutant.tree(), self.get_filename(fullname), "exec")
        return code


class Finder(importlib.abc.MetaPathFinder):
    """Finds the faulty module before the right one is found."""

    def __init__(self, mutant: OperatorMutant) -> None:
        self.loader = Faulty(mutant)

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The faulty one for its own name, nothing for any other."""
        if fullname != self.loader.name:
            return None
        return importlib.util.spec_from_file_location(fullname, loader=self.loader)


def main() -> int:
    """Exit status of pytest: 0 where no test notices."""
    mutant = next(each for each in of_the_engine() if each.id == sys.argv[1])
    sys.meta_path.insert(0, Finder(mutant))
    from tests.mutation.forking import files_of  # noqa: PLC0415 after the finder is in place

    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", *files_of({mutant.module})])


if __name__ == "__main__":
    sys.exit(main())
