const part = (name, text, tag = "span") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};

function named({label, name, help}, from, choose) {
  if (!name) return part("name", label);
  const made = part("name", label, "button");
  made.type = "button";
  made.title = `${help}\n${from}`;
  made.setAttribute("aria-label", `${label}: ${from}`);
  made.onclick = () => choose(name);
  return made;
}

function card(shown, from, choose) {
  const {value, change, tone, kind, kindName, help, range} = shown;
  const made = document.createElement("li");
  made.title = help;
  const head = part("label", "");
  const badge = part(`kind kind-${kindName}`, kind, "abbr");
  badge.title = kindName;
  head.append(named(shown, from, choose), badge);
  made.append(head, part("value", value), part(`change ${tone}`, change));
  if (range) made.append(part("between", range));
  return made;
}

export default function ({data, parentElement, setTriggerValue}) {
  const list = parentElement.querySelector(".numbers") ?? parentElement.appendChild(part("numbers", "", "ul"));
  const shown = JSON.stringify(data.cards);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.setAttribute("aria-label", data.label);
  list.replaceChildren(...data.cards.map((one) => card(one, data.from, (name) => setTriggerValue("chosen", name))));
}
