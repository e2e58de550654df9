"""How likely a question is the guide's to answer, from 0 to 1, as a weighted sum of its signs.

The weights come from `benchmarks/weigh_signs.py`: a logistic regression on the development questions of
`tests/guides/questions/`, each kind of sign once, none for any one career.
"""

import math
from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.02
WEIGHTS: Final[Mapping[str, float]] = {
    "words": 3.45,
    "talk": 1.28,
    "verbatim": 1.43,
    "strange": -3.23,
    "length": 2.34,
    "ours": 1.2,
    "near subject": -5.51,
    "near topic": -0.21,
    "near origin": 1.06,
    "near aside": -1.28,
    "other subject": -5.38,
    "other topic": -0.98,
    "other origin": 2.28,
    "other aside": -2.33,
    "figures": -7.69,
    "private": -6.67,
    "manipulation": -8.77,
    "smalltalk": -6.62,
    "errand": -6.87,
    "law": -6.88,
    "health": -5.99,
    "world": -4.11,
    "business": -7.82,
    "companies": -4.99,
    "places": -1.14,
}


def confidence(signs: Mapping[str, float]) -> float:
    """Rises with what fits, falls with what no guide has."""
    total = BIAS + sum(weight * signs[name] for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
