"""Widgets and the map page: what a person sees and presses."""
