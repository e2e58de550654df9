// Suggestions above the composer: arrows choose, Tab or Enter takes, Escape closes.

import { post } from "./server.js";

const input = document.getElementById("composer");
const list = document.getElementById("suggestions");
let suggestions = [];
let active = -1;
let asked = 0;

export async function suggest() {
  const number = ++asked;
  if (!input.value.startsWith("/")) return close();
  try {
    const answer = await post("complete", { text: input.value });
    if (number === asked) show(answer.suggestions);
  } catch {
    close(); // completion is a comfort: the text can be sent without it
  }
}

export function close() {
  asked += 1;
  show([]);
}

// Whether the key was for the suggestions.
export function handle(event) {
  if (!suggestions.length || event.isComposing) return false;
  switch (event.key) {
    case "ArrowDown": choose((active + 1) % suggestions.length); return true;
    case "ArrowUp": choose(active <= 0 ? suggestions.length - 1 : active - 1); return true;
    case "Escape": close(); return true;
    case "Tab": return !event.shiftKey && take(Math.max(active, 0));
    case "Enter": return active >= 0 && take(active);
    default: return false;
  }
}

function show(found) {
  suggestions = found;
  active = -1;
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  list.scrollTop = 0;
  input.setAttribute("aria-expanded", String(found.length > 0));
  input.removeAttribute("aria-activedescendant");
}

function option({ label, detail }, index) {
  const item = document.createElement("li");
  item.id = `suggestion-${index}`;
  item.role = "option";
  item.ariaSelected = "false";
  const name = document.createElement("b");
  name.textContent = label;
  const note = document.createElement("span");
  note.textContent = detail;
  item.append(name, " ", note);
  item.addEventListener("pointerdown", (event) => event.preventDefault());
  item.addEventListener("click", () => take(index));
  return item;
}

function choose(index) {
  active = index;
  for (const [each, item] of [...list.children].entries()) item.ariaSelected = String(each === index);
  list.children[index].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", `suggestion-${index}`);
}

function take(index) {
  input.value = suggestions[index].text;
  input.setSelectionRange(input.value.length, input.value.length);
  input.scrollLeft = input.scrollWidth;
  suggest();
  return true;
}
