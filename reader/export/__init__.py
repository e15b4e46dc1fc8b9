"""What leaves the library for other programs: one file per kind of thing."""
