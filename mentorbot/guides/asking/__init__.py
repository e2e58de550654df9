"""From a question in anybody's words to the topics of one guide, or to an honest no."""
