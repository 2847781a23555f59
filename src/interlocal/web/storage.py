"""Where collected static files lie: each under its digest, what a module imports by that name too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, which also rewrites the imports between JavaScript modules."""

    support_js_module_import_aggregation = True
