"""A HID POS bar code scanner without a kernel device.

Run under umockdev-wrapper: hid-scanner-device.py SCENARIO.json COMMAND...
The command is started as a child and sees one hidraw device. The scenario is a list of steps taken once the child has begun to read:
{"wait": ms} | {"report": hex} | {"unplug": true} | {"plug": true}. Ends with the child's exit code.
"""
import ctypes
import json
import struct
import subprocess
import sys
import threading

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

with open(sys.argv[1], encoding="utf-8") as file:
    scenario = json.load(file)
DESCRIPTOR = bytes.fromhex(scenario["descriptor"])
steps = list(scenario["steps"])
INTERFACE = "/devices/pci0000:00/usb1/1-1/1-1:1.0"
HID = INTERFACE + "/0003:1234:0C0D.0001"

USB = """P: /devices/pci0000:00/usb1/1-1
N: bus/usb/001/002=12010002
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
E: DEVNAME=/dev/bus/usb/001/002
E: PRODUCT=1234/c0d/100
E: BUSNUM=001
E: DEVNUM=002
A: idVendor=1234\\n
A: idProduct=0c0d\\n
A: manufacturer=TestCo\\n
A: product=Code Scanner 2D\\n
A: serial=SC0001\\n
A: busnum=1\\n
A: devnum=2\\n
A: bcdDevice=0100\\n

P: %s
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface
A: bInterfaceNumber=00\\n

P: %s
E: SUBSYSTEM=hid
E: HID_ID=0003:00001234:00000C0D
E: HID_NAME=TestCo Code Scanner 2D
E: HID_PHYS=usb-0000:00:14.0-1/input0
E: HID_UNIQ=SC0001
H: report_descriptor=%s
""" % (INTERFACE, HID, DESCRIPTOR.hex().upper())

HIDRAW = """P: %s/hidraw/hidraw0
N: hidraw0=00
E: SUBSYSTEM=hidraw
E: DEVNAME=/dev/hidraw0
E: MAJOR=240
E: MINOR=0
L: device=../../../0003:1234:0C0D.0001
""" % HID

testbed = UMockdev.Testbed.new()
testbed.add_from_string(USB)
library = ctypes.CDLL("libumockdev.so.0")
library.umockdev_ioctl_data_update.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_int]
ready = []
waiting = []
started = threading.Event()


def put(data, content):
    # IoctlData.update is missing from the introspection data.
    library.umockdev_ioctl_data_update(hash(data), 0, bytes(content), len(content))


def pump():
    while ready and waiting:
        client = waiting.pop(0)
        argument = client.get_arg()
        report = ready.pop(0)[: len(argument.retrieve())]
        put(argument, report)
        client.complete(len(report), 0)


class Scanner(UMockdev.IoctlBase):
    def do_handle_ioctl(self, client):
        request = client.get_request()
        if chr((request >> 8) & 255) != "H":
            return False
        number, size = request & 255, (request >> 16) & 0x3FFF
        data = client.get_arg().resolve(0, size)
        if number == 1:
            put(data, struct.pack("i", len(DESCRIPTOR)))
        elif number == 2:
            put(data, struct.pack("I", len(DESCRIPTOR)) + DESCRIPTOR)
        elif number == 3:
            put(data, struct.pack("Ihh", 3, 0x1234, 0x0C0D))
        elif number == 4:
            put(data, b"TestCo Code Scanner 2D\0"[:size])
        client.complete(0, 0)
        return True

    def do_handle_read(self, client):
        waiting.append(client)
        started.set()
        pump()

        def give_up():
            # poll() is always ready here: what waits too long is told to come again.
            if client in waiting:
                waiting.remove(client)
                client.complete(-1, 11)
            return False

        GLib.timeout_add(50, give_up)
        return True


scanner = Scanner()


def plug():
    testbed.add_from_string(HIDRAW)
    testbed.attach_ioctl("/dev/hidraw0", scanner)


def unplug():
    testbed.detach_ioctl("/dev/hidraw0")
    testbed.remove_device("/sys" + HID + "/hidraw/hidraw0")


def step():
    if not steps:
        return False
    now = steps.pop(0)
    if "report" in now:
        ready.append(bytes.fromhex(now["report"]))
        pump()
    if "unplug" in now:
        unplug()
    if "plug" in now:
        plug()
    GLib.timeout_add(now.get("wait", 1), step)
    return False


plug()
loop = GLib.MainLoop()
code = [1]


def run():
    code[0] = subprocess.call(sys.argv[2:])
    loop.quit()


def begin():
    if started.is_set():
        GLib.timeout_add(100, step)
        return False
    return True


threading.Thread(target=run, daemon=True).start()
GLib.timeout_add(20, begin)
loop.run()
sys.exit(code[0])
