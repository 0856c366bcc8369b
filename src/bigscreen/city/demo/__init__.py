"""The demo city: an invented place, drawn from a seed and written as an ordinary city package."""
