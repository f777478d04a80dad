// What the reader has done to the levers of this session: the element stands in the page's body, so that a move draws
// the body anew and nothing else. What a move changes outside the body it writes itself.

const moves = { session: "", values: {} };

export default function ({ data, parentElement, setStateValue }) {
  const kept = (parentElement.moves ??= new Moves());
  kept.show(data, () => setStateValue("moves", { session: moves.session, values: { ...moves.values } }));
  return () => {
    kept.remove();
    parentElement.moves = null;
  };
}

class Moves {
  constructor() {
    this.heard = ({ detail: [key, value] }) => {
      moves.values[key] = value;
      this.tell();
    };
    document.addEventListener("lever", this.heard);
  }

  show({ session, buttons }, tell) {
    this.tell = tell;
    for (const [name, button] of Object.entries(buttons)) {
      document.querySelector(`.st-key-${name} .reset`)?.dispatchEvent(new CustomEvent("said", { detail: button }));
    }
    if (session !== moves.session) this.begin(session);
  }

  // Another session began where a server was lost: it knows the link, not what the reader has moved since.
  begin(session) {
    const moved = [...document.querySelectorAll(".lever")].map((lever) => lever.move).filter(Boolean);
    Object.assign(moves, { session, values: Object.fromEntries(moved) });
    if (moved.length) this.tell();
  }

  remove() {
    document.removeEventListener("lever", this.heard);
  }
}
