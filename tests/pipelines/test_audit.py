"""Every file below the inputs is in exactly one state, or the audit says which is not and exits 1."""

import subprocess
import sys
import zipfile
from pathlib import Path

import fakes
import pytest

from pipelines.run.audit import audit

FORM = "form=2026|甲局|修路|里程"


@pytest.fixture
def filled(raw):
    fakes.write(raw / "a.pdf", FORM)
    fakes.write(raw / "b" / "a.pdf", "form=2026|乙局|修桥|质量")
    fakes.write(raw / "bad.pdf", "damaged")
    (raw / "notes.txt").write_text("x", encoding="utf-8")
    (raw / ".DS_Store").write_bytes(b"x")
    with zipfile.ZipFile(raw / "报送.zip", "w") as archive:
        archive.writestr("c.pdf", (raw / "a.pdf").read_bytes())
        archive.writestr("d.pdf", b"%PDF-fake\nform=2026|\xe4\xb8\x99\xe5\xb1\x80|x|y")
    return raw


def test_all_is_well_after_a_run(filled, do, store):
    do()
    found = audit([filled], store)
    assert found.faults == {} and found.files == 7
    assert found.states == {"done": 5, "not_read": 1, "quarantined": 1}
    assert [path.rpartition("/")[2] for path in found.aside] == [".DS_Store"]


def test_what_came_changed_or_went_since_is_named(filled, do, store):
    do()
    fakes.write(filled / "new.pdf", FORM)
    fakes.write(filled / "b" / "a.pdf", "form=2026|乙局|修桥|数量")
    (filled / "notes.txt").unlink()
    with zipfile.ZipFile(filled / "报送.zip", "w") as archive:
        archive.writestr("c.pdf", (filled / "a.pdf").read_bytes())
    assert audit([filled], store).faults == {
        "missing": ("new.pdf",),
        "changed": ("b/a.pdf", "报送.zip"),
        "withdrawn": ("notes.txt", "报送.zip/d.pdf"),
    }
    do(withdraw=True)
    assert audit([filled], store).faults == {}


def test_what_is_not_read_yet_or_not_in_the_tables_is_named(filled, do, store):
    do(exports=False)
    assert set(audit([filled], store).faults) == {"not_told"}
    do(stages=fakes.stages()[:1], exports=False)
    assert "waiting" in audit([filled], store).faults or "not_told" in audit([filled], store).faults


def test_the_command_says_so_and_its_exit_code_too(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "linyi.pdf").write_bytes(Path("tests/documents/linyi.pdf").read_bytes())
    command = [str(Path(sys.executable).with_name("jixiao"))]

    def jixiao(*arguments):
        done = subprocess.run([*command, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout

    assert jixiao("run", raw, "--out", tmp_path / "out")[0] == 0
    code, said = jixiao("audit", raw, "--out", tmp_path / "out")
    assert code == 0 and "every file is in exactly one state" in said
    (raw / "late.pdf").write_bytes(b"%PDF-1.4")
    code, said = jixiao("audit", raw, "--out", tmp_path / "out")
    assert code == 1 and "late.pdf" in said
