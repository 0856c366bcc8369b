"""The commander's desk."""
