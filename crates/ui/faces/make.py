#!/usr/bin/env python3
"""Makes the faces in this folder. Needed only when one of them is to change.

    apt-get install fonts-noto-cjk
    pip install fonttools brotli
    python3 crates/ui/faces/make.py [NotoSansCJK-Regular.ttc]

The Chinese face is Noto Sans CJK SC, cut down to the characters of GB/T 2312,
those of names and places that the standard of 1980 lacks, and Latin. The Latin
ones are the faces of the pages (`assets/fonts`) at fixed weights. Nothing that
reads them needs hints, WOFF2 or variations, and nothing of it is installed where
Convoke runs.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).parent
PAGES = HERE.parent / "assets" / "fonts"
NOTO = pathlib.Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SIMPLIFIED = 2  # which face of the collection

# Rare characters of people and places.
NAMES = (
    "镕喆堃淼煊昇甯瑀珺祎翀骙玥昉晞暐璟鄄溧瓯婺荥亳朊璠垚垟嵊衢瞭祇飏頔閤赟頫勍旻罘槃"
    "珩珣琰琨玮瑄瑨璐璁璘瓒畑皓睿炜烨烜焜煜熠燊燚犇猇禛祺禔筠箐綦翊翎芃苒茉荇菡萱葳蓁"
    "蘅虓諲贇轶郗郜邡邵郃酆钊钰钦铄铠锜锟镒镔闫闳阚霈霁靓韡颀颢飒馥骁骅骞骥鲲鸾鹍麴龑"
    "浐灞崃邛郫崆峒岷沱洮湟漯濮潢淅淇洹汴澧沅溇潕洣渌浏汨罗峪鄱婺歙黟濉涡颍泗沭沂莒郯峄"
)
DROPPED = [(0x0400, 0x04FF), (0x2500, 0x257F), (0x3040, 0x30FF)]  # Cyrillic, frames, kana


def chinese_characters() -> str:
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    found = {c for c in found if not any(low <= ord(c) <= high for low, high in DROPPED)}
    found |= {chr(c) for c in [*range(0x20, 0x7F), *range(0xA0, 0x180)]}
    found |= set("ǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜ–—‘’“”…·•‹›«»€№™−×÷") | set(NAMES)
    return "".join(sorted(found))


def chinese(source: pathlib.Path) -> None:
    options = subset.Options()
    options.font_number = SIMPLIFIED
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    font = subset.load_font(str(source), options)
    cut = subset.Subsetter(options)
    cut.populate(text=chinese_characters())
    cut.subset(font)
    subset.save_font(font, str(HERE / "noto-sans-sc.otf"), options)


def latin(name: str, weight: int | None, family: str, out: str) -> None:
    font = TTFont(PAGES / f"{name}.woff2")
    font.flavor = None
    if weight:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    for record in (1, 4):
        font["name"].setName(family, record, 3, 1, 0x409)
    font["name"].setName(out, 6, 3, 1, 0x409)
    font.save(HERE / f"{out}.ttf")


chinese(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else NOTO)
latin("newsreader-display", None, "Newsreader Display", "newsreader-display")
latin("newsreader-text", 400, "Newsreader", "newsreader-regular")
latin("newsreader-text", 600, "Newsreader", "newsreader-semibold")
latin("newsreader-italic", None, "Newsreader", "newsreader-italic")
latin("instrument-sans", 400, "Instrument Sans", "instrument-sans-regular")
latin("instrument-sans", 600, "Instrument Sans", "instrument-sans-semibold")
