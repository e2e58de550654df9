"""How likely a question is the guide's to answer, from 0 to 1, as a weighted sum of its signs.

The weights come from `benchmarks/weigh_signs.py`: a logistic regression on the development questions of
`tests/guides/questions/`, each kind of sign once, none for any one career.
"""

import math
from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.52
WEIGHTS: Final[Mapping[str, float]] = {
    "words": 4.36,
    "talk": 1.44,
    "verbatim": -0.01,
    "strange": -3.47,
    "length": 2.06,
    "ours": 0.51,
    "near subject": -4.83,
    "near topic": -1.28,
    "near origin": 0.31,
    "near aside": -0.50,
    "other subject": -5.29,
    "other topic": -0.27,
    "other origin": -0.92,
    "other aside": -1.42,
    "figures": -6.21,
    "private": -5.63,
    "manipulation": -6.28,
    "smalltalk": -4.14,
    "errand": -4.45,
    "law": -3.12,
    "health": -2.66,
    "world": -3.14,
    "business": -2.29,
    "companies": -2.99,
    "places": -2.72,
}


def confidence(signs: Mapping[str, float]) -> float:
    """Rises with what fits, falls with what no guide has."""
    total = BIAS + sum(weight * signs[name] for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
