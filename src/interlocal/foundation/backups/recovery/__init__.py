"""The recovery key as people handle it: typed, printed, scanned."""

from interlocal.foundation.backups.recovery.code import CodeWrong, code_of, fingerprint_of, secret_in
from interlocal.foundation.backups.recovery.sheet import sheet_pdf, sheet_text

__all__ = ["CodeWrong", "code_of", "fingerprint_of", "secret_in", "sheet_pdf", "sheet_text"]
