"""The integer program of a roster.

Who works which shift on which day is decided person by person; where, and when the break is, for people who
may work at the same posts together, since they can stand in for one another. Breaks are placed with the
number of people who take them then (S. Bechtold and L. Jacobs, "Implicit modeling of flexible break
assignments in optimal shift scheduling", Management Science 36, 1990, here shift by shift, which needs no
condition on how break windows overlap). Rest is written as cliques: of the shifts that end after a moment
and those that begin too soon after it at most one is worked.
"""

from mutual.rosters.model.building import Model, built

__all__ = ["Model", "built"]
