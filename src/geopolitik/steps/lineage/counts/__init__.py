"""What is counted on two wordings before anything is weighed."""
