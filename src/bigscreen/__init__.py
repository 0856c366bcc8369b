"""bigscreen: situation display of a joint police and urban-management command centre."""

__version__ = "0.1.0"
