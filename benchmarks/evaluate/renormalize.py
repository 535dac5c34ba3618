"""Normalizes kept extractions with the code it finds on its path: a script of its own, so that it may be another
checkout's (`benchmarks.evaluate.kept` starts it with PYTHONPATH set to that checkout, and with no folder of its own on
the path).

In: a line of JSON for each document, {"document", "sha256", "artefact": path}. Out: the same without the path, with
what came out: {"told", "submission", "seconds"}.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.evaluate.product import Outcome
from extract.model import Extraction
from normalize import normalize


def main() -> None:
    """Standard input to standard output."""
    for line in sys.stdin:
        one = json.loads(line)
        artefact = json.loads(Path(one.pop("artefact")).read_text(encoding="utf-8"))
        before = time.process_time()
        if artefact["status"] == "ok":
            extraction = Extraction.model_validate(artefact["payload"])
            came = Outcome(extraction, normalize(extraction))
        else:
            came = Outcome(reason=artefact["reason"])
        one["seconds"] = round(time.process_time() - before, 4)
        one["told"] = came.told
        one["submission"] = came.submission.model_dump(mode="json") if came.submission else None
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
