"""SSH signatures as `ssh-keygen -Y` makes them, for a machine that has no ssh-keygen.

    python -m tests.faults.ssh_signatures -Y sign -n NAMESPACE -f KEY FILE

https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig is what it goes by.
"""

import argparse
import base64
import hashlib
import textwrap
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_MAGIC, _KIND, _HASH = b"SSHSIG", b"ssh-ed25519", b"sha512"
_VERSION = (1).to_bytes(4, "big")
_FENCES = tuple(f"-----{edge} SSH SIGNATURE-----" for edge in ("BEGIN", "END"))


def make_key(file: Path) -> Ed25519PublicKey:
    """Write a new key, and its public half beside it."""
    key, form = Ed25519PrivateKey.generate(), serialization.PublicFormat.OpenSSH
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )
    )
    file.chmod(0o600)
    public = key.public_key().public_bytes(serialization.Encoding.OpenSSH, form)
    file.with_suffix(".pub").write_bytes(public + b"\n")
    return key.public_key()


def is_signed(content: bytes, signature: str, key: Ed25519PublicKey, namespace: str) -> bool:
    """Tell whether a signature is of some content, by a key, for a purpose."""
    first, *armoured, last = signature.splitlines()
    assert (first, last) == _FENCES
    blob = base64.b64decode("".join(armoured)).removeprefix(_MAGIC + _VERSION)
    public, purpose, _, name, inner = _texts(blob)
    kind, made = _texts(inner)
    if (public, purpose.decode(), kind) != (_public(key), namespace, _KIND):
        return False
    digest = hashlib.new(name.decode(), content).digest()
    try:
        key.verify(made, _signed(namespace, name, digest))
    except InvalidSignature:
        return False
    return True


def sign(content: bytes, key: Ed25519PrivateKey, namespace: str) -> str:
    """Give the signature of some content for a purpose."""
    made = key.sign(_signed(namespace, _HASH, hashlib.sha512(content).digest()))
    blob = _MAGIC + _VERSION + _text(_public(key.public_key()))
    blob += _text(namespace.encode()) + _text(b"") + _text(_HASH)
    blob += _text(_text(_KIND) + _text(made))
    lines = textwrap.wrap(base64.b64encode(blob).decode(), 70)
    return "\n".join((_FENCES[0], *lines, _FENCES[1], ""))


def _signed(namespace: str, name: bytes, digest: bytes) -> bytes:
    return _MAGIC + _text(namespace.encode()) + _text(b"") + _text(name) + _text(digest)


def _public(key: Ed25519PublicKey) -> bytes:
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return _text(_KIND) + _text(raw)


def _text(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def _texts(blob: bytes) -> list[bytes]:
    found = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        found.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("-Y", choices=["sign"], required=True)
    parser.add_argument("-n", required=True)
    parser.add_argument("-f", type=Path, required=True)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    key = serialization.load_ssh_private_key(options.f.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    signature = sign(options.file.read_bytes(), key, options.n)
    options.file.with_name(f"{options.file.name}.sig").write_text(signature)


if __name__ == "__main__":
    main()
