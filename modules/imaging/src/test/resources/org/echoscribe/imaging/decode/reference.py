"""Decodes DICOM files to RGB independently of the product: pydicom, Pillow and GDCM are the judges.

usage: reference.py MOST_FRAMES FILE...     writes FILE.rgb: frames, rows, columns as 32-bit little endian, then RGB interleaved
"""
import io
import os
import struct
import subprocess
import sys
import tempfile
import warnings

import numpy
import pydicom
from PIL import Image
from pydicom.encaps import generate_pixel_data_frame
from pydicom.pixel_data_handlers.util import apply_color_lut, convert_color_space

warnings.simplefilter("ignore")
# The arc of the encapsulated syntaxes but RLE; this pydicom does not know the newest of them.
CODESTREAMS = "1.2.840.10008.1.2.4."


def dct_bits(codestream):
    """The bits per sample of a JPEG codestream of a DCT process; 0 if it is lossless, JPEG-LS or JPEG 2000."""
    at = 2
    while codestream[:2] == b"\xff\xd8" and at + 4 <= len(codestream):
        marker = codestream[at + 1]
        if 0xC0 <= marker <= 0xC2:
            return codestream[at + 4]
        if marker in (0xC3, 0xF7, 0xDA):
            return 0
        at += 2 + int.from_bytes(codestream[at + 2 : at + 4], "big")
    return 0


def is_jpeg_xl(codestream):
    return codestream[:2] == b"\xff\x0a" or codestream[4:8] == b"JXL "


def jpeg_xl(codestream):
    """FFmpeg's own call of libjxl is the judge of JPEG XL."""
    with tempfile.NamedTemporaryFile(suffix=".jxl") as file:
        file.write(codestream)
        file.flush()
        command = ["ffmpeg", "-loglevel", "error", "-i", file.name, "-f", "image2pipe", "-c:v", "png", "-"]
        png = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return numpy.array(Image.open(io.BytesIO(png)).convert("RGB"))


def stored_values(path, most_frames):
    dataset = pydicom.dcmread(path, force=True)
    frames = int(dataset.get("NumberOfFrames", 1) or 1)
    if dataset.file_meta.TransferSyntaxUID.startswith(CODESTREAMS):
        pictures = []
        for codestream in generate_pixel_data_frame(dataset.PixelData, frames):
            if is_jpeg_xl(codestream):
                pictures.append(jpeg_xl(codestream))
            elif dct_bits(codestream) == 8:
                picture = numpy.array(Image.open(io.BytesIO(codestream)).convert("RGB"))
                pictures.append(255 - picture if dataset.PhotometricInterpretation == "MONOCHROME1" else picture)
            else:
                break
            if len(pictures) == most_frames:
                break
        if pictures:
            return numpy.stack(pictures)
        raw = tempfile.mktemp(suffix=".dcm")
        deep = dct_bits(codestream) > 8  # whose colours GDCM leaves untransformed
        command = ["dcmdjpeg", "--quiet", path, raw] if deep else ["gdcmconv", "--raw", path, raw]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        dataset = pydicom.dcmread(raw)
        os.unlink(raw)
    return to_rgb(dataset, most_frames)


def to_rgb(dataset, most_frames):
    pixels = dataset.pixel_array
    photometric = dataset.PhotometricInterpretation
    if int(dataset.get("NumberOfFrames", 1) or 1) == 1:
        pixels = pixels[None]
    pixels = pixels[:most_frames]
    if photometric == "PALETTE COLOR":
        pixels = numpy.stack([apply_color_lut(frame, dataset) for frame in pixels])
        pixels = pixels >> 8 if pixels.max() > 255 else pixels
    elif photometric.startswith("MONOCHROME"):
        pixels = pixels.astype(numpy.int64) + (1 << (dataset.BitsStored - 1)) * dataset.PixelRepresentation
        pixels = pixels >> max(0, dataset.BitsStored - 8)
        pixels = 255 - pixels if photometric == "MONOCHROME1" else pixels
        pixels = numpy.repeat(pixels[..., None], 3, axis=-1)
    elif photometric.startswith("YBR_FULL"):
        pixels = numpy.stack([convert_color_space(frame, photometric, "RGB") for frame in pixels])
    else:
        pixels = pixels >> max(0, dataset.BitsStored - 8)
    return pixels.astype(numpy.uint8)


for path in sys.argv[2:]:
    rgb = numpy.ascontiguousarray(stored_values(path, int(sys.argv[1])))
    with open(path + ".rgb", "wb") as out:
        out.write(struct.pack("<3i", *rgb.shape[:3]))
        out.write(rgb.tobytes())
