// The bot's clock: ticks here between two words from the server, and can be moved.

import { post } from "./server.js";

const shown = document.getElementById("now");
const ahead = document.getElementById("ahead");
const problem = document.getElementById("problem");
const format = new Intl.DateTimeFormat("en-US", {
  timeZone: shown.dataset.zone,
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
let base = Date.parse(shown.dateTime);
let since = performance.now();

export function set(clock) {
  base = Date.parse(clock.now);
  since = performance.now();
  ahead.textContent = clock.ahead;
  draw();
}

function draw() {
  const at = new Date(base + performance.now() - since);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  shown.dateTime = at.toISOString();
  shown.textContent = `${parts.weekday} ${parts.day} ${parts.month}, ${parts.hour}:${parts.minute}`;
}

async function move(button) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  problem.textContent = "";
  try {
    await post("clock", { move: button.dataset.move });
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    button.ariaBusy = "false";
  }
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => move(button));
}
setInterval(draw, 5000);
