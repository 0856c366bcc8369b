"""The live map: a baked folium page in QtWebEngine, fed through our own URL scheme."""
