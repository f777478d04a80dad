const part = (name, text, tag = "span") => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};

function card({label, value, change, tone, kind, kindName, help, range}) {
  const made = document.createElement("li");
  made.title = help;
  const head = part("label", "");
  const badge = part(`kind kind-${kindName}`, kind, "abbr");
  badge.title = kindName;
  head.append(part("name", label), badge);
  made.append(head, part("value", value), part(`change ${tone}`, change));
  if (range) made.append(part("between", range));
  return made;
}

export default function ({data, parentElement}) {
  const list = parentElement.querySelector(".numbers") ?? parentElement.appendChild(part("numbers", "", "ul"));
  const shown = JSON.stringify(data.cards);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.setAttribute("aria-label", data.label);
  list.replaceChildren(...data.cards.map(card));
}
