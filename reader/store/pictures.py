"""Pictures kept beside the library, so that reading never fetches one: a folder for each article that has any."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import blake2b

from reader.store.files import Folder, write_failed

MOST_BYTES = 20 << 20
"""A larger file is no picture of an article."""
_ID = re.compile(r"[0-9]{1,20}")
_NAME = re.compile(r"[0-9a-f]{32}")


class Pictures:
    """The folder `pictures`. A file is named by the address that the body names it by, so that bodies stay as they are."""

    def __init__(self, neighbour: Folder) -> None:
        """`neighbour` is the folder of the library, beside library.json."""
        self._neighbour = neighbour
        self._all = Folder(neighbour.path / "pictures", below=neighbour)

    def keep(self, article_id: str, address: str, data: bytes) -> None:
        """Keep the file that an article's body names by `address`. Raises WriteFailed."""
        try:
            folder = self._of(article_id)
            if len(data) > MOST_BYTES:
                raise OSError(27, f"larger than {MOST_BYTES:,} bytes", address)
            folder.make()
            folder.replace(_name_of(address), data)
        except OSError as error:
            raise write_failed(self._neighbour.path, self._all.path, error) from error

    def read(self, article_id: str, address: str) -> bytes | None:
        """Return a picture; None where none was kept, or it cannot be read."""
        with suppress(OSError):
            return self._of(article_id).read(_name_of(address), most=MOST_BYTES)
        return None

    def has(self, article_id: str, address: str = "") -> bool:
        """Say whether a picture was kept; without an address, any of the article's."""
        with suppress(OSError):
            kept = self._of(article_id).names()
            return _name_of(address) in kept if address else bool(kept)
        return False

    def remove(self, article_id: str) -> None:
        """Remove all pictures of an article; raises OSError."""
        folder = self._of(article_id)
        names = folder.names()
        for name in names:
            if _NAME.fullmatch(name):
                folder.remove(name)
        if names:
            with suppress(OSError), self._all.opened() as above:
                os.rmdir(article_id, dir_fd=above)

    def folders(self) -> list[Folder]:
        """Return the folders of the articles that have pictures; raises OSError."""
        return [Folder(self._all.path / name, below=self._all) for name in self._all.names() if _ID.fullmatch(name)]

    def _of(self, article_id: str) -> Folder:
        if not _ID.fullmatch(article_id):
            raise OSError(22, "not the id of an article", article_id)
        return Folder(self._all.path / article_id, below=self._all)


def _name_of(address: str) -> str:
    return blake2b(address.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
