"""What a user asks for, over the pipeline."""
