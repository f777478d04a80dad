// The known moments of a group's levers: a row of small buttons inside each lever's control; a click says which.
// A slider's own value says which of its moments it stands at, so that a move leaves this element alone.

const THEME = ["--st-link-color", "--st-text-color", "--st-gray-text-color", "--st-primary-color"];
const SAME = 1e-9;
const THUMB = "[data-testid=stSliderThumbValue]"; // says the value; the input beside it rounds to its steps

export default function ({ data, parentElement, setTriggerValue }) {
  const group = (parentElement.landmarks ??= new Group(parentElement));
  group.show(data, (lever, moment) => setTriggerValue("chosen", [lever, moment]));
  return () => group.remove();
}

class Group {
  constructor(parent) {
    this.parent = parent;
    this.box = parent.closest("[data-testid=stExpanderDetails]").querySelector("[data-testid=stVerticalBlock]");
    this.rows = new Map();
    this.levers = [];
    this.replaced = new MutationObserver(() => this.place());
    this.replaced.observe(this.box, { childList: true });
    this.moved = new MutationObserver(() => this.mark());
    this.moved.observe(this.box, { characterData: true, subtree: true });
  }

  show(levers, choose) {
    this.levers = levers;
    const theme = getComputedStyle(this.parent), colours = THEME.map((name) => [name, theme.getPropertyValue(name)]);
    for (const lever of levers) {
      const row = this.rows.get(lever.lever) ?? this.added(lever.lever);
      colours.forEach(([name, colour]) => row.style.setProperty(name, colour));
      const shown = JSON.stringify(lever);
      row.choose = (moment) => choose(lever.lever, moment);
      if (row.dataset.shown === shown) continue;
      row.dataset.shown = shown;
      row.className = lever.moments.length > 1 ? "landmarks" : "landmarks alone";
      row.setAttribute("aria-label", lever.label);
      lever.moments.forEach((moment, at) => set(row.children[at] ?? button(row), moment, lever.off));
      while (row.children.length > lever.moments.length) row.lastChild.remove();
    }
    this.place();
  }

  added(lever) {
    const row = document.createElement("div");
    row.setAttribute("role", "group");
    row.addEventListener("focusin", (event) => { this.held = event.target; });
    this.rows.set(lever, row);
    return row;
  }

  // A control that was set anew is another element: its row moves there and keeps the focus it had.
  place() {
    for (const { lever, control } of this.levers) {
      const row = this.rows.get(lever), home = this.box.querySelector(`:scope > .st-key-${control}`);
      if (!home || row.parentElement === home) continue;
      home.append(row);
      if (row.contains(this.held) && document.activeElement === document.body) this.held.focus({ preventScroll: true });
    }
    this.mark();
  }

  mark() {
    for (const { lever, moments } of this.levers) {
      const row = this.rows.get(lever), shown = row.parentElement?.querySelector(THUMB)?.textContent;
      moments.forEach(({ value, here }, at) => {
        const stands = typeof value === "number" && shown ? Math.abs(value - shown) < SAME : here;
        row.children[at].setAttribute("aria-pressed", String(stands));
      });
    }
  }

  remove() {
    this.replaced.disconnect();
    this.moved.disconnect();
    this.rows.forEach((row) => row.remove());
    this.parent.landmarks = null;
  }
}

function button(row) {
  const made = row.appendChild(document.createElement("button"));
  made.type = "button";
  made.onclick = () => { if (made.getAttribute("aria-pressed") === "false") row.choose(made.name); };
  return made;
}

function set(made, moment, off) {
  made.name = moment.name;
  made.textContent = moment.label;
  made.disabled = off;
  made.className = moment.name === "preset" ? "back" : "";
}
