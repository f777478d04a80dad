const part = (parent, tag, name, text = "") =>
  Object.assign(parent.appendChild(document.createElement(tag)), { className: name, textContent: text });

function number(list, { label, value, change, tone, kind, kindName }) {
  const card = part(list, "li", "number");
  part(card, "span", "value", value);
  const name = part(card, "span", "name", `${label} `);
  part(name, "abbr", "kind", kind).title = kindName;
  part(card, "span", `change ${tone}`, change);
}

export default function ({ data, parentElement }) {
  const slide = parentElement.querySelector(".slide") ?? part(parentElement, "section", "slide");
  const shown = JSON.stringify(data);
  if (slide.dataset.shown === shown) return;
  slide.dataset.shown = shown;
  slide.setAttribute("aria-live", "polite");
  slide.replaceChildren();
  if (data.title) part(slide, "h2", "title", data.title);
  if (data.said) part(slide, "p", "said", data.said);
  if (data.points.length) {
    const points = part(slide, "ul", "points");
    data.points.forEach((point) => part(points, "li", "point", point));
  }
  if (data.numbers.length) {
    const list = part(slide, "ul", "large-numbers");
    list.setAttribute("aria-label", data.label);
    data.numbers.forEach((one) => number(list, one));
  }
}
