// Asks for the whole page when a lost connection is back: the server at its other end may know no part of it yet.

const STATE = "data-test-connection-state", HERE = "CONNECTED";

export default function ({ parentElement, setTriggerValue }) {
  const kept = (parentElement.kept ??= watched(document.querySelector(`[${STATE}]`)));
  kept.ask = () => setTriggerValue("back", true);
  return () => {
    kept.watch.disconnect();
    parentElement.kept = null;
  };
}

function watched(app) {
  const kept = { lost: false };
  kept.watch = new MutationObserver(() => {
    const here = app.getAttribute(STATE) === HERE;
    if (here && kept.lost) kept.ask();
    kept.lost = !here;
  });
  kept.watch.observe(app, { attributeFilter: [STATE] });
  return kept;
}
