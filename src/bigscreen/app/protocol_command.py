"""``bigscreen protocol``: the hub's protocol as a document for those who write clients."""

import json

import click

from bigscreen.protocol.asyncapi import asyncapi_document


@click.command()
@click.option("--asyncapi", is_flag=True, required=True, help="As AsyncAPI 3, in JSON.")
def protocol(*, asyncapi: bool) -> None:
    """Print the protocol the hub speaks."""
    if asyncapi:
        click.echo(json.dumps(asyncapi_document(), indent=2, ensure_ascii=False))
