"""Japan's prefectures as a map of equal tiles; knows no coastline."""

from collections.abc import Mapping

import pandas as pd

from pages.ui.figures import Spec

WHOLE_NUMBERS_FROM = 10
TICKLESS = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True, "ticks": ""}


def tile_map(table: pd.DataFrame, short: Mapping[str, str], names: Mapping[str, str]) -> Spec:
    """Return one tile a prefecture, darker the larger the change of jobs per ten thousand employees.

    `short`: the letters on a tile, by the prefecture's code.  An asterisk marks what is estimated.
    """
    size = table["jobs_per_ten_thousand"].abs()
    marks = [_number(value) + "*" * estimated for value, estimated in zip(size, table["estimated"], strict=True)]
    tiles = table.assign(
        size=size,
        tile=[f"{short[code]}<br>{mark}" for code, mark in zip(table["code"], marks, strict=True)],
        hover=[_hover(row, names) for row in table.itertuples()],
    )
    z, text, hover = (_matrix(tiles, column) for column in ("size", "tile", "hover"))
    return {
        "data": [{
            "type": "heatmap", "name": names["map"], "x": list(z.columns), "y": list(z.index), "z": _cells(z),
            "text": _cells(text, ""), "texttemplate": "%{text}", "textfont": {"size": 10},
            "customdata": _cells(hover, ""), "hovertemplate": "%{customdata}<extra></extra>", "hoverongaps": False,
            "xgap": 2, "ygap": 2, "zmin": 0, "zmax": float(size.max()) or 1.0,
            "colorbar": {"orientation": "h", "thickness": 8, "len": 0.45, "x": 0.54, "xanchor": "left", "y": 0.02,
                         "yanchor": "bottom", "outlinewidth": 0, "nticks": 4},
        }],
        "layout": {
            "margin": {"l": 4, "r": 4, "t": 8, "b": 8}, "xaxis": TICKLESS,
            "yaxis": TICKLESS | {"autorange": "reversed"},
        },
    }  # fmt: skip


def _hover(row: object, names: Mapping[str, str]) -> str:
    """Return what a tile says when it is pointed at."""
    makers = f"<br>{row.makers}" if isinstance(row.makers, str) and row.makers else ""
    mark = f"<br>{names['estimated']}" if row.estimated else ""
    said = names["tile"].format(rate=row.jobs_per_ten_thousand, jobs=1000 * row.jobs_thousand)
    return f"<b>{row.prefecture}</b><br>{said}{makers}{mark}".replace("-", "−")


def _number(value: float) -> str:
    """Return a tile's number, as short as a tile on a phone is narrow."""
    return f"{value:.0f}" if value >= WHOLE_NUMBERS_FROM else f"{value:.1f}" if value >= 1 else f"{value:.2f}"[1:]


def _matrix(tiles: pd.DataFrame, column: str) -> pd.DataFrame:
    rows = range(int(tiles["tile_row"].min()), int(tiles["tile_row"].max()) + 1)
    columns = range(int(tiles["tile_column"].min()), int(tiles["tile_column"].max()) + 1)
    return tiles.pivot_table(column, "tile_row", "tile_column", aggfunc="first").reindex(index=rows, columns=columns)


def _cells(matrix: pd.DataFrame, empty: str | None = None) -> list[list[object]]:
    """Return the rows of a matrix; where no prefecture lies stands what is given."""
    return [[empty if pd.isna(cell) else cell for cell in row] for row in matrix.to_numpy(object)]
