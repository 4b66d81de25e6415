"""systemsmap: draw a causal loop map live in a workshop and see its feedback loops."""

__version__ = "0.1.0"
