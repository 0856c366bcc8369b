"""The past on a screen: map, queue and figures of any moment, moving together."""
