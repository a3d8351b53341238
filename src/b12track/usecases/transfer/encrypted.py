"""A backup behind a passphrase, in the age format, which other programs open as well.

What always holds: the passphrase is handed in, kept nowhere and said nowhere; what does not open says nothing of what
is inside. The program that encrypts is an extra, and without it one line says how to get it.
"""

from b12track.domain.record.faults import Deed, Refused

# How a file of the age format begins: as bytes, or as text that was made for mails.
BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
ENDING = ".age"


def is_encrypted(data: bytes) -> bool:
    """Whether these bytes are a file of the age format."""
    return data.startswith(BEGINNINGS)


def refuse_encrypted(data: bytes, name: str) -> None:
    """Say of an encrypted backup that it is one, before it is taken for broken text."""
    if is_encrypted(data):
        raise Refused(name, "is an encrypted backup", Deed("restore"))


def refuse_without_extra() -> None:
    """Refuse before a passphrase is asked for, where nothing could be done with it."""
    try:
        import pyrage  # noqa: F401 (only whoever encrypts has it and pays for it)
    except ImportError:
        raise Refused("", "an encrypted backup needs the extra", Deed("install extra", "crypt")) from None


def encrypt(data: bytes, passphrase: str) -> bytes:
    """The bytes as nobody reads them without the passphrase."""
    refuse_without_extra()
    from pyrage import passphrase as age

    return bytes(age.encrypt(data, passphrase))


def decrypt(data: bytes, passphrase: str, name: str) -> bytes:
    """The bytes as they were; Refused where the passphrase is another, or the file was cut or changed."""
    refuse_without_extra()
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        return bytes(age.decrypt(data, passphrase))
    except (DecryptError, ValueError):
        raise Refused(
            name, "does not open: the passphrase is wrong, or the file was cut or changed"
        ) from None
