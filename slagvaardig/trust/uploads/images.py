"""A picture is drawn anew from its dots: what was hidden beside them, and where and by whom it was made, is gone."""

import io

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from slagvaardig.trust.uploads.kinds import LARGEST_CLEANED, Refused

MOST_DOTS = 16_000_000
LONGEST_SIDE = 12_000
_PLUGINS = {"png": PngImagePlugin.PngImageFile, "jpeg": JpegImagePlugin.JpegImageFile}
Image.preinit()  # what it would load while it saves can no longer be read by then
Image.MAX_IMAGE_PIXELS = None  # refused by the sizes above, before a single dot is read


def cleaned_image(data: bytes, kind: str) -> bytes:
    """The same picture without anything else in the file."""
    with _PLUGINS[kind](io.BytesIO(data)) as image:
        width, height = image.size
        if width * height > MOST_DOTS or max(width, height) > LONGEST_SIDE:
            raise Refused("dots", f"{width} x {height}")
        if getattr(image, "n_frames", 1) > 1:
            raise Refused("moving")
        image.load()
        made = _png(image) if kind == "png" else _jpeg(image)
    if len(made) > LARGEST_CLEANED:
        raise Refused("heavy")
    return made


def _png(image: Image.Image) -> bytes:
    image.info = {key: image.info[key] for key in ("transparency",) if key in image.info}
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    turned = ImageOps.exif_transpose(image) if image.getexif().get(0x0112, 1) != 1 else image
    turned.info = {}
    out = io.BytesIO()
    if turned is image:
        image.save(out, "JPEG", quality="keep")
    else:
        turned.save(out, "JPEG", quality=92)
    return out.getvalue()
