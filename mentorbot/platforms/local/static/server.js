// The one way to the server: JSON there, JSON back, a sentence when it fails.

const UNREACHABLE = "I can't reach the bot. Is it still running? What you wrote is still here.";

export async function post(name, body) {
  let answer;
  try {
    const response = await fetch(`/local/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: document.body.dataset.as, ...body }),
    });
    answer = await response.json();
  } catch {
    throw new Error(UNREACHABLE);
  }
  if (answer.error) throw new Error(answer.error);
  return answer;
}
