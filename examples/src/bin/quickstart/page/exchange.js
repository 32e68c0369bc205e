// One request to the API, and all that the browser lets a script know of the answer.
// Used by the lab page and by the page in its frame.

export const API = "http://localhost:4000";

export async function exchange(path, lab, options = {}) {
  try {
    const response = await fetch(`${API}${path}?lab=${lab}`, options);
    return {
      verdict: "readable",
      status: response.status,
      body: await response.text(),
      headers: Object.fromEntries(response.headers),
    };
  } catch (error) {
    // The same words for every refusal: a script must not learn why, or even that the server exists.
    return { verdict: "blocked", error: `${error.name}: ${error.message}` };
  }
}
