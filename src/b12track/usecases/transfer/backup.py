"""A backup: everything that is recorded of a person, with a checksum of its own, and behind a passphrase if one is set.

What always holds: a backup is an exchange document; its checksum is of what it says, not of how that is laid out, so a
copy that another program laid out anew still fits and one in which a single figure turned does not. Whoever reads a
document that carries a checksum has it checked here.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from b12track.domain.record.faults import Refused
from b12track.store.disk import saving
from b12track.store.faults import StoreFault
from b12track.store.file.layout import canonical
from b12track.usecases.contents import content_of
from b12track.usecases.output_files import Written, exchange_bytes, write_file
from b12track.usecases.person_file import PersonFile
from b12track.usecases.transfer.encrypted import ENDING, encrypt

CHECKSUM = "checksum"


def back_up(
    person_file: PersonFile, path: Path | None = None, *, yes: bool = False, passphrase: str | None = None
) -> Written:
    """Write a copy of everything: to a file or folder that was named, or beside the data file under today's date."""
    document = person_file.snapshot().exchange()
    data = exchange_bytes({**document, CHECKSUM: checksum_of(document)})
    name, ending = f"{person_file.path.stem}-{person_file.today.isoformat()}", ".json"
    if passphrase is not None:
        data, ending = encrypt(data, passphrase), f".json{ENDING}"
    if path is None:
        folder = person_file.file.kept_in()
        try:
            saving.make_folders(folder)
        except StoreFault as fault:
            raise Refused("", str(fault), files=fault.files) from None
    elif path.is_dir():
        folder = path
    else:
        return write_file(person_file, path, data, yes=yes)
    number, target = 1, folder / f"{name}{ending}"
    while os.path.lexists(target):
        if content_of(target) == data:
            return Written(target, was_there=True)
        number += 1
        target = folder / f"{name}-{number}{ending}"
    return write_file(person_file, target, data, among_copies=path is None)


def checksum_of(document: dict[str, Any]) -> str:
    """What a document's records come to; the order of keys and the layout count for nothing."""
    said = {key: value for key, value in document.items() if key != CHECKSUM}
    return f"sha256:{sha256(canonical(said).encode('utf-8', 'surrogatepass')).hexdigest()}"


def without_checksum(raw: dict[str, Any], name: str) -> dict[str, Any]:
    """A document as it is without its checksum; Refused where it is not what was written."""
    if CHECKSUM not in raw:
        return raw
    if raw[CHECKSUM] != checksum_of(raw):
        raise Refused(
            name,
            "was damaged or changed after it was written: its checksum is wrong",
            "use another backup",
        )
    return {key: value for key, value in raw.items() if key != CHECKSUM}
