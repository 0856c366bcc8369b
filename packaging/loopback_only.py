"""Runs a command with no network but loopback; start it inside a fresh network namespace.

    unshare --net python packaging/loopback_only.py COMMAND [ARGUMENTS]

A new namespace has its loopback down, and a bare system has neither ip nor ifconfig to raise it.
"""

import fcntl
import os
import socket
import struct
import sys

_SET_INTERFACE_FLAGS = 0x8914  # SIOCSIFFLAGS of <linux/sockios.h>
_UP_AND_RUNNING = 0x1 | 0x40  # IFF_UP | IFF_RUNNING

if __name__ == "__main__":
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SET_INTERFACE_FLAGS, struct.pack("16sh", b"lo", _UP_AND_RUNNING))
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - to become the command is the purpose
