// The pages as links. A click asks the server, which knows the state best, and goes once the address says that state;
// a new tab takes the address as it stands.

const LOOKED_AT = ["pointerover", "pointerdown", "focusin", "keydown", "contextmenu"];
const FRAME = ["embed", "embed_options"]; // what says that the page stands in a frame: a new tab does not

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
    const asked = this.data && this.data.turn !== data.turn && data.pages.find((page) => page.name === data.next);
    this.data = data;
    this.drawn = location.search;
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
    if (asked) go(this.where(asked, true));
  }

  address() {
    this.data.pages.forEach((page, at) => this.root.children[at].setAttribute("href", this.where(page)));
  }

  // Where a page stands with the state of the address, or as the server says it while nothing has moved since. What
  // this page alone lets the reader pick stays with it.
  where({ name, path }, framed = false) {
    const here = new URLSearchParams(location.search), own = name === this.data.here;
    const query = new URLSearchParams(own || location.search !== this.drawn ? here : this.data.shared);
    [...FRAME, ...(own ? [] : this.data.picks)].forEach((key) => query.delete(key));
    const frame = framed ? FRAME.flatMap((key) => here.getAll(key).map((value) => [key, value])) : [];
    const said = `${new URLSearchParams([...frame, ...query])}`;
    return `${path || "./"}${said && "?"}${said}`;
  }

  remove() {
    this.root.remove();
  }
}

// As the browser's Forward goes: the address changes once, and Streamlit draws the page that stands there.
function go(address) {
  history.pushState({}, "", new URL(address, document.baseURI));
  dispatchEvent(new PopStateEvent("popstate"));
}
