"use strict";
// Asks every half second whether the content has changed; a server that was stopped is waited for.
const shown = document.currentScript.dataset.version;
setInterval(async () => {
  try {
    const now = await (await fetch("/version")).text();
    if (now !== shown) location.reload();
  } catch {
    // it is being started again
  }
}, 500);
