"""What the pages show, decided before any markup is written; and what readers without an account may see."""
