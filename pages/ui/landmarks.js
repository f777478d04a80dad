// Small buttons under a lever, one for each known moment; a click says which.

function button(moment, off, choose) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = moment.label;
  made.disabled = off || moment.here;
  made.setAttribute("aria-pressed", String(moment.here));
  made.className = moment.name === "preset" ? "back" : "";
  made.onclick = () => choose(moment.name);
  return made;
}

export default function ({data, parentElement, setTriggerValue}) {
  const row = parentElement.querySelector(".landmarks") ?? parentElement.appendChild(document.createElement("div"));
  const shown = JSON.stringify(data);
  if (row.dataset.shown === shown) return;
  row.dataset.shown = shown;
  row.className = data.moments.length > 1 ? "landmarks" : "landmarks alone";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", data.label);
  const focused = [...row.children].indexOf(document.activeElement);
  row.replaceChildren(...data.moments.map(moment => button(moment, data.off, name => setTriggerValue("chosen", name))));
  row.children[focused]?.focus();
}
