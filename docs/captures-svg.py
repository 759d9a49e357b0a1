#!/usr/bin/env python3
"""Turns a screen with its colours (tmux capture-pane -e -N -p, on the standard input) into an SVG; with `light`, as on a light terminal."""
import re
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL, ROW, EDGE = 8.4, 18, 10
PALETTE = ["#1e1e1e", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d4d4d4",
           "#7f848e", "#ff7b86", "#b5e890", "#ffd68a", "#82c4ff", "#e194f5", "#74d6e0", "#ffffff"]
FOREGROUND, BACKGROUND = ("#1e1e1e", "#ffffff") if sys.argv[1:] == ["light"] else (PALETTE[7], PALETTE[0])


def colour(codes):
    """The colour that follows 38 or 48."""
    kind = codes.pop(0)
    if kind == 2:
        return "#%02x%02x%02x" % (codes.pop(0), codes.pop(0), codes.pop(0))
    number = codes.pop(0)
    if number < 16:
        return PALETTE[number]
    if number < 232:
        steps = [0, 95, 135, 175, 215, 255]
        number -= 16
        return "#%02x%02x%02x" % (steps[number // 36], steps[number // 6 % 6], steps[number % 6])
    return "#%02x%02x%02x" % ((8 + (number - 232) * 10,) * 3)


def apply(style, codes):
    """A style after an SGR sequence."""
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in (1, 2, 3, 4, 7):
            style = {**style, code: True}
        elif code in (22, 23, 24, 27):
            gone = {22: (1, 2), 23: (3,), 24: (4,), 27: (7,)}[code]
            style = {key: value for key, value in style.items() if key not in gone}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = {**style, "fg": PALETTE[code - 30 if code < 90 else code - 82]}
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style = {**style, "bg": PALETTE[code - 40 if code < 100 else code - 92]}
        elif code in (38, 48):
            style = {**style, "fg" if code == 38 else "bg": colour(codes)}
        elif code in (39, 49):
            style = {key: value for key, value in style.items() if key != ("fg" if code == 39 else "bg")}
    return style


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    shapes, texts, columns, style = [], [], 0, {}
    for row, line in enumerate(lines):
        column, y = 0, EDGE + row * ROW
        for part in re.split(r"(\x1b\[[0-9;:]*m|\x1b\]8;[^\x1b]*\x1b\\)", line):
            if part.startswith("\x1b["):
                style = apply(style, [int(code or 0) for code in re.split("[;:]", part[2:-1])])
                continue
            if part.startswith("\x1b]") or not part:
                continue
            fore, back = style.get("fg", FOREGROUND), style.get("bg", BACKGROUND)
            if 7 in style:
                fore, back = back, fore
            x, cells = EDGE + column * CELL, width(part)
            if back != BACKGROUND:
                shapes.append(f'<rect x="{x:.1f}" y="{y}" width="{cells * CELL:.1f}" height="{ROW}" fill="{back}"/>')
            if part.strip():
                look = "".join(value for key, value in ((1, ' font-weight="bold"'), (2, ' opacity="0.6"'),
                                                        (3, ' font-style="italic"'), (4, ' text-decoration="underline"')) if key in style)
                texts.append(f'<text x="{x:.1f}" y="{y + 13}" fill="{fore}" textLength="{cells * CELL:.1f}"'
                             f' lengthAdjust="spacingAndGlyphs"{look}>{escape(part)}</text>')
            column += cells
        columns = max(columns, column)
    wide, high = columns * CELL + 2 * EDGE, len(lines) * ROW + 2 * EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high}" font-family="monospace" font-size="14" xml:space="preserve">')
    print(f'<rect width="100%" height="100%" rx="6" fill="{BACKGROUND}"/>')
    print("\n".join(shapes + texts))
    print("</svg>")


main()
