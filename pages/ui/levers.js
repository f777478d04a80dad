// The levers of a group, one below the other. What the reader does to one they tell the page's element of moves, by an
// event: see moves.js. A known moment that is clicked is told to the server: it may set several levers.

const STILL_MS = 150; // a slider held still while it is dragged says where it is
const LEFT_MS = 200; // a pointer needs as long from the question mark to what it says

const digits = (value) => `${+value.toPrecision(6)}`;
let made = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const levers = (parentElement.levers ??= new Map());
  const keys = new Set(data.map(({ key }) => key));
  const held = document.activeElement?.dataset?.place;
  for (const [key, lever] of levers) if (!keys.has(key)) { lever.root.remove(); levers.delete(key); }
  for (const said of data) {
    if (!levers.has(said.key)) levers.set(said.key, new KINDS[said.control](said));
    const lever = levers.get(said.key);
    lever.show(said, (moment) => setTriggerValue("chosen", [said.name, moment]));
    if (parentElement.children[data.indexOf(said)] !== lever.root) {
      parentElement.insertBefore(lever.root, parentElement.children[data.indexOf(said)] ?? null);
    }
  }
  // A lever that was set anew is another element: what had the focus in the old one has it in the new one.
  if (held && document.activeElement === document.body) {
    parentElement.querySelector(`[data-place="${held}"]`)?.focus({ preventScroll: true });
  }
  return () => {
    levers.forEach(({ root }) => root.remove());
    parentElement.levers = null;
  };
}

// A label with what it means, a control, and the moments it can be set to. The control of a key starts at one value,
// for good: what comes later is what the reader does.
class Lever {
  constructor({ key, name, control, value, label, help, helpName }) {
    Object.assign(this, { key, name, id: `lever-${made++}`, value });
    this.root = made_of("div", `lever ${control} st-key-${key}`);
    const head = add(this.root, "div", "head");
    this.label = add(head, "label", "label", { id: `${this.id}-label`, htmlFor: this.id, textContent: label });
    this.help = add(head, "button", "help", { type: "button", textContent: "?", ariaLabel: helpName });
    this.place(this.help, "help");
    this.tip = made_of("div", "tip", { id: `${this.id}-tip`, role: "tooltip", popover: "auto", textContent: help });
    ["pointerenter", "focus", "click"].forEach((event) => this.help.addEventListener(event, () => this.explain()));
    this.help.onblur = () => this.hush();
    this.help.onkeydown = (event) => { if (event.key === "Escape" && this.hush()) event.stopPropagation(); };
    [this.help, this.tip].forEach((part) => part.addEventListener("pointerleave", () => this.leave()));
    this.tip.onpointerenter = () => clearTimeout(this.left);
  }

  // Put up what stands below the control, and say what it is set to at first.
  end() {
    this.moments = add(this.root, "div", "landmarks", { role: "group" });
    this.root.append(this.tip);
    this.inputs.forEach((input) => input.setAttribute("aria-describedby", this.tip.id));
    this.say();
  }

  show({ off, moments, momentsName }, choose) {
    this.choose = choose;
    this.root.classList.toggle("off", off);
    this.inputs.forEach((input) => { input.disabled = off; });
    this.moments.hidden = !moments.length;
    this.moments.classList.toggle("alone", moments.length === 1);
    this.moments.ariaLabel = momentsName;
    moments.forEach((moment, at) => this.offer(this.moments.children[at] ?? this.button(), moment, off));
    while (this.moments.children.length > moments.length) this.moments.lastChild.remove();
    this.mark();
  }

  button() {
    const button = add(this.moments, "button", "", { type: "button" });
    button.onclick = () => { if (button.ariaPressed === "false") this.choose(button.name); };
    return button;
  }

  offer(button, { name, label, value }, off) {
    const className = name === "preset" ? "back" : "";
    Object.assign(button, { name, className, textContent: label, disabled: off, stands: value });
    this.place(button, name);
  }

  mark() {
    for (const button of this.moments.children) button.ariaPressed = String(button.stands === this.value);
  }

  place(element, name) {
    element.dataset.place = `${this.name} ${name}`;
  }

