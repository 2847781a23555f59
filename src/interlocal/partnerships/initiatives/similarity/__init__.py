"""Which short texts say much the same: plain arithmetic over words. Knows no record; nothing leaves here."""

from interlocal.partnerships.initiatives.similarity.matching import (
    CLOSE,
    Cluster,
    Match,
    clusters_of,
    matches_of,
)
from interlocal.partnerships.initiatives.similarity.words import stem, terms_of

__all__ = ["CLOSE", "Cluster", "Match", "clusters_of", "matches_of", "stem", "terms_of"]
