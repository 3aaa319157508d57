from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from gui import theme as theme_module
from gui.theme import DARK, LIGHT, PRINT, Appearance, Theme, apply_theme, contrast, system_theme

THEMES = pytest.mark.parametrize("theme", (LIGHT, DARK, PRINT), ids=lambda theme: theme.name)
GROUNDS = ("window", "panel", "card")
WORDS = ("text", "muted", "good", "warning", "bad")
GRAPHICS = ("outline", "accent", "curve", "axis", "tangent", "future", "minima", "start",
            "sample", "samples_pull")


def test_contrast_is_the_ratio_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read_on_every_ground(theme: Theme, word: str, ground: str):
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("graphic", GRAPHICS)
def test_graphics_stand_out_from_every_ground(theme: Theme, graphic: str, ground: str):
    assert contrast(getattr(theme, graphic), getattr(theme, ground)) >= 3


@THEMES
def test_words_on_the_accent_and_under_the_pointer_can_be_read(theme: Theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_accent, theme.accent_hover) >= 4.5
    assert contrast(theme.text, theme.hover) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_racer_stands_out_from_every_ground(theme: Theme, ground: str):
    assert min(contrast(colour, getattr(theme, ground)) for colour in theme.racers) >= 3


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_class_stands_out_from_every_ground(theme: Theme, ground: str):
    assert min(contrast(colour, getattr(theme, ground)) for colour in theme.classes) >= 3


@THEMES
def test_no_class_has_the_colour_of_a_racer(theme: Theme):
    def apart(first: str, second: str) -> float:
        one, other = (QColor(colour).getRgb()[:3] for colour in (first, second))
        return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5

    assert min(apart(colour, racer) for colour in theme.classes for racer in theme.racers) > 40


@THEMES
def test_racers_have_at_least_eight_different_colours(theme: Theme):
    assert len(set(theme.racers)) == len(theme.racers) >= 8


@THEMES
def test_twelve_racers_can_be_told_apart_without_colour(theme: Theme):
    looks = [theme.look(racer) for racer in range(12)]
    assert len({(look.marker, look.dash) for look in looks}) == 12


@THEMES
def test_twenty_four_racers_never_look_the_same(theme: Theme):
    assert len({theme.look(racer) for racer in range(24)}) == 24


@THEMES
def test_the_palette_greys_what_is_disabled(theme: Theme):
    palette = theme.palette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        assert palette.color(QPalette.ColorGroup.Active, role).name() == theme.text
        assert palette.color(QPalette.ColorGroup.Disabled, role).name() == theme.disabled
    assert palette.color(QPalette.ColorRole.PlaceholderText).name() == theme.muted


def test_the_style_sheet_grows_with_the_text(qapp: QApplication):
    assert "font-size: 8.10pt" in LIGHT.style_sheet(9)
    assert "font-size: 16.20pt" in LIGHT.style_sheet(18)


def test_a_theme_reaches_a_window_that_is_already_open(qapp: QApplication, stage):
    field = stage(QLineEdit("5"), 80, 40)
    for theme in (LIGHT, DARK, LIGHT):
        apply_theme(qapp, theme)
        assert field.grab().toImage().pixelColor(70, 20).name() == theme.card
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.window


@pytest.mark.parametrize("role, colour", [("error", "bad"), ("good", "good"), ("warning", "warning")])
def test_a_label_takes_the_colour_of_its_role(qapp: QApplication, stage, role: str, colour: str):
    label = QLabel("█" * 8)
    label.setProperty("role", role)
    apply_theme(qapp, DARK)
    stage(label)
    image = label.grab().toImage()
    assert image.pixelColor(image.rect().center()).name() == getattr(DARK, colour)


def test_a_desktop_that_does_not_say_gets_the_light_theme(qapp: QApplication):
    assert qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown
    assert system_theme(qapp) is LIGHT


def test_the_chosen_theme_is_worn_and_announced(qapp: QApplication, qtbot):
    appearance = Appearance(qapp, "dark")
    assert appearance.theme is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    with qtbot.waitSignal(appearance.theme_changed) as announced:
        appearance.choose("light")
    assert announced.args == [LIGHT]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window


def test_the_system_choice_follows_the_desktop_live(qapp: QApplication, qtbot, monkeypatch):
    appearance = Appearance(qapp, "system")
    assert appearance.theme is LIGHT
    monkeypatch.setattr(theme_module, "system_theme", lambda qapp: DARK)
    with qtbot.waitSignal(appearance.theme_changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert appearance.theme is DARK


def test_a_fixed_choice_does_not_follow_the_desktop(qapp: QApplication, qtbot, monkeypatch):
    appearance = Appearance(qapp, "light")
    monkeypatch.setattr(theme_module, "system_theme", lambda qapp: DARK)
    with qtbot.assertNotEmitted(appearance.theme_changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert appearance.theme is LIGHT


def test_an_unknown_choice_means_system(qapp: QApplication):
    assert Appearance(qapp, "purple").choice == "system"


def test_a_theme_can_be_varied_but_not_changed():
    assert replace(LIGHT, name="mine").window == LIGHT.window
    with pytest.raises(AttributeError):
        LIGHT.window = "#000000"
