#!/usr/bin/env python3
"""Writes names.txt, the Unicode data behind NameRules, from ICU (docs/names.md says what the columns mean).

Only for moving to a newer Unicode version; the build needs neither this nor ICU's development files.
Usage: generate.py ICU_MAJOR > names.txt      (for example 72)
"""
import ctypes
import sys
from collections import defaultdict

ICU = sys.argv[1]
UC, I18N = (ctypes.CDLL(f"lib{name}.so.{ICU}") for name in ("icuuc", "icui18n"))
LETTERS_AND_MARKS = set(range(1, 9)) - {7}  # Lu Ll Lt Lm Lo Mn Mc
DIGIT = 9
INHERITED, COMMON, LATIN = 1, 0, 25
# UTS #39 takes sigma for an o. Most Greek names have one, and it does not pass for an o beside other letters.
SIGMAS = "\u03c3\u03c2"
JOINT = {17: ("Hanb", "Jpan", "Kore"), 20: ("Jpan",), 22: ("Jpan",), 18: ("Kore",), 5: ("Hanb",)}


def call(lib, name, *args, result=ctypes.c_int32):
    function = getattr(lib, f"{name}_{ICU}")
    function.restype = result
    return function(*args)


def text_call(lib, name, text, *before, options=()):
    source = text.encode("utf-16-le")
    out, error = ctypes.create_string_buffer(512), ctypes.c_int32(0)
    if name == "u_strFoldCase":
        n = call(lib, name, out, 256, source, len(source) // 2, 0, ctypes.byref(error))
    else:
        n = call(lib, name, *before, source, len(source) // 2, out, 256, ctypes.byref(error))
    assert error.value <= 0, (name, error.value)
    return out.raw[: n * 2].decode("utf-16-le")


def pointer(lib, name, *args):
    error = ctypes.c_int32(0)
    value = ctypes.c_void_p(call(lib, name, *args, ctypes.byref(error), result=ctypes.c_void_p))
    assert error.value <= 0
    return value


NFD_DATA, NFKC_DATA = pointer(UC, "unorm2_getNFDInstance"), pointer(UC, "unorm2_getNFKCInstance")
SPOOF, ALLOWED_SET = pointer(I18N, "uspoof_open"), pointer(I18N, "uspoof_getRecommendedSet")


def nfd(text):
    return text_call(UC, "unorm2_normalize", text, NFD_DATA)


def nfkc(text):
    return text_call(UC, "unorm2_normalize", text, NFKC_DATA)


def looks_like(text):
    if text in SIGMAS:
        return text
    return text_call(I18N, "uspoof_getSkeleton", text, SPOOF, 0)


def fold(text):
    before = None
    while before != text:
        before, text = text, nfkc(text_call(UC, "u_strFoldCase", text))
    return text


def scripts(c):
    found, error = (ctypes.c_int32 * 64)(), ctypes.c_int32(0)
    n = call(UC, "uscript_getScriptExtensions", ord(c), found, 64, ctypes.byref(error))
    return tuple(found[:n])


def short(script):
    return call(UC, "uscript_getShortName", script, result=ctypes.c_char_p).decode()


def category(c):
    return call(UC, "u_charType", ord(c))


def hexes(text):
    return " ".join(f"{ord(c):04X}" for c in text)


allowed = {}
for point in range(0x110000):
    if 0xD800 <= point < 0xE000 or not call(UC, "uset_contains", ALLOWED_SET, point, result=ctypes.c_int8):
        continue
    char = chr(point)
    if category(char) in LETTERS_AND_MARKS | {DIGIT} and nfkc(char) == char:
        allowed[char] = scripts(char)

# Every case form that a reader may see of one folded character, decomposed as skeletons are.
forms = defaultdict(set)
parts = set("".join(nfd(c) for c in allowed)) | set("-_.")
for char in parts:
    forms[fold(char)].add(char)
singles = {f for f in forms if len(f) == 1}


def is_plain(text):
    return all(c in "-_." or c in allowed and set(allowed[c]) & {COMMON, INHERITED, LATIN} for c in nfkc(text))


def same_script(one, other):
    a, b = set(scripts(one)), set(scripts(other))
    return bool(a & b) or (a | b) <= {COMMON, INHERITED, LATIN}


# Within one script, letters of which any two case forms look alike are one: l, I and 1; o and 0.
parent = {f: f for f in singles}


def root(c):
    while parent[c] != c:
        c = parent[c]
    return c


def rank(c):
    return (c not in "lo", not c.isascii(), c)


for letter in sorted(singles):
    for form in forms[letter]:
        target = fold(looks_like(form))
        if len(target) == 1 and target in singles and same_script(letter, target):
            low, high = sorted((root(letter), root(target)), key=rank)
            parent[high] = low

parent[root("\u0138")] = root("k")  # kra: a small capital K to the eye, though UTS #39 keeps it apart

groups = defaultdict(list)
for letter in singles:
    groups[root(letter)].append(letter)
spelt = {}
for first, members in groups.items():
    options = sorted({fold(looks_like(f)) for m in members for f in forms[m]}, key=lambda t: (len(t), t))
    options = [o for o in options if len(o) > 1 and is_plain(o)]
    if is_plain(first) and options and first not in options[0] and call(UC, "u_charType", ord(first)) in LETTERS_AND_MARKS - {6, 8}:
        spelt[first] = options[0]


def plain_key(text):
    folded = nfd(fold(text))
    if any(c not in singles for c in folded):
        return None
    out = "".join(spelt.get(root(c), root(c)) for c in folded)
    return "".join(root(c) if c in singles else c for c in out)


def own_key(c):
    if is_plain(c):
        return plain_key(c)
    base = root(c)
    seen = nfd(fold(looks_like(base)))
    return seen if len(seen) > 1 or seen not in singles or not is_plain(seen) else plain_key(seen) or seen


def latin_keys(c):
    seen = {looks_like(f) for member in groups[root(c)] for f in forms[member]}
    found = {plain_key(t) for t in seen if is_plain(t) and len(fold(t)) == len(t)} - {None}
    return sorted({k for k in found if k.isascii()} or {k for k in found if k[0].isascii()})


own, latin = {}, {}
for letter in sorted(singles):
    key = own_key(letter)
    if key != letter:
        own[letter] = key
    if not is_plain(letter):
        latin[letter] = latin_keys(letter)

if __name__ == "__main__":
    version = (ctypes.c_uint8 * 4)()
    call(UC, "u_getUnicodeVersion", version)
    print(f"""# Unicode data for names: which characters a name may have, how they fold, and what they look like.
# From Unicode {version[0]}.{version[1]}.{version[2]} (UCD, UTS #39) by way of ICU {ICU}; written by generate.py, not by hand.
# Copyright (c) 1991-2022 Unicode, Inc. All rights reserved. Unicode License, https://www.unicode.org/license.txt
# Code points are in hexadecimal; several in one field stand for a sequence.
# S;first;last;scripts       may stand in a name; '*' goes with every script
# F;char;folded              full case folding
# K;char;key                 what it looks like beside letters of its own script
# L;char;key[;key]           which Latin letters it can be taken for, in one case or another""")
    run = None
    for char, ids in list(sorted(allowed.items())) + [("", ())]:
        names = ["*"] if set(ids) & {COMMON, INHERITED} else sorted({short(i) for i in ids} | {j for i in ids for j in JOINT.get(i, ())})
        if run and char and ord(char) == run[1] + 1 and names == run[2]:
            run[1] = ord(char)
            continue
        if run:
            print(f"S;{run[0]:04X};{run[1]:04X};{' '.join(run[2])}")
        run = [ord(char), ord(char), names] if char else None
    for char in sorted(allowed):
        if fold(char) != char:
            print(f"F;{hexes(char)};{hexes(fold(char))}")
    for char, key in sorted(own.items()):
        print(f"K;{hexes(char)};{hexes(key)}")
    for char, keys in sorted(latin.items()):
        if keys:
            print(";".join(["L", hexes(char)] + [hexes(k) for k in keys]))
