"""The scans of a JPEG: how often its decoder has to go over the whole picture.

A progressive file may ask for any number of scans, each a few bytes long, so that a file of some kilobytes takes
minutes to decode. The markers are those of ITU-T T.81, annex B.
"""

import re

# Within a scan an 0xFF is followed by 0x00, or by one of the eight restart markers.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9


def count(data: bytes) -> int:
    """Return how many scans the first picture in these bytes has; what cannot be followed counts as its end."""
    scans, place = 0, 2
    while (match := _NEXT_MARKER.search(data, place)) is not None:
        marker = match[0][1]
        if marker == _END_OF_IMAGE:
            break
        scans += marker == _START_OF_SCAN
        place = match.end() + int.from_bytes(data[match.end() : match.end() + 2], "big")
    return scans
