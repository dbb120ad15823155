"""Starts Debian's vicc (vsmartcard-vpicc, GPL-3, a separate test process) as a card with files of our own behind vpcd.

usage: vicc-card.py FILES.json PORT

FILES.json: {"011E": "<hex>", "0101": "<hex>", ...}, the elementary files of the eMRTD application; DG1 decides the keys of BAC.

The package as shipped is half-converted from Python 2. Its modules are mended while they are loaded: the file on disk is not touched,
and a pattern that is not found is told, so that a changed package is noticed.
"""
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import sys

PLACE = "/usr/lib/python3/site-packages/virtualsmartcard"
NAME = "virtualsmartcard"

# module -> [(pattern, replacement, at least how often)]
MENDED = {
    # A command without Le has nothing to compare with the length of the data.
    "VirtualSmartcard": [(r"if le > len\(data\)", "if le is not None and le > len(data)", 1)],
    "CryptoUtils": [
        # Debian's package of the successor of PyCrypto has another name; the fall back is a module of Python 2.
        (r"from Crypto\.", "from Cryptodome.", 3),
        (r"\n    import sha as SHA1", "\n    SHA1 = None", 1),
        # Two byte strings, byte by byte.
        (r"chr\(op\(ord\(string1\[i\]\), ord\(string2\[i\]\)\)\)", "op(string1[i], string2[i])", 1),
        (r'return ""\.join\(result\)', "return bytes(result)", 1),
        # The counter has eight bytes, leading zeros too.
        (r"data = inttostring\(ssc\) \+ data", "data = ssc.to_bytes(8, 'big') + data", 1),
    ],
    "TLVutils": [(r'return b""\.join\(result\)', "return result", 1)],
    "SEutils": [
        (r'return_data = \["", \]', "return_data = []", 1),
        (r'to_authenticate = ""', 'to_authenticate = b""', 1),
        (r"stringtoint\(value\[0\]\)", "(value[0] if isinstance(value[0], int) else stringtoint(value[0]))", 1),
        (r'data="".join\(return_data\)', 'data=b"".join(return_data)', 1),
        (r'return_data = ""', 'return_data = b""', 1),
        (r'if result != ""', "if len(result) > 0", 1),
        (r'"\\x01" \+ encrypted', 'b"\\\\x01" + encrypted', 1),
        # ICAO 9303-11, 9.8.4 wants the status under the checksum (object 99), a warning's too; the package leaves it out.
        (r'        if sw == SW\["NORMAL"\]:(\n            if self.cct.algorithm is None)',
         r'        return_data += b"\\x99\\x02" + sw.to_bytes(2, "big")\n        if sw in (0x9000, 0x6282):\1', 1),
    ],
    "SmartcardFilesystem": [(r'data=""', 'data=b""', 3), (r'== "\\x3f\\x00"', '== b"\\\\x3f\\\\x00"', 1)],
    "SmartcardSAM": [(r'return SW\["NORMAL"\], ""', 'return SW["NORMAL"], b""', 5)],
    "cards.ePass": [(r'"\\x00\\x04\\x01\\x01"', 'b"\\\\x00\\\\x04\\\\x01\\\\x01"', 1)],
}


class Mending(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        path = self.get_filename(fullname)
        text = self.get_data(path).decode("utf-8")
        for pattern, new, least in MENDED.get(fullname[len(NAME) + 1:], []):
            text, found = re.subn(pattern, new, text)
            if found < least:
                print("vicc: %s: %r found %d times, not %d: has the package changed?" % (fullname, pattern, found, least),
                      file=sys.stderr)
        return compile(text, path, "exec")


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname != NAME and not fullname.startswith(NAME + "."):
            return None
        base = os.path.join(PLACE, *fullname.split("."))
        package = os.path.isdir(base)
        file = os.path.join(base, "__init__.py") if package else base + ".py"
        return importlib.util.spec_from_file_location(
            fullname, file, loader=Mending(fullname, file), submodule_search_locations=[base] if package else None)


sys.meta_path.insert(0, Finder())
sys.dont_write_bytecode = True

from virtualsmartcard import CardGenerator as generators  # noqa: E402
from virtualsmartcard.SmartcardFilesystem import DF, MF, TransparentStructureEF, walk  # noqa: E402
from virtualsmartcard.VirtualSmartcard import VirtualICC  # noqa: E402
from virtualsmartcard.cards.ePass import PassportSAM  # noqa: E402


class OurSAM(PassportSAM):
    tree = None

    def _PassportSAM__computeKeys(self):
        zone = walk(self.tree, b"\x00\x04\x01\x01").readbinary(5)
        three_lines = len(zone) >= 90
        information = zone[5:15] + zone[30:37] + zone[38:45] if three_lines \
            else zone[44:54] + zone[57:64] + zone[65:72]
        seed = hashlib.sha1(information).digest()[:16]
        self.KEnc = self.derive_key(seed, 1)
        self.KMac = self.derive_key(seed, 2)


def tree(files):
    root = MF()
    application = DF(parent=root, fid=4, dfname=b"\xa0\x00\x00\x02G\x10\x01", bertlv_data=[])
    for number, content in files.items():
        fid = int(number, 16)
        application.append(TransparentStructureEF(
            parent=application, fid=fid, shortfid=fid & 0x1f, filedescriptor=0, data=bytes.fromhex(content)))
    root.append(application)
    return root


def generate(self):
    OurSAM.tree = self.mf = tree(json.load(open(sys.argv[1], encoding="utf-8")))
    self.sam = OurSAM(self.mf)


generators.CardGenerator._CardGenerator__generate_ePass = generate
VirtualICC(None, "ePass", "127.0.0.1", int(sys.argv[2]), logginglevel=40).run()
