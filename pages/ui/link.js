// A button that copies the page's address; where the browser has no clipboard it shows the address, selected.

const STYLE = "font:inherit;font-size:0.85rem;color:var(--st-text-color);background:none;cursor:pointer;" +
  "border:1px solid var(--st-border-color);border-radius:var(--st-button-radius,6px);padding:0.35rem 0.8rem;";

export default function ({ data, parentElement }) {
  const old = parentElement.querySelector("button");
  const button = old ?? parentElement.appendChild(document.createElement("button"));
  button.type = "button";
  button.style.cssText = STYLE;
  button.textContent = data.label;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = data.done;
      setTimeout(() => { button.textContent = data.label; }, 2000);
    } catch {
      show(parentElement);
    }
  };
}

function show(parent) {
  const field = parent.querySelector("input") ?? parent.appendChild(document.createElement("input"));
  field.readOnly = true;
  field.value = location.href;
  field.style.cssText = STYLE + "cursor:text;width:60%;margin-left:0.5rem;";
  field.select();
}
