from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tearoad.people.sealing import derived, seal, unseal, unwrap, wrap

KEY = derived("secret", "persons")


@given(st.binary(max_size=200), st.text(max_size=40))
def test_what_was_sealed_opens_with_the_same_key_and_subject_only(plain: bytes, about: str) -> None:
    nonce, sealed = seal(KEY, plain, about)
    assert unseal(KEY, nonce, sealed, about) == plain
    assert unseal(KEY, nonce, sealed, about + "x") is None
    assert unseal(derived("another", "persons"), nonce, sealed, about) is None
    assert unseal(KEY, nonce, sealed[:-1] + bytes([sealed[-1] ^ 1]), about) is None


def test_a_wrapped_key_unwraps_for_its_person_only() -> None:
    wrapped = wrap(KEY, b"p" * 32, "user:1")
    assert unwrap(KEY, wrapped, "user:1") == b"p" * 32
    assert unwrap(KEY, wrapped, "user:2") is None


def test_keys_of_two_purposes_differ() -> None:
    assert derived("secret", "persons") != derived("secret", "tries")
