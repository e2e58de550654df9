// A form in a modal dialog; Escape and Cancel close it and give back what was typed before.

import { post, upload } from "./server.js";

const dialog = document.getElementById("dialog");
let cancelled = () => {};

export function open(html, whenCancelled = () => {}) {
  cancelled = whenCancelled;
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input, select, textarea, button").focus();
}

// What was filled in; a file is sent first, and its name goes with the rest.
async function filledIn(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!(value instanceof File)) values[name] = value;
    else values[name] = value.name ? await upload(value) : "";
  }
  return values;
}

dialog.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const send = form.querySelector("[type=submit]");
  if (send.disabled) return;
  send.disabled = true;
  try {
    const answer = await post("submit", {
      call: form.dataset.call,
      message: form.dataset.message === "" ? null : Number(form.dataset.message),
      values: await filledIn(form),
    });
    if (answer.form) return open(answer.form, cancelled);
    cancelled = () => {};
    dialog.close();
  } catch (error) {
    form.querySelector(".problem").textContent = error.message;
  } finally {
    send.disabled = false;
  }
});

dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-cancel]")) dialog.close();
});

dialog.addEventListener("close", () => {
  cancelled();
  cancelled = () => {};
  dialog.replaceChildren();
  document.getElementById("composer").focus();
});
