"""Names the system packages this program still needs here, asking the dynamic linker.

The Qt wheels link against some fifty shared objects they do not carry. ldd says which of them are
missing; the table says which Debian package brings each one. Prints the missing packages, one a
line, and nothing when all is there. Needs only Python and the installed PySide6.

    python packaging/system_libraries.py SITE_PACKAGES          to run
    python packaging/system_libraries.py SITE_PACKAGES --test   to run and to test
"""

import ctypes
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

# What the program loads: the rest of PySide6 hangs on these.
_ROOTS = (
    "PySide6/QtDBus.abi3.so",
    "PySide6/QtMultimedia.abi3.so",
    "PySide6/QtOpenGLWidgets.abi3.so",
    "PySide6/QtPrintSupport.abi3.so",
    "PySide6/QtSvg.abi3.so",
    "PySide6/QtTest.abi3.so",
    "PySide6/QtWebChannel.abi3.so",
    "PySide6/QtWebEngineWidgets.abi3.so",
    "PySide6/Qt/libexec/QtWebEngineProcess",
    "PySide6/Qt/plugins/iconengines/*.so",
    "PySide6/Qt/plugins/imageformats/*.so",
    "PySide6/Qt/plugins/multimedia/*.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforms/libqwayland*.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/tls/*.so",
    "PySide6/Qt/plugins/xcbglintegrations/*.so",
)

# Debian 12 names; bootstrap.sh turns libx into libxt64 where a newer release has renamed it.
PACKAGE_BY_SONAME = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libsmime3.so": "libnss3",
    "libpulse.so.0": "libpulse0",
    "libudev.so.1": "libudev1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbfile.so.1": "libxkbfile1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

_TEST_TOOLS = {"Xvfb": "xvfb", "objdump": "binutils", "xdotool": "xdotool"}

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONTS = {
    "fonts-noto-cjk": ("*CJK*", "NotoSansSC*", "SourceHan*", "wqy*", "DroidSansFallback*"),
    "fonts-noto-color-emoji": ("*Emoji*", "*emoji*"),
}
"""Packages of fonts, and the files that make each of them unnecessary."""


def missing_sonames(ldd_output: str) -> set[str]:
    """Return the shared objects that ldd's output marks as not found."""
    return {line.split()[0] for line in ldd_output.splitlines() if "=> not found" in line}


def packages_for(sonames: Iterable[str]) -> set[str]:
    """Return the packages that bring these objects; an unknown object stands for itself."""
    return {PACKAGE_BY_SONAME.get(soname, soname) for soname in sonames}


def _linker_report(site_packages: Path) -> str:
    """Run ldd over everything the program loads."""
    files = [str(file) for root in _ROOTS for file in sorted(site_packages.glob(root))]
    if not files:
        raise SystemExit(f"system libraries: no PySide6 in {site_packages}")
    return subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout


def missing_fonts() -> set[str]:
    """Return the packages of fonts without which texts would show as boxes."""
    folders = [Path(folder).expanduser() for folder in _FONT_FOLDERS]
    return {
        package
        for package, patterns in _FONTS.items()
        if all(next(f.rglob(pattern), None) is None for f in folders for pattern in patterns)
    }


def _has_shared_python() -> bool:
    """Say whether the interpreter's shared library is here: a bundle must carry it."""
    folder = sysconfig.get_config_var("LIBDIR") or ""
    name = "libpython{}.{}.so.1.0".format(*sys.version_info)
    for path in (name, str(Path(folder) / name)):
        try:
            ctypes.CDLL(path)
        except OSError:
            continue
        return True
    return False


def missing_for_tests() -> set[str]:
    """Return what only the checks need: tools, time zones, and Python's library for the bundle."""
    missing = {package for tool, package in _TEST_TOOLS.items() if not shutil.which(tool)}
    if not Path("/usr/share/zoneinfo/Asia/Shanghai").exists():
        missing.add("tzdata")
    if not _has_shared_python():
        missing.add(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    return missing


def main() -> None:
    """Print what is missing for the wanted purpose."""
    site_packages, *options = sys.argv[1:]
    missing = packages_for(missing_sonames(_linker_report(Path(site_packages))))
    missing |= missing_fonts()
    if "--test" in options:
        missing |= missing_for_tests()
    print("\n".join(sorted(missing)), end="\n" if missing else "")


if __name__ == "__main__":
    main()
