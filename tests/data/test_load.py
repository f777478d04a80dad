"""A broken table stops the program and names every fault: table, line, column, what stands there."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.load import HERE, BrokenData, load, sources
from data.schemas import faults
from data.tables import SCHEMAS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table in HERE.glob("*.csv"):
        shutil.copy(table, tmp_path)
    return tmp_path


def put(folder: Path, table: str, line: int, column: str, given: str) -> None:
    """Write a cell of a table; the header is line 1."""
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[line - 2, column] = given
    frame.to_csv(path, index=False)


def drop(folder: Path, table: str, line: int) -> None:
    """Take a line out of a table."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: line - 1] + lines[line:]), encoding="utf-8")


def found(folder: Path) -> list[tuple[str, int, str, str]]:
    """Return the faults of a folder without their reasons."""
    with pytest.raises(BrokenData) as caught:
        load(folder)
    assert str(caught.value).count("\n") == len(caught.value.faults) - 1
    return [fault[:4] for fault in caught.value.faults]


CELLS = [
    pytest.param("fleet", 9, "units", "many", id="text in a number"),
    pytest.param("fleet", 9, "units", "1e5", id="an exponent"),
    pytest.param("fleet", 9, "units", "nan", id="not a number"),
    pytest.param("fleet", 9, "units", "1,000", id="a thousands comma"),
    pytest.param("fleet", 9, "units", "-5", id="negative units"),
    pytest.param("fleet", 9, "units", "5.5", id="half a car"),
    pytest.param("fleet", 9, "units", "", id="a blank number"),
    pytest.param("fleet", 9, "maker", "Packard", id="an unknown maker"),
    pytest.param("fleet", 9, "assembly", "Japan", id="an unknown country"),
    pytest.param("fleet", 9, "source", "NOWHERE", id="an unknown source"),
    pytest.param("fleet", 9, "source", "", id="no source"),
    pytest.param("makers", 3, "kind", "guess", id="a wrong kind"),
    pytest.param("maker_accounts", 4, "figure", "debt", id="an unknown figure"),
    pytest.param("products", 3, "item", "truck", id="an unknown item"),
    pytest.param("tariff_history", 5, "date", "2025-02-30", id="a day that is none"),
    pytest.param("tariff_history", 5, "date", "20250403", id="a day without hyphens"),
    pytest.param("tariff_history", 5, "rate_percent", "15%", id="a percent sign"),
    pytest.param("tariff_history", 5, "rule", "beside", id="an unknown rule"),
    pytest.param("exchange_rate", 2, "month", "2024-13", id="a month that is none"),
    pytest.param("exchange_rate", 2, "yen_per_usd", "1.5", id="a rate out of range"),
    pytest.param("outcomes", 2, "period", "spring", id="a period that is none"),
    pytest.param("tariff_costs", 2, "published", "soon", id="an unknown day of publication"),
    pytest.param("effective_rates", 2, "basis", "net", id="an unknown basis"),
    pytest.param("products", 3, "substitution", "wood", id="an unknown elasticity"),
    pytest.param("surveys", 2, "fieldwork", "2025-06-30..2025-06-17", id="a span that runs back"),
    pytest.param("surveys", 2, "value", "many", id="text in the value of a survey"),
    pytest.param("prefectures", 2, "code", "48", id="a prefecture too many"),
    pytest.param("prefectures", 2, "tile_row", "1.5", id="half a tile"),
    pytest.param("input_output", 2, "user", "WOOD", id="an unknown sector"),
    pytest.param("us_exports", 2, "pledge", "cars", id="an unknown pledge"),
    pytest.param("us_exports", 2, "low_usd_bn", "5.5", id="a low end above the value"),
    pytest.param("concessions", 2, "agreed", "1200", id="more agreed than the high end"),
    pytest.param("published_estimates", 2, "case", "first", id="a case that is none"),
    pytest.param("limits", 6, "since", "2025-03-01", id="a red line dated before the one it follows"),
    pytest.param("limits", 2, "spread", "0", id="a red line without a spread"),
    pytest.param("threats", 2, "due", "2025-07-09", id="a day where a month is due"),
    pytest.param("precedents", 2, "date", "2025-05", id="a deal of no day"),
    pytest.param("precedents", 7, "outcome", "won", id="an unknown outcome"),
    pytest.param("precedents", 7, "car_percent", "fifteen", id="a rate in words"),
    pytest.param("precedents", 4, "purchase_years", "3", id="years of buying nothing"),
    pytest.param("politics", 2, "topic", "weather", id="an unknown topic"),
    pytest.param("politics", 2, "date", "2025-06-15..2025-06-14", id="a poll that runs back"),
    pytest.param("politics", 3, "date", "2025-02", id="a poll dated before the one above it"),
    pytest.param("politics", 2, "unit", "none", id="a number without a unit"),
    pytest.param("sources", 2, "url", "www.example.org", id="an address without https"),
]


# Every table, a quarter of them broken at a time.
SOME = [tuple(SCHEMAS)[part::4] for part in range(4)]


def test_the_committed_tables_have_no_fault():
    assert len(load().fleet) == 192 and len(sources()) > 100


def test_the_same_tables_have_the_same_digest_and_a_changed_figure_another(folder):
    assert load(folder).digest == load().digest
    put(folder, "fleet", 2, "units", "309877")
    assert load(folder).digest != load().digest


@pytest.mark.parametrize(("table", "line", "column", "given"), CELLS)
def test_a_broken_cell_is_named_with_its_table_line_and_column(folder, table, line, column, given):
    put(folder, table, line, column, given)
    assert (table, line, column, given) in found(folder)


