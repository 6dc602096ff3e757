"""What may arrive as a file at all: something to import, up to its limit, counted while it arrives."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from networking.exchange.sniff import ZIP_LIMIT

FILE_PAGES = re.compile(r"/import/|/events/import/|/cohorts/\d+/roster/")


class OnlyImports(FileUploadHandler):
    """Stands before Django's own handlers; what it drops is read past, and never stored."""

    request: Any

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.arrived = 0
        if self.request is None or not FILE_PAGES.fullmatch(self.request.path):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.arrived += len(raw_data)
        if self.arrived > ZIP_LIMIT:
            self.request.file_is_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
