"""What research says about size and sharing, and the ranges that a study starts from where it gives none.

Each finding has its source. Where a bound of a range is this program's own judgment, its ``source`` says so.
"""

from mutual.finance.distributions import Triangular
from mutual.finance.study.figures import Doubt
from mutual.finance.study.model import Finding

LARGE = 50_000  # people: from here on, size alone is not expected to save
RAMP = 6  # years in which the savings of small cities grew

ELASTICITY = Doubt(
    "elasticity of size, cities over 50,000",
    Triangular(0.90, 0.97, 1.03),
    "No saving from size alone is expected of cities over 50,000: R. Holcombe and D. Williams found "
    "constant returns in 487 US cities once density is counted. How far the range reaches is this program's "
    "own judgment.",
)
SAVING = Doubt(
    "saving of cities up to 50,000",
    Triangular(0.0, 0.05, 0.10),
    "Italian municipal unions spent about 5 % less a head, growing over 6 years (M. Ferraresi, G. Migali "
    "and L. Rizzo). How far the range reaches is this program's own judgment.",
)
FINDINGS = (
    Finding(
        "cities over 50,000",
        "Once density is counted, cost grows in proportion to size: no saving from size alone.",
        "R. Holcombe and D. Williams, on 487 US cities over 50,000 people",
    ),
    Finding(
        "small cities that share",
        "About 5 % less current spending a head, reached over 6 years.",
        "M. Ferraresi, G. Migali and L. Rizzo, on Italian municipal unions",
    ),
    Finding(
        "fire and police",
        "The cost per household is lowest near 20,000 people for fire and near 50,000 for police.",
        "Institute on Municipal Finance and Governance, on Ontario (2012)",
    ),
    Finding(
        "what savings depend on",
        "Sharing does not save by itself: it depends on scale and on how the service is governed.",
        "G. Bel and M. Warner (2015)",
    ),
)
