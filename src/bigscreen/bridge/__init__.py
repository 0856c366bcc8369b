"""The crossing between Qt's thread and the asyncio thread."""
