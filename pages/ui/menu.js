// The pages as links. A click tells the server, which knows the state best; a new tab takes the address as it stands.

const LOOKED_AT = ["pointerover", "pointerdown", "focusin"];

export default function ({ data, parentElement, setTriggerValue }) {
  const menu = (parentElement.menu ??= new Menu(parentElement));
  menu.show(data, (name) => setTriggerValue("chosen", name));
  return () => {
    menu.remove();
    parentElement.menu = null;
  };
}

class Menu {
  constructor(parent) {
    this.root = parent.appendChild(document.createElement("nav"));
    this.root.className = "menu";
    this.addressed = () => this.address();
    LOOKED_AT.forEach((event) => this.root.addEventListener(event, this.addressed));
  }

  show(data, choose) {
    this.data = data;
    this.root.setAttribute("aria-label", data.label);
    data.pages.forEach((page, at) => {
      const link = this.root.children[at] ?? this.root.appendChild(document.createElement("a"));
      link.textContent = page.label;
      link.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        choose(page.name);
      };
      if (page.name === data.here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    this.address();
  }

  // What a page alone lets the reader pick stays with it.
  address() {
    const here = new URLSearchParams(location.search), elsewhere = new URLSearchParams(location.search);
    this.data.picks.forEach((name) => elsewhere.delete(name));
    this.data.pages.forEach(({ name, path }, at) => {
      const query = `${name === this.data.here ? here : elsewhere}`;
      this.root.children[at].setAttribute("href", `${path || "./"}${query && "?"}${query}`);
    });
  }

  remove() {
    this.root.remove();
  }
}
