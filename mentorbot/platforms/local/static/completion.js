// Suggestions above the composer: arrows choose, Tab or Enter takes, Escape closes.

import { post } from "./server.js";

const input = document.getElementById("composer");
const list = document.getElementById("suggestions");
const KEYS = new Set(["ArrowDown", "ArrowUp", "Tab", "Enter", "Escape"]);
let suggestions = [];
let active = -1;
let asked = 0;
let fresh = true; // false while the list is for what was typed before
let waiting = []; // keys pressed meanwhile

export async function suggest() {
  if (!input.value.startsWith("/")) return close();
  const number = ++asked;
  fresh = false;
  waiting = [];
  choose(-1);
  const found = await ask(input.value);
  if (number !== asked) return;
  show(found);
  for (const key of waiting.splice(0)) {
    if (!fresh) waiting.push(key);
    else if (!act(key) && key === "Enter") input.form.requestSubmit();
  }
}

export function close() {
  asked += 1;
  waiting = [];
  show([]);
}

// Whether the key was for the suggestions.
export function handle({ key, shiftKey, isComposing }) {
  if (isComposing || shiftKey || !KEYS.has(key)) return false;
  if (fresh) return act(key);
  if (key === "Enter" && !waiting.length) return false;
  if (key === "Escape") close();
  else waiting.push(key);
  return true;
}

function act(key) {
  if (!suggestions.length) return false;
  switch (key) {
    case "ArrowDown": choose((active + 1) % suggestions.length); return true;
    case "ArrowUp": choose(active <= 0 ? suggestions.length - 1 : active - 1); return true;
    case "Escape": close(); return true;
    case "Tab": take(Math.max(active, 0)); return true;
    default: if (active < 0) return false; take(active); return true;
  }
}

async function ask(text) {
  try {
    return (await post("complete", { text })).suggestions;
  } catch {
    return []; // completion is a comfort: the text can be sent without it
  }
}

function show(found) {
  suggestions = found;
  fresh = true;
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  list.scrollTop = 0;
  input.setAttribute("aria-expanded", String(found.length > 0));
  choose(-1);
}

function option({ label, detail }, index) {
  const item = document.createElement("li");
  item.id = `suggestion-${index}`;
  item.role = "option";
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
  if (index < 0) return input.removeAttribute("aria-activedescendant");
  list.children[index].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", `suggestion-${index}`);
}

function take(index) {
  input.value = suggestions[index].text;
  input.setSelectionRange(input.value.length, input.value.length);
  input.scrollLeft = input.scrollWidth;
  suggest();
}
