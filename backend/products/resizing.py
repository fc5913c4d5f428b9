"""Makes pictures for pages out of a photograph of anyone's; only what Pillow reads whole is trusted."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

WIDTHS = (400, 800)
"""Of a card and of a product's page, on a screen with two pixels a point."""
QUALITY = 82
RECIPE = f"webp {QUALITY} {WIDTHS}"
"""Part of each name's hash: another recipe makes other pictures, and so needs other names."""

# What a name may end with, and the format that it then promises.
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MAX_PIXELS = 40_000_000
MAX_SIDE = 12_000
MIN_SIDE = 16
ORIENTATION = 0x0112
SIDEWAYS = (5, 6, 7, 8)
# What Pillow's readers raise at content that was made to break them.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError, struct.error,
    zlib.error,
)  # fmt: skip


class UnfitError(Exception):
    """A file that isn't taken as a photograph; the message says why, to follow the file's name."""


class Photograph:
    """One that can be opened; what it takes to decode it is known before any of it is decoded."""

    def __init__(self, content: bytes, suffix: str) -> None:
        """Raises UnfitError for what `suffix` doesn't promise, what is too large or small, and what moves."""
        self._content = content
        with _opened(content) as image:
            _check(image, suffix)
            turned = image.getexif().get(ORIENTATION) in SIDEWAYS
            self.width, self.height = image.size[::-1] if turned else image.size

    @property
    def widths(self) -> tuple[int, ...]:
        """Those in which it is kept, the largest last; never larger than it is."""
        return tuple(sorted({min(width, self.width) for width in WIDTHS}))

    def resized(self) -> dict[int, bytes]:
        """By width, still WebP upright in sRGB without what its camera wrote. Raises UnfitError."""
        with _opened(self._content) as image:
            image.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a JPEG needn't be decoded any larger
            image.load()
            upright = _plain(ImageOps.exif_transpose(image))
            return {width: _webp(upright, width, self._height(width)) for width in self.widths}

    def _height(self, width: int) -> int:
        return max(1, round(self.height * width / self.width))


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we have a limit of our own
            with Image.open(BytesIO(content), formats=sorted(set(FORMATS.values()))) as image:
                yield image
    except UnidentifiedImageError as error:
        raise UnfitError("is not a JPEG, PNG or WebP picture") from error
    except Image.DecompressionBombError as error:
        raise UnfitError(f"has more than {MAX_PIXELS // 1_000_000} million pixels") from error
    except BROKEN as error:
        raise UnfitError(f"is broken or not whole: {error}") from error


def _check(image: Image.Image, suffix: str) -> None:
    # Telephones write several JPEG pictures in one file; the first one is the photograph.
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    if kind != FORMATS[suffix.lower()]:
        raise UnfitError(f"is a {kind} picture, which its name doesn't say")
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise UnfitError("is animated: a photograph stands still")
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UnfitError(
            f"has {width} by {height} pixels: more than {MAX_PIXELS // 1_000_000} million, "
            f"or more than {MAX_SIDE} on a side"
        )
    if min(width, height) < MIN_SIDE:
        raise UnfitError(f"has {width} by {height} pixels: less than {MIN_SIDE} on a side")


def _plain(image: Image.Image) -> Image.Image:
    """In sRGB with 8 bits, transparent where it was."""
    clear = image.has_transparency_data
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    if profile := image.info.get("icc_profile"):
        image = _in_srgb(image, profile, "RGBA" if image.mode == "RGBA" else "RGB")
    return image.convert("RGBA" if clear else "RGB")


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """As its profile says; as it is where that can't be read, which is what browsers do."""
    try:
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _webp(image: Image.Image, width: int, height: int) -> bytes:
    file = BytesIO()
    image.resize((width, height), Image.Resampling.LANCZOS).save(file, "WEBP", quality=QUALITY, method=5)
    return file.getvalue()
