"""Static files under names that carry a hash, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingManifestStorage(CompressedManifestStaticFilesStorage):
    """Gives the plain name of a file that `collectstatic` has not seen yet, instead of failing.

    WhiteNoise serves plain names from the sources (WHITENOISE_USE_FINDERS), so pages look right in tests,
    after a forgotten `collectstatic`, and while a new file is being written.
    """

    def stored_name(self, name: str) -> str:
        known: str = self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
        return known
