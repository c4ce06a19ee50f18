"""What was found in an archive, in forms that other tools of text reuse read."""
