from __future__ import annotations

from gui.controls.heading import Heading


def test_a_title_without_room_ends_in_an_ellipsis(stage):
    heading = stage(Heading("Loss per step"))
    assert heading.shown_text == "LOSS PER STEP"
    heading.resize(heading.width() // 2, heading.height())
    assert heading.shown_text.startswith("LO") and heading.shown_text.endswith("…")