  move(value) {
    if (value === this.value) return;
    this.value = value;
    this.mark();
    this.root.move = [this.key, value];
    document.dispatchEvent(new CustomEvent("lever", { detail: this.root.move }));
  }

  explain() {
    clearTimeout(this.left);
    if (this.tip.matches(":popover-open")) return;
    this.tip.showPopover();
    const at = this.help.getBoundingClientRect(), tip = this.tip.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - tip.width - 8), below = at.bottom + 6;
    this.tip.style.left = `${Math.max(8, left)}px`;
    this.tip.style.top = `${below + tip.height < innerHeight ? below : Math.max(8, at.top - tip.height - 6)}px`;
  }

  // Whoever points at what is said may go on reading it.
  leave() {
    this.left = setTimeout(() => { if (!this.help.matches(":focus-visible")) this.hush(); }, LEFT_MS);
  }

  hush() {
    const open = this.tip.matches(":popover-open");
    if (open) this.tip.hidePopover();
    return open;
  }
}

// A slider along a range, or along months.
class Slider extends Lever {
  constructor(said) {
    super(said);
    this.months = said.options;
    const [low, high] = this.months ? [this.months[0], this.months.at(-1)] : [said.low, said.high].map(digits);
    this.shown = add(this.root.firstChild, "output", "shown", { htmlFor: this.id });
    this.shown.append("");
    this.input = add(this.root, "input", "track", { type: "range", id: this.id });
    this.shown.ariaLive = "off";
    this.place(this.input, "control");
    const ends = add(this.root, "div", "ends", { ariaHidden: "true" });
    add(ends, "span", "", { textContent: low });
    add(ends, "span", "", { textContent: high });
    const range = this.months ? { min: 0, max: this.months.length - 1, step: 1 } : { min: low, max: high, step: said.step };
    Object.assign(this.input, range, { value: this.months ? this.months.indexOf(said.value) : said.value });
    this.inputs = [this.input];
    this.input.oninput = () => {
      this.say(this.read());
      clearTimeout(this.still);
      this.still = setTimeout(() => this.move(this.read()), STILL_MS);
    };
    this.input.onchange = () => this.move(this.read());
    this.end();
  }

  read() {
    return this.months ? this.months[this.input.valueAsNumber] : this.input.valueAsNumber;
  }

  say(value = this.value) {
    const words = this.months ? value : digits(value), { min, max } = this.input;
    this.shown.firstChild.data = words;
    this.input.ariaValueText = words;
    this.input.style.setProperty("--at", ((this.months ? this.months.indexOf(value) : value) - min) / (max - min));
  }
}

class Buttons extends Lever {
  constructor({ options, words, ...said }) {
    super(said);
    const box = add(this.root, "div", "options", { role: "radiogroup" });
    box.setAttribute("aria-labelledby", this.label.id);
    this.label.removeAttribute("for");
    this.inputs = options.map((option, at) => {
      const label = add(box, "label", "option");
      const input = add(label, "input", "", { type: "radio", name: this.id, value: option, checked: option === said.value });
      label.append(words[at]);
      this.place(input, `control ${option}`);
      input.onchange = () => this.move(option);
      return input;
    });
    this.end();
  }

  say() {}
}

class Select extends Lever {
  constructor({ options, words, ...said }) {
    super(said);
    const select = add(this.root, "select", "select", { id: this.id });
    options.forEach((option, at) => add(select, "option", "", { value: option, textContent: words[at] }));
    select.value = said.value;
    select.onchange = () => this.move(select.value);
    this.place(select, "control");
    this.inputs = [select];
    this.end();
  }

  say() {}
}

class Switch extends Lever {
  constructor(said) {
    super(said);
    const input = made_of("input", "toggle", { type: "checkbox", role: "switch", id: this.id, checked: said.value });
    this.root.firstChild.prepend(input);
    this.place(input, "control");
    input.onchange = () => this.move(input.checked);
    this.inputs = [input];
    this.end();
  }

  say() {}
}

const KINDS = { number: Slider, month: Slider, buttons: Buttons, select: Select, switch: Switch };

function made_of(tag, name, said = {}) {
  return Object.assign(document.createElement(tag), { className: name }, said);
}

function add(parent, tag, name, said) {
  return parent.appendChild(made_of(tag, name, said));
}
