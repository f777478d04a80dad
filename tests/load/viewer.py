"""One viewer of the dashboard over a websocket, who sends and keeps what the browser would."""

import json
from asyncio import timeout
from random import Random
from time import perf_counter
from typing import Any, Self
from urllib.parse import parse_qs

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

MOST_SECONDS = 60
MOST_STEPS = 10


class Broken(Exception):
    """Say what a viewer should never see."""


class Viewer:
    """Open the overview and move its levers in an order of one's own."""

    def __init__(self, address: str, number: int, link: str = "") -> None:
        """Know where the server answers and the link to open; the number is the seed of the order."""
        self.address, self.random, self.query, self.page = address, Random(number), link, ""
        self.widgets: dict[str, WidgetState] = {}
        self.levers: dict[str, dict[str, Any]] = {}
        self.held, self.moved, self.session = dict[str, float](), dict[str, float](), ""
        self.hears, self.part = "", ""
        self.drawn, self.charts, self.in_part = set[str](), set[str](), False
        self.cached, self.last, self.fresh = dict[str, ForwardMsg](), dict[str, ForwardMsg](), dict[str, ForwardMsg]()
        self.socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        """Connect as the browser does."""
        stream = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket = await connect(stream, origin=self.address, subprotocols=["streamlit"], max_size=None)
        return self

    async def __aexit__(self, *failure: object) -> None:
        """Leave without a word, as one who closes the tab."""
        await self.socket.close()

    async def open(self) -> float:
        """Return the seconds from the first message to the finished page."""
        seconds = await self._run()
        if not self.charts:
            raise Broken("the page came without a chart")
        return seconds

    async def move(self) -> float:
        """Move one lever a few steps; return the seconds from the message to the finished page."""
        key, lever = self.random.choice(sorted(self.levers.items()))
        before = self.held[key]
        steps = self.random.choice([step for step in range(-MOST_STEPS, MOST_STEPS + 1) if step])
        value = round(min(max(before + steps * lever["step"], lever["low"]), lever["high"]), 6)
        self.held[key] = self.moved[key] = value
        said = {"moves": {"session": self.session, "values": self.moved}}
        self.widgets[self.hears] = WidgetState(id=self.hears, json_value=json.dumps(said))
        query, charts = self.query, self.charts
        seconds = await self._run(self.part)
        if value != before and self.query == query:
            raise Broken(f"the link did not follow {lever['label']}")
        if self.charts != charts:
            raise Broken(f"{len(charts)} charts became {len(self.charts)}")
        return seconds

    def shown(self, name: str) -> float:
        """Return the value of the slider of a lever, by its URL key, as the page shows it."""
        return next(value for key, value in self.held.items() if key.rpartition("-")[0] == name)

    def linked(self, key: str) -> float | None:
        """Return the value of a lever in the link, or nothing where the link leaves it to the preset."""
        said = parse_qs(self.query).get(key)
        return float(said[0]) if said else None

    async def _run(self, part: str = "") -> float:
        """Ask for a run of the page, or of a part, with every control as it stands, and take all until it has ended.

        Large messages of the last two runs are kept, as the browser keeps them: the server sends their hashes alone.
        """
        self.drawn, self.charts, self.fresh = set(), set(), {}
        asked = self._asked(part)
        begun = perf_counter()
        await self.socket.send(asked)
        async with timeout(MOST_SECONDS):
            while not self._take(ForwardMsg.FromString(await self.socket.recv())):
                pass
        seconds = perf_counter() - begun
        if not self.in_part:
            self.widgets = {name: state for name, state in self.widgets.items() if name in self.drawn}
        self.cached, self.last = self.last | self.fresh, self.fresh
        return seconds

    def _asked(self, part: str) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash, run.fragment_id = self.query, self.page, part
        run.widget_states.widgets.extend(self.widgets.values())
        run.cached_message_hashes.extend(self.cached)
        about = run.context_info
        about.timezone, about.timezone_offset, about.locale = "UTC", 0, "en-US"
        about.url, about.is_embedded, about.color_scheme = f"{self.address}/", False, "light"
        return message.SerializeToString()

    def _take(self, message: ForwardMsg) -> bool:
        """Take one message and tell whether the run has ended."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            message = self.cached[message.ref_hash]
            kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self.fresh[message.hash] = message
        match kind:
            case "new_session":
                self.page = message.new_session.page_script_hash
            case "navigation":
                self.page = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._show(message.delta.new_element, message.delta.fragment_id)
            case "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Broken("the page did not compile")
                self.in_part = message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
                return self.in_part or message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False

    def _show(self, element: Any, part: str) -> None:
        """Show one element: a control reports its value from now on."""
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Broken(element.exception.message or "an exception on the page")
        drawn = getattr(element, kind)
        name = getattr(drawn, "id", "")
        if kind == "bidi_component":
            self._show_own(drawn, part)
        if kind in FIRST_VALUE:
            self.drawn.add(name)
            if name not in self.widgets:
                self.widgets[name] = FIRST_VALUE[kind](name, drawn)

    def _show_own(self, drawn: Any, part: str) -> None:
        """Show one element of the dashboard's own: it reports only once it has been used."""
        self.drawn.add(drawn.id)
        match drawn.component_name:
            case "chart":
                self.charts.add(drawn.id)
            case "levers":
                sliders = {one["key"]: one for one in json.loads(drawn.json) if one["control"] == "number"}
                self.levers |= sliders
                self.held = {key: one["value"] for key, one in sliders.items()} | self.held
            case "moves":
                self.hears, self.part, self.session = drawn.id, part, json.loads(drawn.json)["session"]


def _option(name: str, drawn: Any) -> WidgetState:
    return WidgetState(id=name, string_value=drawn.options[drawn.default])


FIRST_VALUE = {"selectbox": _option, "radio": _option}
