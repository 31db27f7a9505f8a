"""The same work without a screen: ``jalon COMMAND …``."""
