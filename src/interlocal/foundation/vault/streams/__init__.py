"""Streams of any length, encrypted chunk by chunk (libsodium's secretstream) in constant memory."""

from interlocal.foundation.vault.streams.reader import SealedReader
from interlocal.foundation.vault.streams.spool import SealedSpool
from interlocal.foundation.vault.streams.stored import open_sealed_reader, open_sealed_writer
from interlocal.foundation.vault.streams.writer import SealedWriter

__all__ = ["SealedReader", "SealedSpool", "SealedWriter", "open_sealed_reader", "open_sealed_writer"]
