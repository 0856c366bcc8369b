"""Pictures of cameras: fetched, decoded, painted, and said of when they do not come."""
