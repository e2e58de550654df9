"""How likely a question is the guide's to answer, from 0 to 1, as a weighted sum of its signs.

The weights come from `benchmarks/weigh_signs.py`: a logistic regression on the development questions of
`tests/guides/questions/`, each kind of sign once, none for any one career.
"""

import math
from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.53
WEIGHTS: Final[Mapping[str, float]] = {
    "words": 4.30,
    "talk": 1.42,
    "verbatim": 0.06,
    "strange": -3.50,
    "length": 2.07,
    "ours": 0.53,
    "near subject": -4.81,
    "near topic": -1.27,
    "near origin": 0.32,
    "near aside": -0.69,
    "other subject": -5.26,
    "other topic": -0.24,
    "other origin": -0.89,
    "other aside": -1.53,
    "figures": -6.20,
    "private": -5.63,
    "manipulation": -6.11,
    "smalltalk": -4.12,
    "errand": -4.46,
    "law": -3.13,
    "health": -2.65,
    "world": -3.14,
    "business": -2.28,
    "companies": -2.99,
    "places": -2.74,
}


def confidence(signs: Mapping[str, float]) -> float:
    """Rises with what fits, falls with what no guide has."""
    total = BIAS + sum(weight * signs[name] for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
