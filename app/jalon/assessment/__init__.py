"""What the users answered, and what follows from it; pure."""
