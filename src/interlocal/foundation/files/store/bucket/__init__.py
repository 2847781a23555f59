"""A file store in a bucket of a server that speaks S3."""

from interlocal.foundation.files.store.bucket.place import Bucket, bucket_of
from interlocal.foundation.files.store.bucket.store import BucketStore

__all__ = ["Bucket", "BucketStore", "bucket_of"]
