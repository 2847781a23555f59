"""The names of the states, as they follow the name of a place."""

_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|"
    "Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|"
    "Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|"
    "New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|"
    "South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|"
    "Wisconsin|Wyoming"
)
STATES = tuple(_NAMES.split("|"))


def in_title_case(words: str) -> str:
    """Words in capitals as they are written in a sentence: "CITY OF LEE'S SUMMIT", "City of Lee's Summit"."""
    if not words.isupper():
        return words
    small = {"OF", "THE", "AND", "FOR", "IN"}
    parts = words.split()
    return " ".join(
        part.lower() if at and part in small else _capitalised(part) for at, part in enumerate(parts)
    )


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
