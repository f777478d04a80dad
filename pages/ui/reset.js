// A button that sets levers back. How many differ is said with the page, and by moves.js after each move.

export default function ({ data, parentElement, setTriggerValue }) {
  const button = (parentElement.button ??= made(parentElement));
  button.onclick = () => setTriggerValue("pressed", true);
  button.className = `reset ${data.plain ? "plain" : ""}`;
  say(button, data);
  return () => {
    button.remove();
    parentElement.button = null;
  };
}

function made(parent) {
  const button = parent.appendChild(Object.assign(document.createElement("button"), { type: "button" }));
  button.addEventListener("said", ({ detail }) => say(button, detail));
  return button;
}

function say(button, { label, off }) {
  if (button.textContent !== label) button.textContent = label;
  button.disabled = off;
}
