// Wires the page: what is typed and pressed goes to the server, what happens there arrives here.

import * as clock from "./clock.js";
import * as completion from "./completion.js";
import * as dialog from "./dialog.js";
import { post } from "./server.js";
import * as stream from "./stream.js";
import * as timeline from "./timeline.js";

const input = document.getElementById("composer");
const problem = document.getElementById("problem");
const typed = [...document.querySelectorAll(".own [data-typed]")].map((each) => each.textContent).slice(-50);
let recalled = typed.length;

async function say(text) {
  if (!text.trim()) return;
  problem.textContent = "";
  typed.push(text);
  recalled = typed.length;
  completion.close();
  const giveBack = () => { input.value ||= text; };
  try {
    const answer = await post("say", { text });
    if (answer.form) dialog.open(answer.form, giveBack);
  } catch (error) {
    problem.textContent = error.message;
    giveBack();
  }
}

async function press(button) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  problem.textContent = "";
  const message = Number(button.closest(".entry").id.slice(1));
  try {
    const answer = await post("press", { call: button.dataset.call, message });
    if (answer.form) dialog.open(answer.form);
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    button.ariaBusy = "false";
  }
}

function recall(step) {
  const next = Math.max(0, Math.min(typed.length, recalled + step));
  if (next === recalled) return;
  recalled = next;
  input.value = typed[next] ?? "";
}

document.getElementById("composer-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value;
  input.value = "";
  say(text);
});

document.getElementById("timeline").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.say) say(button.dataset.say);
  else if (button?.dataset.call) press(button);
});

input.addEventListener("input", completion.suggest);
input.addEventListener("blur", completion.close);
input.addEventListener("keydown", (event) => {
  if (completion.handle(event)) event.preventDefault();
  else if (event.key === "ArrowUp") { recall(-1); event.preventDefault(); }
  else if (event.key === "ArrowDown") { recall(1); event.preventDefault(); }
});
input.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text");
  if (!/[\r\n]/.test(text)) return;
  event.preventDefault();
  input.setRangeText(text.replace(/\s*[\r\n]+\s*/g, " "), input.selectionStart, input.selectionEnd, "end");
  completion.suggest();
});

function showUnread(counts) {
  for (const link of document.querySelectorAll("[data-person]")) {
    const count = counts[link.dataset.person] ?? 0;
    const dot = link.querySelector(".dot");
    const shown = dot.querySelector(".count");
    if (count > Number(shown.textContent)) announce(`New message for ${link.dataset.name}`);
    dot.hidden = count === 0;
    shown.textContent = count;
  }
}

function announce(text) {
  document.getElementById("status").textContent = text;
}

stream.on("entry", timeline.show);
stream.on("unread", showUnread);
stream.on("clock", clock.set);
stream.on("reload", () => location.reload());
stream.follow();

if (document.querySelector(".entry")) timeline.toBottom();
if (matchMedia("(hover: hover)").matches) input.focus();
