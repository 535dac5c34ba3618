"""What people did is never lost: edited files are kept beside the new ones and said, notes on findings come back."""

import contextlib

import fakes
import pandas as pd

from tests.pipelines.test_summary import told

CSV = "units/2026/甲局/修路/indicators.csv"


def edit(store, path, text="改过的\r\n"):
    (store.folder / path).write_text(text, encoding="utf-8")


def test_an_edited_csv_is_kept_beside_the_new_one_and_said(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    edit(store, CSV)
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程|质量")
    summary = do()
    kept = CSV.replace(".csv", ".edited.csv")
    assert summary.exported.kept == (kept,) and f"the edited one is kept beside the new one:\n   {kept}" in told(
        summary
    )
    assert (store.folder / kept).read_text(encoding="utf-8").strip() == "改过的"
    assert list(pd.read_csv(store.folder / CSV, encoding="utf-8-sig").name) == ["里程", "质量"]
    assert do().exported.kept == ()


def test_an_edited_csv_is_kept_where_nothing_else_changed_and_a_second_edit_has_a_name_of_its_own(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    for text in ("一改", "二改"):
        edit(store, CSV, text)
        assert len(do().exported.kept) == 1
    found = {path.name: path.read_text(encoding="utf-8") for path in (store.folder / CSV).parent.glob("*.edited*")}
    assert found == {"indicators.edited.csv": "一改", "indicators.edited-2.csv": "二改"}


def test_an_edited_csv_whose_rows_are_gone_is_kept(raw, store, do):
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    edit(store, CSV)
    fakes.write(raw / "a.pdf", "form=2026|甲局|修桥|里程")
    assert do().exported.kept == (CSV.replace(".csv", ".edited.csv"),)
    assert not (store.folder / CSV).exists()


def test_a_run_that_was_cut_off_still_knows_what_was_edited(raw, store, do, monkeypatch):
    from pipelines.export import write as export

    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    do()
    edit(store, CSV)
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程|质量")

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(export, "_write_folders", cut_off)
        with contextlib.suppress(KeyboardInterrupt):
            do()
    assert do().exported.kept == (CSV.replace(".csv", ".edited.csv"),)
