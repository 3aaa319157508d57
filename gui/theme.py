"""Every colour of the program, and how Qt is told about them.

The racers' colours are those of Okabe and Ito (2008, "Color Universal Design"), made darker on light
ground and lighter on dark ground until each stands out from it by at least 3:1. Markers and dashes tell
the first twelve racers apart without any colour.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from string import Template
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from gui.resources import RESOURCES


class Look(NamedTuple):
    """How one racer is drawn everywhere.

    `marker` is a symbol name of pyqtgraph; `dash` a pattern in pen widths, empty for a solid line.
    """

    colour: str
    marker: str
    dash: tuple[float, ...]


@dataclass(frozen=True)
class Theme:
    """Named colours, each as "#rrggbb"."""

    name: str

    # Grounds
    window: str     # behind the views and dialogs; the ground of every plot
    panel: str      # behind the side panel, the timeline, menus and status bar
    card: str       # cards and fields
    hover: str      # a quiet button or a tab under the pointer
    border: str     # decoration: edges of cards, lines between areas

    # Controls and words
    outline: str    # edges of fields
    groove: str     # the part of a slider that is not filled
    text: str
    muted: str      # second-rank words: headings, hints, axis numbers
    disabled: str
    accent: str     # what can be acted on; also the focus ring
    accent_hover: str
    on_accent: str  # words and icons on the accent
    good: str
    warning: str
    bad: str

    # Plots
    curve: str
    grid: str
    axis: str
    tangent: str
    future: str     # what is computed but not yet shown as past
    minima: str
    start: str
    contour: str
    gradient: str
    samples_pull: str   # what one sample adds to the gradient
    # From low to high: one hue, and even steps of lightness (CIELAB), much quieter than the racers.
    landscape: tuple[str, ...]
    sample: str     # a sample with a number for its target
    # Of samples and regions of a class; hues that no racer has.
    classes: tuple[str, ...]
    # Targets from low to high: one hue, and even steps of lightness.
    targets: tuple[str, ...]

    racers: tuple[str, ...]
    # Six markers and four dashes: the pairs repeat after twelve racers, and never with the same colour.
    markers: tuple[str, ...] = ("o", "s", "t1", "d", "t", "star")
    dashes: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (2.0, 2.0), (8.0, 3.0, 2.0, 3.0))

    def look(self, racer: int) -> Look:
        """Colour, marker and dash of the racer with this number (from 0)."""
        return Look(self.racers[racer % len(self.racers)], self.markers[racer % len(self.markers)],
                    self.dashes[racer % len(self.dashes)])

    def palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for colour, roles in (
            (self.window, (role.Window,)),
            (self.card, (role.Base, role.ToolTipBase)),
            (self.panel, (role.Button, role.AlternateBase)),
            (self.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
            (self.muted, (role.PlaceholderText,)),
            (self.accent, (role.Highlight, role.Accent, role.Link, role.LinkVisited)),
            (self.on_accent, (role.HighlightedText,)),
            (self.card, (role.Light, role.Midlight)),
            (self.border, (role.Mid,)),
            (self.outline, (role.Dark, role.Shadow)),
        ):
            for each in roles:
                palette.setColor(each, QColor(colour))
        for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(self.disabled))
        for each in (role.Highlight, role.Accent):
            palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(self.groove))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(self.panel))
        return palette

    def style_sheet(self, text_size: float = 9.0) -> str:
        """The style sheet for an ordinary text size in points."""
        template = Template((RESOURCES / "style.qss").read_text(encoding="utf-8"))
        return template.substitute(asdict(self), small_size=f"{0.9 * text_size:.2f}pt")


LIGHT = Theme(
    name="light",
    window="#ffffff", panel="#f6f7f9", card="#ffffff", hover="#e9ecf1", border="#dfe3e9",
    outline="#858d9a", groove="#dde1e8",
    text="#1a1d23", muted="#626a77", disabled="#a3aab5",
    accent="#0072b2", accent_hover="#005f96", on_accent="#ffffff",
    good="#007a58", warning="#9a5b00", bad="#c0281f",
    curve="#1a1d23", grid="#e8ebf0", axis="#626a77", tangent="#c45400", future="#878e9a",
    minima="#007a58", start="#626a77",
    contour="#8290ab", gradient="#9a4100", samples_pull="#7148b8",
    landscape=("#8fa3c4", "#9fb0cc", "#afbdd5", "#bfcadd", "#cfd7e6", "#dfe4ee", "#eff2f7"),
    sample="#5f6877",
    classes=("#7148b8", "#4d6b74", "#96552f"),
    targets=("#efe9fa", "#d6c9f0", "#bba8e3", "#9f86d3", "#8266c0", "#6647a6", "#4b2c86"),
    racers=("#0072b2", "#c07a00", "#00976e", "#b83a00", "#c8619c", "#238fcf", "#6b6000", "#3d434d"),
)

DARK = Theme(
    name="dark",
    window="#16181d", panel="#1d2027", card="#16181d", hover="#2b303a", border="#2e333d",
    outline="#717988", groove="#343a45",
    text="#e8eaee", muted="#9aa2af", disabled="#5c6470",
    accent="#4ba3e3", accent_hover="#6cb6ec", on_accent="#0d1116",
    good="#2fc296", warning="#e6a532", bad="#ff7b72",
    curve="#e8eaee", grid="#262a32", axis="#9aa2af", tangent="#f08a4b", future="#6d7583",
    minima="#2fc296", start="#9aa2af",
    contour="#66779a", gradient="#f7a877", samples_pull="#b394f0",
    landscape=("#10151f", "#19202d", "#222a3c", "#2c364b", "#35425b", "#404e6c", "#4a5a7d"),
    sample="#98a1b0",
    classes=("#b394f0", "#8fb0b8", "#d09a72"),
    targets=("#262036", "#3a2f57", "#504179", "#68559c", "#836fbd", "#a18eda", "#c4b5f2"),
    racers=("#4ba3e3", "#e69f00", "#1fb88a", "#e3632a", "#e08fc0", "#9ad7fa", "#f0e442", "#8a919c"),
)

PRINT = replace(
    LIGHT, name="print", panel="#ffffff", text="#000000", muted="#333333", axis="#000000", curve="#000000",
    grid="#e0e0e0", start="#333333",
)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21, after WCAG 2.2 (relative luminance)."""
    darker, lighter = sorted((_luminance(QColor(first)), _luminance(QColor(second))))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole program, at any time."""
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    # Without a sheet a palette reaches all widgets at once, not each by its rules: a quarter of the time.
    app.setStyleSheet("")
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.style_sheet(app.font().pointSizeF()))


def system_theme(app: QApplication) -> Theme:
    """The theme the desktop asks for; light where it does not say."""
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


class Appearance(QObject):
    """Keeps the program in the theme that was chosen, and in the desktop's when "system" was."""

    CHOICES = ("system", "light", "dark")

    theme_changed = Signal(object)  # Theme

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self.theme = LIGHT
        self.choose(choice)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: str) -> None:
        """Take one of `CHOICES`; anything else, as a damaged settings file may hold, means "system"."""
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self.choice = choice if choice in scheme else "system"
        # Window frames are drawn by the desktop: this tells it, where it listens.
        self._app.styleHints().setColorScheme(scheme.get(choice, Qt.ColorScheme.Unknown))
        self._wear({"light": LIGHT, "dark": DARK}.get(choice) or system_theme(self._app))

    def _follow(self) -> None:
        if self.choice == "system":
            self._wear(system_theme(self._app))

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        apply_theme(self._app, theme)
        self.theme_changed.emit(theme)
