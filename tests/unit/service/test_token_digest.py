"""What is kept of a token."""

from bigscreen.service.token_digest import token_digest


def test_digest_is_sha256_and_hides_the_token() -> None:
    digest = token_digest("abc")
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_any_text_has_a_digest() -> None:
    assert token_digest("\ud800") != token_digest("令牌")
