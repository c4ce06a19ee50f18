"""An archive on disk: its partitions, its index in sorted memory-mapped arrays, and what is found in it."""
