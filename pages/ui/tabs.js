// The tabs of a page: one is open, the arrows move along them, and what the open one shows stands below.

const STEP = { ArrowLeft: -1, ArrowRight: 1 }, END = { Home: 0, End: -1 };

export default function ({ data, parentElement, setTriggerValue }) {
  const bar = (parentElement.bar ??= made(parentElement));
  data.tabs.forEach(([name, label], at) => {
    const tab = bar.children[at] ?? added(bar);
    Object.assign(tab, { name, id: `tab-${data.panel.split("-")[1]}-${name}`, textContent: label });
    tab.onclick = () => {
      bar.asked = name;
      open(bar, name);
      setTriggerValue("opened", name);
    };
  });
  // An answer to an earlier click does not undo a later one.
  if (data.open === bar.asked) bar.asked = null;
  open(bar, bar.asked ?? data.open);
  bar.panel = data.panel;
  name(bar, data.panel);
  return () => {
    bar.remove();
    parentElement.bar = null;
  };
}

// The panel may come a moment after its tabs.
function name(bar, key) {
  if (!bar.isConnected || bar.panel !== key) return;
  const panel = document.querySelector(`.st-key-${key}`);
  if (!panel) return requestAnimationFrame(() => name(bar, key));
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", bar.querySelector("[aria-selected=true]").id);
}

function open(bar, name) {
  for (const tab of bar.children) {
    tab.setAttribute("aria-selected", String(tab.name === name));
    tab.tabIndex = tab.name === name ? 0 : -1;
  }
}

function made(parent) {
  const bar = parent.appendChild(document.createElement("div"));
  bar.className = "tabs";
  bar.setAttribute("role", "tablist");
  bar.onkeydown = (event) => {
    if (!(event.key in STEP || event.key in END)) return;
    event.preventDefault();
    const all = [...bar.children], at = all.indexOf(event.target);
    const to = event.key in STEP ? all[(at + STEP[event.key] + all.length) % all.length] : all.at(END[event.key]);
    to.focus();
    to.click();
  };
  return bar;
}

function added(bar) {
  const tab = bar.appendChild(document.createElement("button"));
  tab.type = "button";
  tab.setAttribute("role", "tab");
  return tab;
}
