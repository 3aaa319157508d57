"""Animations as files: the figure, moment by moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from gui.export.frames import REST, moments
from gui.export.request import Request, Work
from gui.export.still import made

if TYPE_CHECKING:
    from gui.export.pixels import Pixels
    from gui.export.video import Codec


class File(Protocol):
    """A file that takes one frame after the other."""

    def add(self, pixels: Pixels, seconds: float) -> None:
        """Append a frame that stays so long."""

    def finish(self) -> bytes:
        """The file, complete."""

    def close(self) -> None:
        """Let go of what it is made with, finished or not."""


# Makes a file for so many frames, of which a few samples show the colours of all.
Opened: TypeAlias = Callable[[int, Sequence["Pixels"]], File]

SAMPLES: Final = 3


def gif(request: Request) -> Work:
    from gui.export.gif import Gif

    return _written(request, lambda count, samples: Gif(request.size, samples))


def webp(request: Request) -> Work:
    from gui.export.webp import Webp

    return _written(request, lambda count, samples: Webp(request.size))


def apng(request: Request) -> Work:
    from gui.export.apng import Apng

    return _written(request, lambda count, samples: Apng(request.size, count))


def mp4(request: Request) -> Work:
    from gui.export.video import MP4

    return _video(request, MP4)


def webm(request: Request) -> Work:
    from gui.export.video import WEBM

    return _video(request, WEBM)


def missing_for_video() -> str:
    from gui.export.video import missing

    return missing()


def _video(request: Request, codec: Codec) -> Work:
    from gui.export.video import video

    width, height = (length // 2 * 2 for length in request.size)  # as video codecs need it
    even = replace(request, size=(width, height))
    return _written(even, lambda count, samples: video(codec, even.size, even.fps))


def _written(request: Request, opened: Opened) -> Work:
    begin = yield from request.compute()
    with closing((yield from made(request, begin))) as figure:
        shown = moments(request.at, request.fps)
        samples = []
        for place in range(SAMPLES):
            figure.show_step(*shown[place * (len(shown) - 1) // (SAMPLES - 1)])
            for _ in figure.settle():
                yield begin
            samples.append(figure.pixels())
        with closing(opened(len(shown), samples)) as file:
            for number, moment in enumerate(shown, 1):
                figure.show_step(*moment)
                for _ in figure.settle():
                    yield begin + (1.0 - begin) * (number - 1) / len(shown)
                file.add(figure.pixels(), 1 / request.fps if number < len(shown) else REST)
                yield begin + (1.0 - begin) * number / len(shown)
            return file.finish()
