"""Every cell of the digital samples, one readable file each; `pytest --snapshot-update` writes them anew."""

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from extract import ExtractSettings
from tests.extract.samples import DIGITAL, extraction, plain

WORDS = ExtractSettings(form_words=("三级指标", "年度数值", "指标值", "产出指标"), ocr=False)


class PlainText(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("name", DIGITAL)
def test_cells(name, snapshot):
    assert plain(extraction(name, WORDS)) == snapshot(extension_class=PlainText)
