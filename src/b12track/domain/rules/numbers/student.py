"""Student's t distribution: its distribution function and its quantiles, also for broken degrees of freedom.

What always holds: good to ten digits and more, by the continued fraction of the incomplete beta function and Newton
steps on it. Decided: written out here. Rejected: a table or an approximate formula, because the degrees of freedom
are fractions, may be as few as one, and an error there is an error in every range.
"""

from math import exp, lgamma, log, log1p, pi

_TINY = 1e-300


def probability(t: float, freedom: float) -> float:
    """The probability that a t value with so many degrees of freedom is at most `t`."""
    square = t * t
    tail = _incomplete_beta(freedom / (freedom + square), square / (freedom + square), freedom / 2, 0.5) / 2
    return 1 - tail if t > 0 else tail


def quantile(share: float, freedom: float) -> float:
    """The t value that a share of the distribution does not exceed; a half <= share < 1.

    Right of its middle the distribution function is concave, so a tangent from the left never overshoots: the steps
    need no bracket.
    """
    t, step = 0.0, 1.0
    scale = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    while step > 1e-9 * t:
        density = exp(scale - (freedom + 1) / 2 * log1p(t * t / freedom))
        step = (share - probability(t, freedom)) / density
        t += step
    return t


def _incomplete_beta(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta function at x; `rest` is 1 - x, handed in so that no digit of it is lost."""
    if not rest:
        return 1.0
    if not x:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, from its front (Lentz); no division by zero."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    m = 0
    change = 0.0
    while abs(change - 1) > 1e-14:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / (1 + term * d or _TINY)
            c = 1 + term / c or _TINY
            change *= c * d
        value *= change
    return value
