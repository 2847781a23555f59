"""Online lessons: added and tried by who runs training, played by learners, given out file by file."""
