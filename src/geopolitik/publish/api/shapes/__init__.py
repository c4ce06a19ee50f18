"""The shapes of what is answered and sent, and how they are made from what is kept."""
