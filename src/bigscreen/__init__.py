"""bigscreen: situation display of a joint police and urban-management command centre."""
