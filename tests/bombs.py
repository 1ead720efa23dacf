"""Pictures that are not what they seem: made small, meant to take all memory and time, or to be two things at once."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *before: bytes, rows: bytes | None = None, bits: int = 1) -> bytes:
    """Black, in grey of so many bits."""
    line = 1 + (width * bits + 7) // 8
    content = zlib.compress(bytes(line * height) if rows is None else rows, 9)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0))
    return PNG + header + b"".join(before) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def small(form: str, *, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form, **options)
    return out.getvalue()


def flat(form: str, mode: str, side: int, **options: object) -> bytes:
    """One color, as far as one can see."""
    out = BytesIO()
    Image.new(mode, (side, side), 7).save(out, form, **options)
    return out.getvalue()


def moving(form: str, frames: int, size: int = 16) -> bytes:
    pictures = [Image.new("RGB", (size, size), (number % 256, number // 256, 99)) for number in range(frames)]
    out = BytesIO()
    pictures[0].save(out, form, save_all=True, append_images=pictures[1:], duration=20)
    return out.getvalue()


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose frame says another size."""
    data = bytearray(small("JPEG"))
    at = data.index(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, height, width)
    return bytes(data)


def jpeg_of_scans(times: int) -> bytes:
    """A JPEG whose last scan comes again and again, each as dear as the picture."""
    data = small("JPEG", size=(900, 900), progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * times + b"\xff\xd9"


def gif_claiming(width: int, height: int) -> bytes:
    """A small canvas with a frame that is larger."""
    data = bytearray(small("GIF", mode="P"))
    at = data.index(b",\0\0\0\0")
    struct.pack_into("<HH", data, at + 5, width, height)
    return bytes(data)


def webp_claiming(width: int, height: int) -> bytes:
    """An extended WebP whose canvas says another size."""
    data = bytearray(small("WEBP", exif=b"Exif\0\0" + bytes(8)))
    assert data[12:16] == b"VP8X"
    data[24:27], data[27:30] = (width - 1).to_bytes(3, "little"), (height - 1).to_bytes(3, "little")
    return bytes(data)


def archive() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


def packed(megabytes: int) -> bytes:
    return zlib.compress(bytes(megabytes << 20), 9)


def many_pixels() -> dict[str, bytes]:
    return {
        "a PNG of 17 kB with 144 million pixels": png(12_000, 12_000),
        "a PNG of 31 kB with 256 million pixels": png(16_000, 16_000),
        "a PNG that claims the most a PNG can": png(2**31 - 1, 2**31 - 1, rows=b""),
        "a PNG of one endless row": png(20_000_000, 1),
        "a GIF with the largest canvas": small("GIF", mode="P").replace(struct.pack("<HH", 40, 30), b"\xff" * 4, 1),
        "a GIF with a frame larger than its canvas": gif_claiming(60_000, 60_000),
        "a JPEG that claims the most a JPEG can": jpeg_claiming(65_000, 65_000),
        "a JPEG just above the limit": jpeg_claiming(8_000, 5_001),
        "a WebP with the largest canvas": webp_claiming(16_383, 16_383),
        "a WebP just above the limit": webp_claiming(5_000, 4_001),
        "a GIF that is a script as well": b"GIF89a/*" + b"\xff\xff" + bytes(300) + b"*/=1;alert(1)//",
    }


def broken() -> dict[str, bytes]:
    return {
        "a WebP with another canvas than its picture": webp_claiming(3_000, 3_000),
        "a PNG with 20 MB in zTXt": png(8, 8, chunk(b"zTXt", b"a\0\0" + packed(20))),
        "a PNG with 20 MB in iTXt": png(8, 8, chunk(b"iTXt", b"a\0\1\0\0\0" + packed(20))),
        "a PNG with 20 MB in iCCP": png(8, 8, chunk(b"iCCP", b"a\0\0" + packed(20))),
        "a PNG with a hundred texts of a megabyte": png(
            8, 8, *[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 20)))] * 99
        ),
        "a JPEG of 500 scans": jpeg_of_scans(500),
        "a JPEG of five million empty segments": b"\xff\xd8" + b"\xff\xe0\0\2" * 5_000_000,
        "a JPEG of nothing but beginnings": b"\xff\xd8\xff" * 6_000_000,
        "half a JPEG": small("JPEG", size=(400, 300))[:1500],
        "half a PNG": small("PNG", size=(400, 300))[:400],
        "half a WebP": small("WEBP", size=(400, 300))[:200],
        "the first bytes of a JPEG": b"\xff\xd8\xff",
        "the first bytes of a PNG": PNG,
        "the first bytes of a GIF": b"GIF89a",
        "the first bytes of a WebP": b"RIFF\0\0\0\0WEBP",
        "a JPEG without a picture": b"\xff\xd8\xff\xd9" + archive(),
        "a PNG with a wrong checksum": small("PNG").replace(b"IDAT", b"IDAU"),
        "a picture of no size": png(0, 8),
    }


def unknown() -> dict[str, bytes]:
    return {
        "nothing": b"",
        "a page named photo.jpg": b"<!doctype html><script>alert(1)</script>",
        "a drawing of words": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "a TIFF": small("TIFF"),
        "a BMP": small("BMP"),
        "an AVIF": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
        "a HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "a QuickTime film": b"\0\0\0\x14ftypqt  \0\0\2\0qt  ",
        "a PDF": b"%PDF-1.7\n",
        "a ZIP": archive(),
        "a program": b"\x7fELF\2\1\1",
        "a playlist that names other files": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd",
        "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n",
    }


def harmless() -> dict[str, bytes]:
    return {
        "a PNG with more pixels than it declares": png(10, 10, rows=bytes(32 << 20)),
        "a PNG with a ZIP behind it": small("PNG") + archive(),
        "a JPEG with a ZIP behind it": small("JPEG") + archive(),
        "a GIF with a page behind it": small("GIF", mode="P") + b"<script>alert(1)</script>",
        "a WebP with a ZIP behind it": small("WEBP") + archive(),
        "a JPEG that claims 36 million pixels and has 1,200": jpeg_claiming(6_000, 6_000),
        "a PNG that claims 36 million pixels and has 30 rows": png(6_000, 6_000, rows=bytes(751 * 30)),
        "a JPEG with a film behind it": small("JPEG") + b"\xff\xda\0\2" * 500,
        "a GIF of 600 frames": moving("GIF", 600),
        "an animated PNG of 60 frames": moving("PNG", 60),
        "an animated WebP of 50 frames": moving("WEBP", 50),
    }
