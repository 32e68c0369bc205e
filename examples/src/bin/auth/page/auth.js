// Sends what each button says, and shows all that the browser lets a script know of the answer.
// Every finding is also a data attribute of its list item, for the browser suite.

const API = "http://localhost:4100";
const JSON_BODY = { "content-type": "application/json" };

let token;

const put = (headers) =>
  fetch(`${API}/api/note`, {
    method: "PUT",
    headers: { ...JSON_BODY, ...headers },
    body: JSON.stringify({ text: "hello" }),
  });

// What each button sends.
const requests = {
  refused: () => put({}),
  login: () =>
    fetch(`${API}/login`, {
      method: "POST",
      headers: JSON_BODY,
      credentials: "include",
      body: JSON.stringify({ user: "ada", password: "lovelace" }),
    }),
  saved: () => put({ authorization: `Bearer ${token}` }),
  cookie: () => fetch(`${API}/me`, { credentials: "include" }),
  anonymous: () => fetch(`${API}/me`),
};

async function outcome(name) {
  try {
    const response = await requests[name]();
    return { verdict: "readable", status: response.status, body: await response.text() };
  } catch (error) {
    // The same words for every refusal: a script must not learn why.
    return { verdict: "blocked", status: "", body: `${error.name}: ${error.message}` };
  }
}

async function run(card) {
  const { card: name } = card.dataset;
  card.dataset.state = "running";
  const { verdict, status, body } = await outcome(name);
  if (name === "login" && status === 200) ({ token } = JSON.parse(body));
  Object.assign(card.dataset, { verdict, status, body, runs: Number(card.dataset.runs ?? 0) + 1 });
  card.querySelector("output").textContent = `${status} ${body}`;
  card.dataset.state = "done";
}

for (const card of document.querySelectorAll("[data-card]")) {
  card.querySelector("button").addEventListener("click", () => run(card));
}
document.documentElement.dataset.ready = "";
