#!/usr/bin/env python3
"""Makes the font files that the papers embed from the published static fonts.

To remake them (Python 3 with the package `fonttools`; Node's `npm` only to fetch):

    npm pack @expo-google-fonts/inter@0.4.2 @expo-google-fonts/source-serif-4@0.4.1 \
             @expo-google-fonts/vazirmatn@0.4.1
    for f in expo-google-fonts-*.tgz; do tar xzf "$f" --one-top-level; done
    python3 derive.py FOLDER_WITH_THE_UNPACKED_PACKAGES

What it does, and why:
* Inter and Vazirmatn are cut down to the scripts the papers promise. Source Serif 4 reserves its
  name for unmodified files, so it is copied byte for byte.
* The layout engine picks a face by the family name inside the file and its weight. "Inter SemiBold" would
  be a family of its own; renamed to "Inter" it answers to weight 600.
* The engine passes no font features on. "Inter Num" therefore carries Inter's tabular figures where the
  proportional ones were, and its SemiBold has the advance widths of the Regular, so that a bold total
  stands exactly under the rows it adds up.
* Inter's contextual alternates are dropped: they turn a typed "3x4" or "->" into another sign, and a
  customer's words must look as they were said.
"""

import shutil
import sys
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
# Latin with its extensions and Vietnamese, Greek, Cyrillic, punctuation, currency, arrows, signs.
LATIN_GREEK_CYRILLIC = [
    (0x0020, 0x02FF), (0x0300, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x2000, 0x22FF),
    (0x2300, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06),
    (0xFFFD, 0xFFFD),
]
ARABIC = [
    (0x0020, 0x0020), (0x00A0, 0x00A0), (0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0x200C, 0x200F),
    (0x25CC, 0x25CC), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF),
]
FIGURES = "0123456789.,:;+\u2212\u2013-\u00d7%/\u20ac$\u00a3\u00a5 \u00a0\u202f\u2009"


def cut(font, ranges, features):
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in ranges for c in range(first, last + 1)])
    subsetter.subset(font)


def rename(font, family, style):
    font["name"].names = [n for n in font["name"].names if n.nameID not in (16, 17, 21, 22, 25)]
    for record in font["name"].names:
        wanted = {
            1: family,
            2: style,
            3: f"headroom;{family} {style}",
            4: f"{family} {style}",
            6: f"{family.replace(' ', '')}-{style}",
        }.get(record.nameID)
        if wanted:
            record.string = wanted
    if "STAT" in font:
        del font["STAT"]


def figures_in_columns(font):
    """Point every character at its tabular form, as the feature `tnum` would."""
    table, forms = font["GSUB"].table, {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    forms.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    for subtable in font["cmap"].tables:
        subtable.cmap = {code: forms.get(name, name) for code, name in subtable.cmap.items()}


def widths_of(font, model):
    """Give the figures of `font` the advance widths they have in `model`, centred."""
    own, other, glyphs = font.getBestCmap(), model.getBestCmap(), font.getGlyphSet()
    for character in FIGURES:
        code = ord(character)
        if code not in own or code not in other:
            continue
        name, wanted = own[code], model["hmtx"][other[code]][0]
        advance, bearing = font["hmtx"][name]
        if advance == wanted:
            continue
        shift = round((wanted - advance) / 2)
        recording, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(recording)
        recording.replay(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = (wanted, bearing + shift)


def main():
    source = Path(sys.argv[1])

    def published(package, style, file):
        found = sorted(source.glob(f"expo-google-fonts-{package}-*/package/{style}/{file}_{style}.ttf"))
        return found[-1]

    # One modification time and one way of packing for every run, so that equal sources give equal files.
    def opened(path):
        return TTFont(path, recalcTimestamp=False, cfg={"fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER": False})

    text_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    for style, name in [("400Regular", "Regular"), ("600SemiBold", "SemiBold")]:
        font = opened(published("inter", style, "Inter"))
        rename(font, "Inter", name)
        cut(font, LATIN_GREEK_CYRILLIC, text_features)
        font.save(HERE / f"Inter-{name}.ttf")

        # Vazirmatn's letters carry their dots; faces that set dots as separate marks come out displaced.
        font = opened(published("vazirmatn", style, "Vazirmatn"))
        rename(font, "Vazirmatn", name)
        cut(font, ARABIC, ["*"])
        font.save(HERE / f"Vazirmatn-{name}.ttf")

    regular = opened(published("inter", "400Regular", "Inter"))
    semibold = opened(published("inter", "600SemiBold", "Inter"))
    for font in (regular, semibold):
        figures_in_columns(font)
    widths_of(semibold, regular)
    for font, name in [(regular, "Regular"), (semibold, "SemiBold")]:
        rename(font, "Inter Num", name)
        cut(font, [(0x0020, 0x024F), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2193), (0x2212, 0x2212)], text_features)
        font.save(HERE / f"InterNum-{name}.ttf")

    serif = published("source-serif-4", "400Regular", "SourceSerif4")
    shutil.copyfile(serif, HERE / "SourceSerif4-Regular.ttf")
    for package, name in [("inter", "Inter"), ("source-serif-4", "SourceSerif4"), ("vazirmatn", "Vazirmatn")]:
        licence = sorted(source.glob(f"expo-google-fonts-{package}-*/package/LICENSE_FONT"))[-1]
        shutil.copyfile(licence, HERE / f"OFL-{name}.txt")


main()
