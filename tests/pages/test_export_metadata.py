"""A file taken along says the model's version and nothing of the machine or the programs that made it."""

import re
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from data.load import load
from data.upload import OWN_TABLES, template
from model import VERSION
from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui.export.archive import scenario, snippet, tables
from pages.ui.export.deck import deck
from pages.ui.export.messages import brief
from pages.ui.export.paper import paper
from pages.ui.export.workbook import workbook
from pages.ui.own import as_workbook

ROOT = Path(__file__).parents[2]
MAKERS = ("openpyxl", "xlsxwriter", "python-pptx", "reportlab", "pandas", "streamlit", "plotly", "numpy")


@pytest.fixture(scope="module")
def files():
    preset = PRESETS["july-deal"]
    result = simulate(preset.policy, Assumptions(), load(), REFERENCES["law-2024"])
    told = brief(result, preset, "https://example.org/brief")
    words = {"scenario": scenario(result, told.origin), "snippet": snippet(result, told.origin)}
    taken = {
        "deck": deck(told),
        "paper": paper(told),
        "workbook": workbook(told, result),
        "tables": tables(result, told),
    }
    taken |= {name: said.encode() for name, said in words.items()}
    return taken | {f"template of {name}": as_workbook(template(name)) for name in OWN_TABLES}


def parts(name: str, content: bytes):
    """Yield every part of a file, those of files within it too."""
    yield name, content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            for part in packed.namelist():
                yield from parts(f"{name}: {part}", packed.read(part))


def test_no_part_of_a_file_names_a_folder_of_this_machine(files):
    for name, content in (part for file in files.items() for part in parts(*file)):
        found = re.search(rb"(?<![\w/.:])/(?:home|root|srv|tmp|usr|var|opt|mnt)/[\w.]", content)
        assert str(ROOT).encode() not in content and b"site-packages" not in content and not found, (name, found)


def test_no_part_of_a_file_names_the_version_of_a_program_it_was_made_with(files):
    versions = {program: version(program) for program in MAKERS}
    for name, content in (part for file in files.items() for part in parts(*file)):
        for program, number in versions.items():
            pattern = rf"{program}[ /=v]*{re.escape(number)}|{program.capitalize()} {re.escape(number)}".encode()
            assert not re.search(pattern, content, re.IGNORECASE), (name, program)
        assert not re.search(rb"(?i)python[ /]3\.\d", content), name


def test_no_spreadsheet_or_deck_names_its_author_but_the_dashboard(files):
    for name, content in (part for file in files.items() for part in parts(*file)):
        if name.endswith("docProps/core.xml"):
            named = re.findall(rb"<(?:dc:creator|cp:lastModifiedBy)[^>]*>([^<]+)<", content)
            assert set(named) <= {b"Common Ground"}, (name, named)


def test_the_version_of_the_model_is_there(files):
    for name in ("scenario", "snippet"):
        assert VERSION in files[name].decode()
