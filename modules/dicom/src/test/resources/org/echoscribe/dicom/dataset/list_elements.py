"""Lists the elements of DICOM files as pydicom reads them: path, VR, length, SHA-1 of the little endian value."""
import hashlib
import sys
import warnings

import pydicom
from pydicom.dataelem import RawDataElement

warnings.simplefilter('ignore')
UNIT = {'AT': 2, 'FD': 8, 'FL': 4, 'OD': 8, 'OF': 4, 'OL': 4, 'OV': 8, 'OW': 2, 'SL': 4, 'SS': 2, 'SV': 8, 'UL': 4,
        'US': 2, 'UV': 8}


def little_endian(value, vr, is_little):
    unit = UNIT.get(vr, 1)
    if is_little or unit == 1:
        return value
    return b''.join(value[i:i + unit][::-1] for i in range(0, len(value), unit))


def walk(data_set, path):
    for tag in sorted(data_set.keys()):
        if tag == 0x00080005:  # pydicom decodes it while it reads, so its bytes are gone
            continue
        raw = data_set.get_item(tag)
        name = '%s%08X' % (path, int(tag))
        is_raw = isinstance(raw, RawDataElement)
        # The VR in the file, where it names one; pydicom's dictionary may say more than the file.
        stated = raw.VR if is_raw and raw.VR else None
        value = raw.value if is_raw else None
        if stated is None or stated == 'SQ':
            element = data_set[tag]
            if element.VR == 'SQ' and stated in (None, 'SQ'):
                print('%s\tSQ\t%d' % (name, len(element.value)))
                for number, item in enumerate(element.value):
                    walk(item, '%s[%d]/' % (name, number))
                continue
        value = value or b''
        vr = stated or '?'
        swapped = little_endian(value, vr, not is_raw or raw.is_little_endian)
        print('%s\t%s\t%d\t%s' % (name, vr, len(value), hashlib.sha1(swapped).hexdigest()))


for path in sys.argv[1:]:
    print('FILE\t' + path)
    walk(pydicom.dcmread(path, stop_before_pixels=True, force=True), '')
