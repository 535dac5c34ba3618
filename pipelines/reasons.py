"""Why a document could not be read, in the words of the clerk who has to ask for it again.

The code is stable and can be queried (`reason.str.startswith("encrypted")`); the sentence says what it is and what to
do. What the reader noted in particular (which page, how large) follows in brackets.
"""

__all__ = ["EXPLANATIONS", "explain"]

EXPLANATIONS = {
    "not_a_document": "不是 PDF, 也不是图片: 请核对后重新报送",
    "empty": "文件是空的: 请重新导出后报送",
    "damaged": "文件已损坏或不完整: 请重新导出或重新传送",
    "encrypted": "文件设有打开密码: 请去除密码后重新报送",
    "oversized": "页面或表格大得不合常理: 请拆分或重新导出后报送",
    "unreadable_page": "有页面无法读出: 请重新导出后报送",
    "unreadable_file": "文件无法打开: 请检查文件及其读取权限",
    "needs_ocr": "有页面只是图像, 尚未识别文字: 请报送带文字的 PDF, 或启用文字识别后重试",
    "illegible": "有页面模糊不清, 难以辨认: 请以更清晰的扫描件 (灰度或彩色, 200 dpi 以上) 重新报送",
    "form_unread": "页面上有绩效指标, 但表格未能辨认: 请以更清晰的扫描件或带文字的 PDF 重新报送",
    "mended": "文件有残缺, 已修复后读取: 请与原件核对",
    "memory": "读取时占用内存过多: 请拆分文件, 或放宽内存限制后重试",
    "nesting": "文件内部嵌套过深, 可能被恶意构造: 请重新打印为 PDF 后报送",
    "timeout": "读取超过时限: 请重新导出后报送, 或放宽时限后重试",
    "crash": "读取程序因该文件崩溃: 请重新导出后报送, 并将文件交开发人员",
    "defect": "程序遇到未预料的情况: 请将文件交开发人员",
}


def explain(reason: str | None, message: str | None) -> str | None:
    """`code: sentence (detail)`; None where nothing is wrong. A code without a sentence stands for itself."""
    if reason is None:
        return None
    sentence = EXPLANATIONS.get(reason)
    parts = [reason if sentence is None else f"{reason}: {sentence}", f"({message})" if message else ""]
    return " ".join(part for part in parts if part)
