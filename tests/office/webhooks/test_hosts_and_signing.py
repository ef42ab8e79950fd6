"""Notices go to hosts that an operator named and to no other; each can be known as ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tearoad.errors import InputError
from tearoad.office.outgoing.hosts import OutgoingAddress, is_public, may_be_told
from tearoad.office.webhooks.client import NoAnswer, send, webhook_address
from tearoad.office.webhooks.signing import headers_of, new_secret
from tearoad.office.webhooks.trying import WAITS, wait_after
from tests.office.webhooks.receiver import ELSEWHERE, HANG_UP, LATE, REFUSE, receiving

NAMED = ("erp.example.org", "crm.example.org:8443", "127.0.0.1:9000")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://erp.example.org/hooks?a=1", OutgoingAddress("https", "erp.example.org", 443, "/hooks?a=1")),
        ("https://ERP.example.org", OutgoingAddress("https", "erp.example.org", 443, "/")),
        ("https://crm.example.org:8443/", OutgoingAddress("https", "crm.example.org", 8443, "/")),
        ("http://127.0.0.1:9000/in", OutgoingAddress("http", "127.0.0.1", 9000, "/in")),
    ],
)
def test_named_host_is_allowed(written: str, expected: OutgoingAddress) -> None:
    assert webhook_address(written, NAMED) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("https://other.example.org/", "webhooks.host_not_named"),
        ("https://erp.example.org.evil.example/", "webhooks.host_not_named"),
        ("https://erp.example.org:22/", "webhooks.host_not_named"),
        ("https://crm.example.org/", "webhooks.host_not_named"),
        ("http://127.0.0.1/", "webhooks.host_not_named"),
        ("http://erp.example.org/", "webhooks.not_encrypted"),
        ("https://name:secret@erp.example.org/", "webhooks.bad_address"),
        ("https://erp.example.org/#part", "webhooks.bad_address"),
        ("https://erp.exаmple.org/", "webhooks.bad_address"),
        ("ftp://erp.example.org/", "webhooks.bad_address"),
        ("https://[broken/", "webhooks.bad_address"),
        ("erp.example.org", "webhooks.bad_address"),
        ("", "webhooks.bad_address"),
    ],
)
def test_any_other_address_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        webhook_address(written, NAMED)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("address", "host", "expected"),
    [
        ("203.0.113.7", "erp.example.org", True),
        ("10.0.0.5", "erp.example.org", True),
        ("127.0.0.1", "erp.example.org", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("::1", "localhost", True),
        ("169.254.169.254", "erp.example.org", False),
        ("0.0.0.0", "erp.example.org", False),  # noqa: S104  # nothing is bound to it
        ("224.0.0.1", "erp.example.org", False),
    ],
)
def test_name_that_leads_to_this_machine_or_to_a_clouds_secrets_is_not_followed(
    address: str, host: str, *, expected: bool
) -> None:
    assert may_be_told(address, host) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("64:ff9b::a00:5", False),
        ("2002:7f00:1::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.5", False),
        ("10.0.0.5", False),
        ("172.16.4.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),  # noqa: S104  # nothing is bound to it
        ("224.0.0.1", False),
        ("ff0e::1", False),
    ],
)
def test_public_is_what_lies_in_no_network_of_ones_own(address: str, *, expected: bool) -> None:
    assert is_public(address, "data.example.org") is expected


def test_notice_is_signed_as_its_receiver_computes_it_by_both_secrets() -> None:
    keys = (new_secret(), new_secret())
    headers = headers_of("n-1", 1_700_000_000, b'{"a":1}', keys)
    expected = []
    for key in keys:
        mac = hmac.new(base64.b64decode(key.removeprefix("whsec_")), b'n-1.1700000000.{"a":1}', hashlib.sha256)
        expected.append("v1," + base64.b64encode(mac.digest()).decode())
    assert (headers["webhook-signature"], headers["webhook-id"]) == (" ".join(expected), "n-1")
    assert len(set(keys)) == 2


def test_answers_are_told_apart_and_nobody_is_followed_elsewhere() -> None:
    with receiving() as receiver:
        to = OutgoingAddress("http", "127.0.0.1", receiver.port, "/")
        hows = ["ok", REFUSE, HANG_UP, ELSEWHERE, LATE]
        receiver.behave = lambda number: hows[number - 1]
        answers = [send(to, {"webhook-id": str(number)}, b"{}", 0.5) for number in range(len(hows))]
        assert [(answer.status, answer.is_taken) for answer in answers[:2]] == [(200, True), (500, False)]
        assert [answer.is_taken for answer in answers[2:]] == [False, False, False]
        assert [answer.logged for answer in answers] == [
            "HTTP 200",
            "HTTP 500",
            "no_connection",
            "HTTP 302",
            "timed_out",
        ]
        assert len(receiver.requests) == 5


def test_nobody_listening_and_no_such_name_are_answers_too() -> None:
    with receiving() as receiver:
        closed = OutgoingAddress("http", "127.0.0.1", receiver.port, "/")
    assert send(closed, {}, b"", 0.5).why is NoAnswer.CONNECTION_REFUSED
    assert send(OutgoingAddress("https", "no-such-host.invalid", 443, "/"), {}, b"", 0.5).why is NoAnswer.HOST_UNKNOWN
    assert send(OutgoingAddress("https", f"{'a' * 64}.invalid", 443, "/"), {}, b"", 0.5).why is NoAnswer.HOST_UNKNOWN


def test_who_cannot_speak_encrypted_is_told_apart_from_whose_certificate_nobody_trusts(tmp_path: Path) -> None:
    for certificate, why in ((None, NoAnswer.NOT_ENCRYPTED), (self_signed(tmp_path), NoAnswer.CERTIFICATE_NOT_TRUSTED)):
        with receiving(certificate) as receiver:
            answer = send(OutgoingAddress("https", "localhost", receiver.port, "/"), {}, b"", 5)
        assert (answer.why, receiver.requests) == (why, [])


def self_signed(folder: Path) -> Path:
    """Write a key and a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    since, until = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(since).not_valid_after(until)
    pem, at = serialization.Encoding.PEM, folder / "self-signed.pem"
    written = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    at.write_bytes(written + built.sign(key, hashes.SHA256()).public_bytes(pem))
    return at


def test_waits_grow_and_end_at_the_longest() -> None:
    assert [wait_after(tries) for tries in (1, 2, len(WAITS), 50)] == [WAITS[0], WAITS[1], WAITS[-1], WAITS[-1]]
    assert list(WAITS) == sorted(WAITS)
