"""The code of normalize as it stands in this process: its functions changed while it runs, its caches emptied."""

import gc
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import getfile, unwrap
from pathlib import Path
from types import CodeType, FunctionType

import normalize
from benchmarks.ablate.cuts import RAN, Cut, marked

__all__ = ["NORMALIZE", "Code", "Place"]

NORMALIZE = Path(normalize.__file__).parent
Place = tuple[str, int]


class Code:
    """Made before documents are read, which are many more objects to look through."""

    def __init__(self) -> None:
        self.functions: dict[Path, list[FunctionType]] = defaultdict(list)
        self.caches = []
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and not one.__code__.co_freevars:
                self.functions[Path(one.__code__.co_filename)].append(one)
            elif callable(getattr(type(one), "cache_clear", None)) and one.__module__.startswith(NORMALIZE.name):
                self.caches.append(one)

    def forget(self, path: Path | None = None) -> None:
        """Empty the caches of what texts say, and those of a module that is changed; of all where that is the
        lexicon."""
        for one in self.caches:
            own = path is not None and (NORMALIZE / "lexicon" in path.parents or path == Path(getfile(unwrap(one))))
            if own or one.cache_parameters()["maxsize"] is not None:
                one.cache_clear()

    @contextmanager
    def without(self, cut: Cut) -> Iterator[None]:
        """The functions of one module as a cut leaves them."""
        was = self._swapped(cut.path, cut.code())
        try:
            yield
        finally:
            for one, code in was.items():
                one.__code__ = code
            self.forget(cut.path)

    @contextmanager
    def marked(self) -> Iterator[set[Place]]:
        """All functions telling what runs of them, into the set that is given."""
        ran: set[Place] = set()
        was: dict[FunctionType, CodeType] = {}
        for module in [one for name, one in sys.modules.items() if name.split(".")[0] == NORMALIZE.name]:
            setattr(module, RAN, lambda path, line: ran.add((path, line)))
            was |= self._swapped(path := Path(str(module.__file__)), marked(path))
        try:
            yield ran
        finally:
            for one, code in was.items():
                one.__code__ = code

    def _swapped(self, path: Path, module: CodeType) -> dict[FunctionType, CodeType]:
        """The functions of a module with the code that another compilation of it gives them; what they had."""
        codes = dict(_within(module))
        was = {one: one.__code__ for one in self.functions[path]}
        for one, code in was.items():
            one.__code__ = codes.get((code.co_qualname, code.co_firstlineno), code)
        self.forget(path)
        return was


def _within(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for inner in (const for const in code.co_consts if isinstance(const, CodeType)):
        yield (inner.co_qualname, inner.co_firstlineno), inner
        yield from _within(inner)
