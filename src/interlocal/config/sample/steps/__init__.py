"""The steps in which the sample is loaded, one a room."""