def test_shares_that_do_not_sum_to_one_are_named(folder):
    put(folder, "products", 4, "share_eu", "0.9")
    assert found(folder) == [("products", 4, "share_japan", "")]


def test_an_elasticity_missing_where_it_is_fixed_and_one_too_many_are_named(folder):
    put(folder, "products", 2, "sigma", "")
    put(folder, "products", 4, "sigma", "3")
    assert found(folder) == [("products", 2, "sigma", ""), ("products", 4, "sigma", "3")]


def test_two_prefectures_on_one_tile_and_a_missing_prefecture_are_named(folder):
    put(folder, "prefectures", 3, "tile_row", "1")
    put(folder, "prefectures", 3, "tile_column", "14")
    assert found(folder) == [("prefectures", 3, "tile_row", "1, 14")]
    drop(folder, "prefectures", 9)
    assert ("prefectures", 1, "code", "08") in found(folder)


def test_a_missing_coefficient_and_a_sector_that_buys_all_it_makes_are_named(folder):
    put(folder, "input_output", 2, "coefficient", "0.9")
    drop(folder, "input_output", 20)
    assert found(folder) == [("input_output", 1, "supplier", "METAL, CHEMRUB"), ("input_output", 1, "user", "MOTOR")]


def test_destinations_that_do_not_sum_to_the_world_are_named(folder):
    put(folder, "destinations", 5, "value_jpy_bn", "10000")
    assert [fault[:3] for fault in found(folder)] == [("destinations", 1, "value_jpy_bn")]
    drop(folder, "destinations", 2)
    assert found(folder) == [("destinations", 1, "destination", "")]


def test_all_faults_of_all_tables_are_named_at_once(folder):
    put(folder, "fleet", 3, "units", "many")
    put(folder, "fleet", 7, "units", "-1")
    put(folder, "fleet", 7, "kind", "guess")
    put(folder, "makers", 2, "transaction_price_usd", "cheap")
    put(folder, "tariff_history", 3, "source", "T_TRT;NOWHERE")
    put(folder, "exchange_rate", 4, "month", "soon")
    assert found(folder) == [
        ("exchange_rate", 4, "month", "soon"),
        ("fleet", 3, "units", "many"),
        ("fleet", 7, "kind", "guess"),
        ("fleet", 7, "units", "-1"),
        ("makers", 2, "transaction_price_usd", "cheap"),
        ("tariff_history", 3, "source", "NOWHERE"),
    ]


def test_a_fault_reads_as_a_sentence(folder):
    put(folder, "fleet", 3, "units", "many")
    with pytest.raises(BrokenData, match=r"^fleet\.csv, line 3, units: 'many' must be a number in plain digits"):
        load(folder)


@pytest.mark.parametrize("some", SOME)
def test_a_missing_column_is_named_in_every_table(folder, some):
    columns = {name: next(iter(SCHEMAS[name].columns)) for name in some}
    for name, column in columns.items():
        path = folder / f"{name}.csv"
        pd.read_csv(path, dtype=str, keep_default_na=False).drop(columns=column).to_csv(path, index=False)
    assert found(folder) == sorted((name, 1, column, "") for name, column in columns.items())


@pytest.mark.parametrize("some", SOME)
def test_an_empty_a_headed_and_a_missing_table_are_named(folder, some):
    paths, named = [folder / f"{name}.csv" for name in some], {(name, 1, "", "") for name in some}
    for path in paths:
        header = path.read_text(encoding="utf-8").splitlines()[0]
        path.write_text(f"{header}\n", encoding="utf-8")
    assert named <= {*found(folder)}
    for path in paths:
        path.write_text("", encoding="utf-8")
    assert named <= {*found(folder)}
    for path in paths:
        path.unlink()
    assert named <= {*found(folder)}


def test_an_unknown_and_a_doubled_column_are_named(folder):
    path = folder / "makers.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.assign(colour="red").to_csv(path, index=False)
    assert found(folder) == [("makers", 1, "colour", "")]
    frame.set_axis(["maker", "maker", *frame.columns[2:]], axis=1).to_csv(path, index=False)
    assert ("makers", 1, "maker", "") in found(folder)


def test_a_product_that_stands_twice_is_named_at_its_second_line(folder):
    put(folder, "products", 6, "product", "cars")
    assert found(folder) == [("products", 6, "product", "cars")]


def test_a_row_with_a_cell_too_many_is_named(folder):
    path = folder / "makers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] += ",more"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert found(folder) == [("makers", 5, "", "")]


@pytest.mark.parametrize(("line", "given"), [(2, "2025-01-01"), (4, "2025-01-01")])
def test_a_history_that_starts_late_or_steps_back_is_named(folder, line, given):
    put(folder, "tariff_history", line, "date", given)
    assert ("tariff_history", line, "date", given) in found(folder)


def test_an_item_without_steps_is_named(folder):
    path = folder / "tariff_history.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame[frame["item"] != "car_kr"].to_csv(path, index=False)
    assert found(folder) == [("tariff_history", 1, "item", "car_kr")]


def test_a_file_that_is_no_text_is_named(folder):
    (folder / "makers.csv").write_bytes(b"maker,home\n\xff\xfe\x00,JP\n")
    assert ("makers", 1, "", "") in found(folder)


def test_a_mark_that_spreadsheets_put_before_the_header_does_no_harm(folder):
    path = folder / "makers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(folder).digest == load().digest


def test_a_table_in_memory_is_checked_like_a_file():
    frame = load().makers.astype({"transaction_price_usd": float})
    assert faults("makers", frame) == []
    frame.loc[2, "transaction_price_usd"] = -1.0
    assert [fault[:4] for fault in faults("makers", frame)] == [("makers", 4, "transaction_price_usd", "-1.0")]
