"""Supervisory training that cities run together: cohorts, seats, learners, certificates, cost."""
