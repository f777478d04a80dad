// What asks for the whole page from outside its body once a lost connection is back.

const STATE = "data-test-connection-state", HERE = "CONNECTED";

export default function ({ parentElement, setTriggerValue }) {
  const kept = (parentElement.kept ??= new Outside(document.querySelector(`[${STATE}]`)));
  kept.ask = setTriggerValue;
  return () => {
    kept.remove();
    parentElement.kept = null;
  };
}

class Outside {
  constructor(app) {
    this.lost = false;
    this.watch = new MutationObserver(() => {
      const here = app.getAttribute(STATE) === HERE;
      if (here && this.lost) this.ask("back", true);
      this.lost = !here;
    });
    this.watch.observe(app, { attributeFilter: [STATE] });
  }

  remove() {
    this.watch.disconnect();
  }
}
