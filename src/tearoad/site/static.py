"""Static files under names that carry a digest of their content."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # it has none


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Also what one JavaScript module imports from another is asked for by its name with the digest."""

    support_js_module_import_aggregation = True
    # Each pass settles the names one import further on, in the worst order in which a file system may list the files.
    # Passes end with the first that changes nothing, so a high limit costs nothing.
    max_post_process_passes = 50
