#!/usr/bin/env python3
"""Writes the samples beside this file: solo/, messy/ and cohort/.

    python3 make_samples.py [OUT]

Python 3.11, standard library only. Every person, company and school is invented. The seeds are fixed, so the
same bytes come out every time; what the README promises is asserted on the way. The parts are in make/:

    people.py   names, employers, titles            text.py  what people write
    mail.py     threads and small talk              files.py the file formats
    solo_story.py, solo.py, messy.py, cohort.py     one module for each folder
    books.py    address books, calendar and mail of messy/
"""
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from make import cohort, messy, solo  # noqa: E402  (after the line above, so that no __pycache__ is left among the samples)


def main():
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, build in (("solo", solo.build), ("messy", messy.build), ("cohort", cohort.build)):
        folder = out / name
        if folder.exists():
            shutil.rmtree(folder)
        build(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{name}: {sum(path.is_file() for path in folder.rglob('*'))} files, {size:,} bytes")


if __name__ == "__main__":
    main()
