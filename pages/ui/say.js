// Sentences, each of its kind; **strong** and *stressed* words in them are set so.

const MARKED = /(\*\*[^*]+\*\*|\*[^*]+\*)/;

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".said") ?? add(parentElement, "div", "said");
  data.forEach(([kind, words], at) => {
    let line = box.children[at];
    if (line?.className !== kind) {
      line?.remove();
      line = add(box, kind === "answer" ? "h2" : "p", kind);
      box.insertBefore(line, box.children[at]);
    }
    if (line.words === words) return;
    line.words = words;
    line.replaceChildren(...words.split(MARKED).map((part, place) => (place % 2 ? marked(part) : part)));
  });
  while (box.children.length > data.length) box.lastChild.remove();
}

function marked(part) {
  const made = document.createElement(part.startsWith("**") ? "strong" : "em");
  made.textContent = part.replaceAll("*", "");
  return made;
}

function add(parent, tag, name) {
  return parent.appendChild(Object.assign(document.createElement(tag), { className: name }));
}
