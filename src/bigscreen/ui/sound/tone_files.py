"""Writes the sounds of alarms: ``python -m bigscreen.ui.sound.tone_files FOLDER``.

Each is a short run of pure tones, made here, so that they belong to this program and nobody
else. A city may put other WAV files of the same names in their place.
"""

import math
import struct
import sys
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

RATE_HZ = 16_000
_LOUDNESS = 0.6
_FADE_S = 0.012
"""Tones rise and fall softly: a sudden edge would click."""


class Tone(NamedTuple):
    """A tone of so many hertz (0 for a pause) for so many seconds."""

    hz: float
    seconds: float


TONES: dict[str, Sequence[Tone]] = {
    # Two tones that alternate quickly: nothing else in the room sounds so.
    "sos": (Tone(960.0, 0.16), Tone(720.0, 0.16)) * 3,
    "grave": (Tone(880.0, 0.18), Tone(0.0, 0.07)) * 3,
    "notice": (Tone(660.0, 0.14), Tone(0.0, 0.05), Tone(880.0, 0.22)),
}
"""The sounds by name, the most urgent first."""


def samples_of(tones: Sequence[Tone]) -> list[int]:
    """Return the samples of tones one after the other, 16 bit, signed."""
    samples: list[int] = []
    for hz, seconds in tones:
        count = round(seconds * RATE_HZ)
        fade = round(_FADE_S * RATE_HZ)
        for place in range(count):
            edge = min(1.0, place / fade, (count - 1 - place) / fade)
            swing = math.sin(2 * math.pi * hz * place / RATE_HZ)
            # An octave above, softly: small loudspeakers carry it better than the tone itself.
            swing = 0.8 * swing + 0.2 * math.sin(4 * math.pi * hz * place / RATE_HZ)
            samples.append(round(32_767 * _LOUDNESS * edge * swing))
    return samples


def write_sounds(folder: Path) -> None:
    """Write all sounds into ``folder``, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in TONES.items():
        samples = samples_of(tones)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


if __name__ == "__main__":
    write_sounds(Path(sys.argv[1]))
