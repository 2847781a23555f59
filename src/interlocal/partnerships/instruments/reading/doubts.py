"""What a person should check in a text that could be read."""

from collections.abc import Iterator

from .folding import spaced
from .grammar import Part
from .instrument import Doubt, Signatory
from .parsed import Parsed
from .sign_off_words import ATTESTS
from .sign_offs import Entry


def doubts(
    parsed: Parsed,
    *,
    title: str | None,
    body: str | None,
    signers: tuple[Signatory, ...],
    orphans: list[Entry],
) -> Iterator[Doubt]:
    """What is missing or was left unread, in reading order."""
    first, last = parsed.blocks[0].line, parsed.blocks[-1].segments[-1].line
    if not title:
        yield Doubt("No title stands above the recitals.", first)
    if not body:
        yield Doubt("The text does not say which body adopts it.", first)
    if not parsed.of(Part.ENACTING):
        yield Doubt('No enacting clause ("NOW, THEREFORE, BE IT RESOLVED") stands above the sections.', first)
    for orphan in orphans:
        caption = spaced(parsed.source.text[orphan.start : orphan.end])
        yield Doubt(
            f'"{caption}" has no office under it: is the signature block complete?', orphan.segment.line
        )
    if not signers:
        yield Doubt("No signature block follows the sections: is the text complete?", last)
    elif not any(signer.attests == ATTESTS for signer in signers):
        yield Doubt("No clerk attests: is the signature block complete?", last)
    for block in parsed.of(Part.ATTACHMENT):
        yield Doubt("An attachment begins here; it is kept as it stands and not read.", block.line)
