"""What the calibration is made of: labelled pairs, fits, and the two questions."""
