"""How likely a question is the guide's to answer, from 0 to 1, as a weighted sum of its signs.

The weights come from `benchmarks/weigh_signs.py`: a logistic regression on the development questions of
`tests/guides/questions/`, each kind of sign once, none for any one career.
"""

import math
from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.49
WEIGHTS: Final[Mapping[str, float]] = {
    "words": 4.32,
    "talk": 1.42,
    "verbatim": -0.00,
    "strange": -3.44,
    "length": 2.06,
    "ours": 0.49,
    "near subject": -4.84,
    "near topic": -1.28,
    "near origin": 0.30,
    "near aside": -0.50,
    "other subject": -5.29,
    "other topic": -0.28,
    "other origin": -0.93,
    "other aside": -1.43,
    "figures": -6.22,
    "private": -5.63,
    "manipulation": -6.27,
    "smalltalk": -4.14,
    "errand": -4.46,
    "law": -3.13,
    "health": -2.68,
    "world": -3.14,
    "business": -2.31,
    "companies": -2.99,
    "places": -2.72,
}


def confidence(signs: Mapping[str, float]) -> float:
    """Rises with what fits, falls with what no guide has."""
    total = BIAS + sum(weight * signs[name] for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
