"""What was received, kept as it came: WARC files beside the store, their records chained by hash.

Any tool of the field reads the files. The table `receipts` says where each record lies, what its bytes
hash to, and what all records up to it hash to: a record that was changed, lost or put in between shows.
"""

from geopolitik.storage.archive.adding import Adding, Archive, archive_of
from geopolitik.storage.archive.keeping import keep_received, receive
from geopolitik.storage.archive.receipts import Receipt

__all__ = ["Adding", "Archive", "Receipt", "archive_of", "keep_received", "receive"]
