"""Wrote the codestreams in this folder, once, from drawn pictures: no patient, no scanner (SYNTHETIC).

usage: encode.py FOLDER     needs the packages imagecodecs (2026.3.6, with OpenJPH 0.26.3) and numpy

The test draws the same pictures, so that what is decoded is held against what was encoded.
"""
import math
import pathlib
import sys

import imagecodecs
import numpy

WIDTH, HEIGHT = 80, 56


def noise(x, y, component):
    """Rich in contrast: the hardest picture for the coding of high throughput."""
    value = (x * 73856093 ^ y * 19349663 ^ component * 83492791) & 0xFFFFFFFF
    value ^= value >> 13
    value = value * 0x5BD1E995 & 0xFFFFFFFF
    return value ^ value >> 15


def smooth(x, y, component):
    return 128 + math.floor(90 * math.sin((x + 5 * component) / 9) * math.cos(y / 7))


def picture(draw, components, mask):
    values = [[[draw(x, y, c) & mask for c in range(components)] for x in range(WIDTH)] for y in range(HEIGHT)]
    kind = numpy.uint8 if mask < 256 else numpy.uint16
    return numpy.array(values, kind)[..., 0] if components == 1 else numpy.array(values, kind)


folder = pathlib.Path(sys.argv[1])
for name, pixels, reversible in (
    ("grey-8", picture(noise, 1, 0xFF), True),
    ("grey-12", picture(noise, 1, 0xFFF), True),
    ("grey-16", picture(noise, 1, 0xFFFF), True),
    ("colour-8", picture(noise, 3, 0xFF), True),
    ("colour-smooth", picture(smooth, 3, 0xFF), True),
    ("colour-irreversible", picture(smooth, 3, 0xFF), False),
):
    level = None if reversible else 0.002
    (folder / (name + ".j2c")).write_bytes(imagecodecs.htj2k_encode(pixels, level, reversible=reversible))
