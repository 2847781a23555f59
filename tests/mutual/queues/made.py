"""Slow and plain: what the formulas of waiting lines must agree with."""

import math
from fractions import Fraction

import numpy as np


def lost(load, servers):
    """Erlang B as the quotient of sums that it is, in exact fractions."""
    load = Fraction(load)
    terms = [load**n / math.factorial(n) for n in range(servers + 1)]
    return terms[-1] / sum(terms)


def waits(load, servers):
    """Erlang C as the quotient of sums that it is, in exact fractions."""
    load = Fraction(load)
    if load >= servers:
        return Fraction(load > 0)
    queue = load**servers / math.factorial(servers) * servers / (servers - load)
    return queue / (sum(load**n / math.factorial(n) for n in range(servers)) + queue)


def states(rate, service, servers, leaving, most):
    """The chances of 0, 1, ... ``most`` callers, by detailed balance, normalized in logs."""
    logs = [0.0]
    for k in range(1, most + 1):
        out = min(k, servers) * service + max(0, k - servers) * leaving
        logs.append(logs[-1] + math.log(rate / out))
    top = max(logs)
    weights = [math.exp(one - top) for one in logs]
    total = math.fsum(weights)
    return [one / total for one in weights]


def answered(rate, service, servers, leaving, within, most):
    """The share answered in time: who comes is followed to the front of the queue, jump by jump."""
    chances = states(rate, service, servers, leaving, most)
    power = servers * service
    # A caller with k ahead moves up at power + k * leaving, and leaves at ``leaving`` (uniformized).
    longest = most - servers
    quickest = power + (longest + 1) * leaving
    place = np.array(chances[servers:])
    found, mean, total = math.fsum(chances[:servers]), quickest * within, 0.0
    served = 0.0
    ahead = np.arange(longest + 1)
    for jump in range(1, int(mean + 12 * math.sqrt(mean) + 60)):
        moved = place * (power + ahead * leaving) / quickest
        stayed = place * (longest - ahead) * leaving / quickest
        served += moved[0]
        place = stayed
        place[:-1] += moved[1:]
        # In logarithms: where many jumps are likely, none at all is less likely than a float can say.
        total += math.exp(jump * math.log(mean) - mean - math.lgamma(jump + 1)) * served if mean else 0.0
    return found + total
