"""The public catalogue and the application; what training contacts, coordinators and instructors do."""
