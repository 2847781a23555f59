"""Viewing copies of pictures and PDF files, without what they say beside what they show."""

from interlocal.programs.hotline.cleaning.asking import Cleaned, cleaned_copy, kind_of

__all__ = ["Cleaned", "cleaned_copy", "kind_of"]
