"""A city's offline data: streets, grids, places, simulator."""
