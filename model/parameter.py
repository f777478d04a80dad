"""What a parameter is: one declaration, and everything that is derived from it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import isfinite
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Value = float | str | bool
Kind = Literal["fact", "estimate", "judgement"]
NOTHING: Mapping[str, Any] = MappingProxyType({})
DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, eq=False, kw_only=True)
class Lever:
    """Declare one value: its control, range, unit, group, URL key, source and kind.

    `anchors` are positions off the grid of steps that a number may also take, such as a legal rate of 26.3%.
    `landmarks` name a known moment and the levers (by field name) that it sets.
    """

    control: Literal["number", "choice", "switch", "month"]
    url: str
    group: str
    source: str
    kind: Kind
    unit: str = ""
    low: Any = ""
    high: Any = ""
    step: float = 1.0
    anchors: tuple[float, ...] = ()
    options: tuple[str, ...] = ()
    landmarks: Mapping[str, Mapping[str, Value]] = field(default_factory=lambda: NOTHING)

    @cached_property
    def positions(self) -> tuple[Value, ...]:
        """Return every value the control can take, in order."""
        match self.control:
            case "number":
                steps = range(int((self.high - self.low) / self.step + 1e-9) + 1)
                grid = {round(self.low + step * self.step, 9) + 0.0 for step in steps}
                return tuple(sorted(grid | set(self.anchors) | {float(self.high)}))
            case "month":
                return months(self.low, self.high)
            case "switch":
                return (False, True)
            case _:
                return self.options

    @property
    def allowed(self) -> str:
        """Say which values are allowed."""
        if self.control in ("number", "month"):
            return f"a {self.control} from {as_text(self.low)} to {as_text(self.high)} {self.unit}".strip()
        return " or ".join(map(as_text, self.positions))

    def allows(self, value: Any) -> bool:
        """Tell whether a value lies within the declared range; no number that is not finite does."""
        return bool(self.low <= value <= self.high) if self.control == "number" else value in self.positions

    def nearest(self, value: Any) -> Value | None:
        """Return the allowed number nearest to one out of range; none where the value is no number."""
        if self.control != "number" or not isinstance(value, int | float) or not isfinite(value):
            return None
        return float(self.high if value > self.high else self.low)

    def snapped(self, value: Any) -> Any:
        """Return the position of the control nearest to an allowed value; what is not allowed stays as it is."""
        if self.control != "number" or not isinstance(value, int | float) or not self.allows(value):
            return value
        on_grid = round(self.low + round((value - self.low) / self.step) * self.step, 9) + 0.0
        return min((min(on_grid, float(self.high)), *self.anchors), key=lambda position: abs(position - value))

    def parsed(self, text: str) -> Value:
        """Return the value a URL writes as `text`, or the text itself if it is none; numbers are plain decimals."""
        if self.control != "number":
            return {as_text(position): position for position in self.positions}.get(text, text)
        return float(text) if DECIMAL.fullmatch(text) else text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Add the range to the check of the type."""
        return core_schema.no_info_after_validator_function(self.__checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the range, unit, source and kind to the JSON schema."""
        said = {"unit": self.unit, "source": self.source, "kind": self.kind, "group": self.group}
        if self.control == "number":
            return handler(schema) | said | {"minimum": self.low, "maximum": self.high}
        return handler(schema) | said | {"enum": list(self.positions)}

    def __checked(self, value: Value) -> Value:
        if not self.allows(value):
            raise ValueError
        return value


class Fault(NamedTuple):
    """Name the URL key of a value that cannot stand as given, the value, why, and whether it is more than can be."""

    key: str
    given: str
    reason: str
    too_much: bool = False


class Invalid(ValueError):
    """Carry every fault of a parameter set at once."""

    def __init__(self, faults: list[Fault]) -> None:
        """Put all faults into one message."""
        super().__init__("; ".join(f"{fault.key} = {fault.given}: {fault.reason}" for fault in faults))
        self.faults = faults


class ParameterSet(BaseModel):
    """Hold a frozen, hashable choice of values that is valid once it exists."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def __init__(self, **values: Any) -> None:
        """Check every value and raise `Invalid` with all faults."""
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise Invalid([fault for one in error.errors() for fault in self.__faults(one)]) from None

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Self:
        """Return the choice with these values, by field name, and defaults for the rest."""
        return cls(**values)

    @classmethod
    def declared(cls) -> dict[str, Lever]:
        """Return the levers by name, in the order they are written."""
        return dict(_declared(cls))

    @classmethod
    def read(cls, query: Mapping[str, str], base: Self) -> tuple[Self, list[Fault]]:
        """Return the base with the URL's values, and each value that was ignored or moved to a step."""
        levers = {name: lever for name, lever in cls.declared().items() if lever.url in query}
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for name, lever in levers.items():
            given = values[name] = lever.parsed(query[lever.url])
            if isinstance(given, float) and lever.allows(given) and lever.snapped(given) != given:
                values[name] = lever.snapped(given)
                nearest = f"moved to {as_text(values[name])}, the nearest step"
                faults.append(Fault(lever.url, query[lever.url], nearest))
        while True:
            try:
                return base.but(**values), faults
            except Invalid as invalid:
                found = [fault for fault in invalid.faults if fault.key in query]
                faults += [fault._replace(given=query[fault.key]) for fault in found]
                for name in [name for name in values if levers[name].url in {fault.key for fault in found}]:
                    del values[name]

    def address(self, base: Self) -> dict[str, str]:
        """Return the URL keys and texts of the values that differ from the base."""
        differs = {name: value for name, value in self if value != getattr(base, name)}
        return {_declared(type(self))[name].url: as_text(value) for name, value in differs.items()}

    @classmethod
    def usual(cls, names: Iterable[str]) -> dict[str, Value]:
        """Return the values that some levers have unless they are set, by name."""
        return {name: cls.model_fields[name].default for name in names}

    def but(self, **changes: Any) -> Self:
        """Return the same choice with some values changed, checked anew."""
        return type(self)(**dict(self) | changes)

    @classmethod
    def __faults(cls, error: Any) -> list[Fault]:
        levers, given = cls.declared(), error["input"]
        if error["type"] == "joint":
            return [Fault(levers[name].url, as_text(value), error["msg"]) for name, value in error["ctx"].items()]
        name = error["loc"][0]
        if name not in levers:
            return [Fault(name, as_text(given), "no such parameter")]
        lever, nearest = levers[name], levers[name].nearest(given)
        near = "" if nearest is None else f"; the nearest possible is {as_text(nearest)}"
        too_much = nearest is not None and nearest < given
        return [Fault(lever.url, as_text(given), f"must be {lever.allowed}{near}", too_much)]


@lru_cache(maxsize=8)
def _declared(kind: type[ParameterSet]) -> dict[str, Lever]:
    return {
        name: next(said for said in declaration.metadata if isinstance(said, Lever))
        for name, declaration in kind.model_fields.items()
    }


def joint(reason: str, **values: Value) -> PydanticCustomError:
    """Return the error of values that are each allowed but not together."""
    return PydanticCustomError("joint", reason, values)


def as_text(value: Any) -> str:
    """Return a value as the URL writes it, every digit kept."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def months(first: str, last: str) -> tuple[str, ...]:
    """Return the months from the first to the last, written 2025-07."""
    start, end = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last))
    return tuple(f"{month // 12}-{month % 12 + 1:02}" for month in range(start, end + 1))
