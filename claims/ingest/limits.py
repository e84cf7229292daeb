"""How large a story may be. Every door and every parser measures against these."""

from __future__ import annotations

KIB = 1024
MIB = 1024 * KIB

STORY_BYTES = MIB  # a story's text in UTF-8, after cleaning as well as before
INPUT_BYTES = 2 * MIB  # what one story may arrive in: a request body, a page, a line of a batch
SEVERAL_BYTES = 5 * MIB  # a feed or another file that holds several stories and is read as a whole
BATCH_BYTES = 256 * MIB  # a file of JSON lines or CSV as a whole, and what an archive may inflate to
FEED_ITEMS = 1000
CSV_COLUMNS = 100
ARCHIVE_MEMBERS = 1000
ARCHIVE_INDEX_BYTES = MIB  # a zip file's list of its members
ARCHIVE_RATIO = 100  # inflated to packed, from a megabyte on
TITLE_CHARS = 500
IDENTIFIER_CHARS = 200
BYLINE_CHARS = 300
SOURCE_CHARS = 120
URL_CHARS = 2000
LANGUAGE_CHARS = 16
RIGHTS_CHARS = 500
NOTE_CHARS = 4000
LARGEST_VERSION = 2**31 - 1  # what the column holds
JSON_DEPTH = 32
HTML_DEPTH = 200
HTML_ELEMENTS = 40_000  # the largest news pages have some 10,000; time grows faster than their number
HTML_ATTRIBUTES = 256  # of one tag
XML_DEPTH = 100
XML_ELEMENTS = 100_000
COMBINING_RUN = 30  # UAX #15's stream-safe format; normalising longer runs takes quadratic time
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
