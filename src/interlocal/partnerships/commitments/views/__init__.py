"""Pages of the room, by idea."""
