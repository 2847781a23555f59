"""A file store in a bucket of a server that speaks S3."""

from interlocal.foundation.files.store.bucket.place import Bucket, bucket_of
from interlocal.foundation.files.store.bucket.store import BucketStore
from interlocal.foundation.files.store.bucket.trial import Tried, try_bucket

__all__ = ["Bucket", "BucketStore", "Tried", "bucket_of", "try_bucket"]
