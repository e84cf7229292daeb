"""A plot as SVG, drawn here: some lines over one axis each, with labels and a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 40, 50
FLOOR = HEIGHT - BOTTOM
INKS = "#005ea5 #b3470b #2b7a3d #7a1fa2 #a3123a #55606e #8a6d00 #00838f #444".split()
STEPS = 5


def plot(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """`lines` by their names; both axes start at nought."""
    points = [point for line in lines.values() for point in line]
    most = max((x for x, _ in points), default=1) or 1, max((y for _, y in points), default=1) or 1
    inside = [*_axes(most, across, up), *_marks(lines, most)]
    head = f'<text x="{LEFT}" y="22" font-size="15" font-weight="bold">{escape(title)}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        f' font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        + "\n".join([head, *inside])
        + "\n</svg>\n"
    )


def _place(x: float, y: float, most: tuple[float, float]) -> tuple[float, float]:
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return round(LEFT + wide * x / most[0], 1), round(HEIGHT - BOTTOM - high * y / most[1], 1)


def _axes(most: tuple[float, float], across: str, up: str) -> list[str]:
    drawn = []
    for step in range(STEPS + 1):
        x, _ = _place(most[0] * step / STEPS, 0, most)
        _, y = _place(0, most[1] * step / STEPS, most)
        drawn += [
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>',
            f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{most[1] * step / STEPS:,.4g}</text>',
            f'<text x="{x}" y="{FLOOR + 18}" text-anchor="middle">{most[0] * step / STEPS:,.0f}</text>',
        ]
    middle = (LEFT + WIDTH - RIGHT) / 2
    drawn.append(f'<text x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">{escape(across)}</text>')
    drawn.append(f'<text x="{LEFT}" y="{TOP - 4}" fill="#555">{escape(up)}</text>')
    return drawn


def _marks(lines: Mapping[str, Points], most: tuple[float, float]) -> list[str]:
    drawn = []
    for number, (name, points) in enumerate(lines.items()):
        ink, y = INKS[number % len(INKS)], TOP + 10 + 18 * number
        places = [_place(*point, most) for point in points]
        path = " ".join(f"{x},{y}" for x, y in places)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="1.5"/>')
        if len(places) < 20:
            drawn += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{ink}"/>' for x, y in places]
        side = WIDTH - RIGHT + 14
        drawn.append(f'<rect x="{side}" y="{y - 9}" width="12" height="10" fill="{ink}"/>')
        drawn.append(f'<text x="{side + 18}" y="{y}">{escape(name)}</text>')
    return drawn
