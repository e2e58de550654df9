// The one way to the server: JSON or a file there, JSON back, a sentence when it fails.

const UNREACHABLE = "I can't reach the bot. Is it still running? What you wrote is still here.";

export async function post(name, body) {
  return send(name, "application/json", JSON.stringify({ as: document.body.dataset.as, ...body }));
}

// Gives what the file's field is worth in a form.
export async function upload(file) {
  const answer = await send(`upload?name=${encodeURIComponent(file.name)}`, "application/octet-stream", file);
  return answer.file;
}

async function send(path, type, body) {
  let answer;
  try {
    const response = await fetch(`/local/${path}`, { method: "POST", headers: { "Content-Type": type }, body });
    answer = await response.json();
  } catch {
    throw new Error(UNREACHABLE);
  }
  if (answer.error) throw new Error(answer.error);
  return answer;
}
