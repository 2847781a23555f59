"""SCORM 1.2: what a package must be, what a lesson may say, and how its pages are given out.

ADL, SCORM Version 1.2: the Content Aggregation Model for packages, the Run-Time Environment for what is said.
Django is used for words and refusals only; nothing here knows a record.
"""
