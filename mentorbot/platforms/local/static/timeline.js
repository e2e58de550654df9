// The messages: what arrives is added or replaces what was there, and stays in sight.

const timeline = document.getElementById("timeline");
const entries = document.getElementById("entries");
const newer = document.getElementById("newer");
const NEAR = 160; // pixels from the bottom that still count as being there
const ABOVE = 72; // pixels of what was said before, kept in sight above an answer

export function show({ id, day, html }) {
  const entry = elementOf(html);
  const old = document.getElementById(`m${id}`);
  if (old) return replace(old, entry);
  const following = isNearBottom() || entry.classList.contains("own");
  if (lastDay() !== day) entries.append(separator(day));
  entry.classList.add("new");
  entries.append(entry);
  if (following) reveal(entry);
  else newer.hidden = false;
}

export function toBottom() {
  timeline.scrollTo({ top: timeline.scrollHeight, behavior: "instant" });
}

timeline.addEventListener("scroll", () => {
  if (isNearBottom()) newer.hidden = true;
});
newer.addEventListener("click", () => {
  timeline.scrollTop = timeline.scrollHeight;
  newer.hidden = true;
});

function replace(old, entry) {
  const focused = old.contains(document.activeElement);
  old.replaceWith(entry);
  if (!focused) return;
  const next = entry.querySelector("button") ?? document.getElementById("composer");
  next.focus({ preventScroll: true });
}

function reveal(entry) {
  const top = entry.getBoundingClientRect().top - timeline.getBoundingClientRect().top + timeline.scrollTop;
  timeline.scrollTop = Math.min(timeline.scrollHeight, top - ABOVE);
}

function isNearBottom() {
  return timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < NEAR;
}

function elementOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

function lastDay() {
  return [...entries.querySelectorAll(".day")].at(-1)?.textContent;
}

function separator(day) {
  const heading = document.createElement("h2");
  heading.className = "day";
  heading.textContent = day;
  return heading;
}
