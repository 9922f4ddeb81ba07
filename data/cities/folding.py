"""The folding of place names, as `crates/kernel/src/fold.rs` does it.

Two implementations of one rule: this one prepares the keys that ship, the other
folds what people type. A Rust test (`every_shipped_key_is_folded`) fails when
they drift apart.
"""

import unicodedata

# Letters that Unicode does not decompose, but people type without their stroke.
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h",
    "ı": "i", "ł": "l", "þ": "th", "ŧ": "t", "ə": "e", "ς": "σ",
    "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه",
}

MARKS = [
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
]
# Apostrophes, primes, joiners: they stand inside a word and do not part it.
SILENT = [
    (0x0022, 0x0022), (0x0027, 0x0027), (0x0060, 0x0060), (0x00AD, 0x00AD), (0x02B9, 0x02DF),
    (0x05F3, 0x05F4), (0x0640, 0x0640), (0x200B, 0x200F), (0x2018, 0x201F), (0x202A, 0x202E),
    (0x2032, 0x2037), (0x2060, 0x2064), (0xFEFF, 0xFEFF),
]
BREAKS = [
    (0x0000, 0x0021), (0x0023, 0x0026), (0x0028, 0x002F), (0x003A, 0x0040), (0x005B, 0x005F),
    (0x007B, 0x00A9), (0x00AB, 0x00AC), (0x00AE, 0x00B1), (0x00B4, 0x00B4), (0x00B6, 0x00B8),
    (0x00BB, 0x00BB), (0x00BF, 0x00BF), (0x00D7, 0x00D7), (0x00F7, 0x00F7), (0x0589, 0x058A),
    (0x05BE, 0x05BE), (0x05C0, 0x05C0), (0x05C3, 0x05C3), (0x060C, 0x060C), (0x061B, 0x061B),
    (0x061F, 0x061F), (0x066A, 0x066D), (0x06D4, 0x06D4), (0x0964, 0x0965), (0x0F0B, 0x0F14),
    (0x1360, 0x1368), (0x1680, 0x1680), (0x2000, 0x200A), (0x2010, 0x2017), (0x2020, 0x2029),
    (0x202F, 0x2031), (0x2038, 0x205F), (0x2065, 0x206F), (0x2E00, 0x2E7F), (0x3000, 0x3004),
    (0x3008, 0x3020), (0x3030, 0x3030), (0x30A0, 0x30A0), (0x30FB, 0x30FB),
]


def within(ranges, char):
    point = ord(char)
    return any(low <= point <= high for low, high in ranges)


def is_han(char):
    return "\u3400" <= char <= "\u9fff" or char == "々"


def words(text, simplified):
    """The words of a name, folded, with single spaces between them."""
    out = []
    # Capitals go twice: some compatibility letters only show theirs when taken apart.
    text = unicodedata.normalize("NFKD", "".join(c.lower() for c in unicodedata.normalize("NFKD", text)))
    for char in text:
        if within(MARKS, char) or within(SILENT, char):
            continue
        if within(BREAKS, char):
            out.append(" ")
        elif "ぁ" <= char <= "ゖ":
            out.append(chr(ord(char) + 0x60))
        else:
            char = LETTERS.get(char, char)
            out.append(simplified.get(char, char))
    text = unicodedata.normalize("NFC", " ".join("".join(out).split()))
    if all(is_han(char) for char in text):
        while len(text) > 2 and text.endswith("市"):
            text = text[:-1]
    return text


def compact(text, simplified):
    """The same without spaces: what is compared."""
    return words(text, simplified).replace(" ", "")
