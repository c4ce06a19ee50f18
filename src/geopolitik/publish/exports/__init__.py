"""What others can work on with: files in the formats their own tools read."""
