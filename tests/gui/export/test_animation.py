"""Animations of experiments, frame by frame and as files."""
from __future__ import annotations

import sys
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

import engine
from engine import InputError
from engine.work import finished
from gui.export import animation
from gui.export.frames import moments

SHORT = engine.SEED_EXPERIMENT.replace(steps=3)
# A program that takes frames as ffmpeg does, and writes how many bytes there were.
FFMPEG = f"""#!{sys.executable}
import sys
count = len(sys.stdin.buffer.read())
open(sys.argv[-1], "w").write(" ".join(sys.argv[1:-1]) + f" {{count}}")
"""
BROKEN = f"#!{sys.executable}\nimport sys\nsys.exit('one\\nUnknown encoder libx264')\n"


@pytest.mark.parametrize(
    "write, kind", [(animation.gif, "GIF"), (animation.webp, "WEBP"), (animation.apng, "PNG")])
def test_an_animation_has_a_frame_for_each_moment_and_rests_at_the_end(qapp, write, kind, request_for):
    content = finished(write(request_for(SHORT, fps=10)))
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size, image.n_frames) == (kind, (320, 200), len(moments(3, 10)))
        image.seek(0)
        first = np.array(image.convert("RGB"))
        assert image.info["duration"] == pytest.approx(100)
        image.seek(image.n_frames - 1)
        assert not np.array_equal(first, np.array(image.convert("RGB")))
        assert image.info["duration"] == pytest.approx(1500)


def test_white_stays_white_in_a_gif(qapp, request_for):
    with Image.open(BytesIO(finished(animation.gif(request_for(SHORT, fps=4))))) as image:
        for number in range(image.n_frames):
            image.seek(number)
            pixels = np.array(image.convert("RGB"))
            assert np.mean((pixels == 255).all(axis=-1)) > 0.8
            assert (pixels[[0, -1, 0, -1], [0, -1, -1, 0]] == 255).all()


def test_an_animation_ends_with_the_step_that_was_asked_for(qapp, request_for):
    content = finished(animation.gif(request_for(SHORT, at=1, fps=8)))
    with Image.open(BytesIO(content)) as image:
        assert image.n_frames == len(moments(1, 8)) == 3


def test_an_animation_tells_how_much_is_done_and_can_be_dropped(qapp, request_for):
    before = len(qapp.allWidgets())
    work = animation.webp(request_for(SHORT, fps=4))
    shares = [share for share, _ in zip(work, range(8), strict=False)]
    assert shares == sorted(shares) and shares[-1] > 0.0
    work.close()
    assert len(qapp.allWidgets()) == before


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder in which alone programs are looked for, on a computer without PyAV."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("gui.export.video.find_spec", lambda name: None)

    def install(text):
        path = tmp_path / "ffmpeg"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    return install


def test_without_anything_to_make_videos_the_reason_is_told(programs):
    assert "ffmpeg" in animation.missing_for_video()


def test_a_video_is_made_of_even_frames_by_ffmpeg(qapp, programs, request_for):
    programs(FFMPEG)
    assert animation.missing_for_video() == ""
    *command, count = finished(animation.mp4(request_for(SHORT, size=(321, 203), fps=10))).decode().split()
    expected = "-loglevel error -f rawvideo -pix_fmt bgra -s 320x202 -r 10 -i - -c:v libx264"
    assert " ".join(command).startswith(expected)
    assert int(count) == 320 * 202 * 4 * (len(moments(3, 10)) - 1 + 15)


def test_what_ffmpeg_complains_about_is_told_in_one_sentence(qapp, programs, request_for):
    programs(BROKEN)
    with pytest.raises(InputError, match="ffmpeg could not write the mp4 file: Unknown encoder libx264"):
        finished(animation.mp4(request_for(SHORT, fps=10)))
