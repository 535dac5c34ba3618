"""A watched folder: what arrives is taken once it stands still."""

import threading
import time

import fakes

from pipelines.cli.inbox import watch


def test_new_files_are_taken_when_they_have_arrived_whole(raw, do):
    rounds = watch(raw, do, pause=0.2)
    assert next(rounds).entries == ()
    fakes.write(raw / "a.pdf", "form=2026|甲局|修路|里程")
    assert [entry.names for entry in next(rounds).entries] == [("a.pdf",)]

    def arrive():
        with (raw / "b.pdf").open("ab") as file:
            file.write(b"%PDF-fake\n")
            for number in range(6):
                time.sleep(0.1)
                file.write(f"form=2026|乙局|项目{number}|里程\n".encode())
                file.flush()

    sender = threading.Thread(target=arrive)
    sender.start()
    entries = {entry.names[0]: entry for entry in next(rounds).entries}
    sender.join()
    assert entries["b.pdf"].outcome.forms == 6, "it was taken while it was still being written"


def test_a_file_taken_away_is_noticed_too_and_a_folder_that_is_emptied_is_told_and_watched_on(raw, do):
    office = raw / "局"
    for number in range(6):
        fakes.write(office / f"{number}.pdf", f"form=2026|单位{number}|修路|里程")
    heard = []
    rounds = watch(raw, do, pause=0.05, refused=heard.append)
    next(rounds)
    (office / "0.pdf").unlink()
    assert [entry.names for entry in next(rounds).gone] == [("0.pdf",)]
    office.rename(raw.parent / "away")

    def come_back():
        while not heard:
            time.sleep(0.02)
        (raw.parent / "away").rename(office)

    sender = threading.Thread(target=come_back)
    sender.start()
    summary = next(rounds)
    sender.join()
    assert "5 of the 5 documents" in heard[0] and not summary.gone and len(summary.entries) == 5
