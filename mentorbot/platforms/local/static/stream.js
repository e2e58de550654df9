// What happens on the server arrives here, while the page can be seen: a browser has few connections to spare.

const { as, change } = document.body.dataset;
const listeners = [];
let last = change;
let events = null;

export function on(name, show) {
  listeners.push([name, (event) => {
    last = event.lastEventId;
    show(JSON.parse(event.data));
  }]);
}

export function follow() {
  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
}

function connect() {
  disconnect();
  if (document.hidden) return;
  events = new EventSource(`/local/events?as=${as}&after=${last}`);
  for (const [name, listener] of listeners) events.addEventListener(name, listener);
}

function disconnect() {
  events?.close();
  events = null;
}
