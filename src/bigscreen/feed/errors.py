"""What a client can not mend by trying again."""


class LinkRefused(Exception):
    """The hub will not have this client: ``code`` for machines, ``detail`` in its own words."""

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"refused by the hub: {code}: {detail}" if detail else code)
