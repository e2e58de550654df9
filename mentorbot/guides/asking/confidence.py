"""How likely a question is the guide's to answer, from 0 to 1, as a weighted sum of its signs.

The weights come from `benchmarks/weigh_signs.py`: a logistic regression on the development questions of
`tests/guides/questions/`, each kind of sign once, none for any one career.
"""

import math
from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.78
WEIGHTS: Final[Mapping[str, float]] = {
    "words": 4.31,
    "talk": 1.40,
    "verbatim": 0.19,
    "strange": -3.37,
    "length": 2.22,
    "ours": 0.48,
    "near subject": -4.78,
    "near topic": -1.26,
    "near origin": 0.18,
    "near aside": -0.74,
    "other subject": -4.87,
    "other topic": -0.20,
    "other origin": -1.01,
    "other aside": -1.57,
    "figures": -6.25,
    "private": -4.21,
    "manipulation": -5.83,
    "smalltalk": -4.13,
    "errand": -4.56,
    "law": -3.22,
    "health": -2.58,
    "world": -3.24,
    "business": -2.29,
    "companies": -3.09,
    "places": -2.82,
}


def confidence(signs: Mapping[str, float]) -> float:
    """Rises with what fits, falls with what no guide has."""
    total = BIAS + sum(weight * signs[name] for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
