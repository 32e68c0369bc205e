// The lab page: sends what a card describes, then shows the browser's report beside the server's record.
// Every finding is also a data attribute of the card, for the browser suite.

import { API, exchange } from "./exchange.js";

const HOME = "http://localhost:3000";
const STRANGER = "http://127.0.0.1:3000";
const REMEMBERED_MS = 6000;

const put = (lab, options) => exchange("/getData", lab, { method: "PUT", headers: { name: "xiamen" }, ...options });

// What each card sends.
const experiments = {
  simple: (lab) => exchange("/getData", lab),
  preflight: (lab) => put(lab),
  json: (lab) =>
    exchange("/json", lab, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "xiamen" }),
    }),
  cookie: async (lab) => {
    await exchange("/login", lab, { method: "POST", credentials: "include" });
    return put(lab, { credentials: "include" });
  },
  expose: (lab) => put(lab),
  origin: (lab, card) => fromStranger(lab, card.querySelector("iframe")),
  method: (lab) => exchange("/getData", lab, { method: "DELETE" }),
  header: (lab) => put(lab, { headers: { "x-other": "1" } }),
  cache: (lab) => put(lab),
};

// Headers that a card asks for by name, readable or not.
const inspected = { expose: ["name", "x-hidden"] };

const newId = () => crypto.randomUUID();

// A preflight is remembered for one address, so the card about remembering keeps its address.
const cacheLab = newId();

function fromStranger(lab, frame) {
  return new Promise((resolve) => {
    const unanswered = setTimeout(() => finish({ verdict: "blocked", error: "the frame did not answer" }), 10_000);
    const listen = (event) => {
      if (event.origin === STRANGER && event.data.lab === lab) finish(event.data.outcome);
    };
    const finish = (outcome) => {
      clearTimeout(unanswered);
      removeEventListener("message", listen);
      resolve(outcome);
    };
    addEventListener("message", listen);
    frame.src = `${STRANGER}/probe.html?lab=${lab}`;
  });
}

async function seen(lab) {
  const { verdict, body } = await exchange("/seen", lab);
  return verdict === "readable" ? JSON.parse(body) : undefined;
}

async function run(card) {
  if (card.dataset.state === "running") return;
  const { card: name } = card.dataset;
  const lab = name === "cache" ? cacheLab : newId();
  card.dataset.state = "running";
  const outcome = await experiments[name](lab, card);
  const requests = await seen(lab);
  // A refusal and a dead server look the same to a script; the record tells them apart.
  if (!requests) Object.assign(outcome, { verdict: "unreachable" });
  publish(card, lab, outcome, requests ?? []);
  showReport(card, outcome);
  showRequests(card, requests ?? []);
  card.dataset.state = "done";
  summarise();
}

function publish(card, lab, outcome, requests) {
  const count = (wanted) => requests.filter(wanted).length;
  const remembered = Number(card.dataset.preflights ?? 0);
  Object.assign(card.dataset, {
    lab,
    verdict: outcome.verdict,
    status: outcome.status ?? "",
    body: outcome.body ?? "",
    preflights: count((request) => request.method === "OPTIONS"),
    cookies: count((request) => request.cookie),
    handlerRuns: count((request) => request.handler_ran),
    runs: Number(card.dataset.runs ?? 0) + 1,
  });
  for (const header of inspected[card.dataset.card] ?? []) {
    card.setAttribute(`data-header-${header}`, outcome.headers?.[header] ?? "unreadable");
  }
  if (Number(card.dataset.preflights) > remembered) startMemory(card.querySelector(".memory"));
}

function showReport(card, outcome) {
  const words = { readable: "✓ Readable", blocked: "✕ Blocked", unreachable: "No answer: is the lab still running?" };
  card.querySelector(".verdict").textContent = words[outcome.verdict];
  const rows =
    outcome.verdict === "readable"
      ? [row("status", el("code", {}, outcome.status)), row("body", el("code", {}, outcome.body))]
      : [row("error", el("code", {}, outcome.error ?? "the API did not answer"))];
  if (outcome.verdict === "blocked") rows.push(row("why", el("em", {}, "scripts are not told; the browser’s console is")));
  for (const header of inspected[card.dataset.card] ?? []) {
    const value = outcome.headers?.[header];
    rows.push(row(header, value ? el("code", {}, value) : el("em", {}, "null: sent, but hidden")));
  }
  card.querySelector(".browser dl").replaceChildren(...rows.flat());
}

function showRequests(card, requests) {
  const list = requests.map((request, index) =>
    el("li", {}, line(request), el("ul", { class: "marks" }, ...marks(request)), answer(request, index === 0)),
  );
  card.querySelector(".server ol").replaceChildren(...(list.length ? list : [el("li", { class: "none" }, "Nothing arrived.")]));
}

function line({ method, path, asked_method: asked, asked_headers: headers }) {
  const question = `“May I ${asked}${headers ? ` with ${headers}` : ""}?”`;
  const parts = [el("code", {}, el("b", {}, method), ` ${path}`)];
  if (method === "OPTIONS") parts.push(question);
  return el("p", { class: "line" }, ...parts);
}

function marks({ method, origin, cookie, handler_ran: ran }) {
  const mark = (is, yes, no) => el("li", is ? { class: "yes" } : {}, is ? yes : no);
  const handler = method === "OPTIONS" ? "handler not involved" : "handler did not run";
  return [el("li", {}, `from ${origin ?? "no origin"}`), mark(cookie, "cookie", "no cookie"), mark(ran, "handler ran", handler)];
}

function answer({ status, grants }, open) {
  if (!grants.length) return el("p", { class: "answer" }, `answered ${status}, permitting nothing`);
  const lines = grants.sort().map(([name, value]) => el("li", {}, `${name}: ${value}`));
  const summary = `answered ${status} with ${lines.length} CORS header${lines.length > 1 ? "s" : ""}`;
  return el("details", { class: "answer", ...(open && { open: "" }) }, el("summary", {}, summary), el("ul", {}, ...lines));
}

// The part of api.rs from the attribute of `handler` to its signature, with the words that matter marked.
function showAnnotation(card, source) {
  const { handler, mark } = card.dataset;
  const signature = source.indexOf(`async fn ${handler}(`);
  const start = source.lastIndexOf("#[cors(", signature);
  const text = source.slice(start, source.indexOf("(", signature)) + "(…)";
  const marks = mark.split("|");
  const escaped = marks.map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = text.split(new RegExp(`(${escaped.join("|")})`));
  const nodes = parts.map((part) => (marks.includes(part) ? el("mark", {}, part) : part));
  card.querySelector("pre code").replaceChildren(...nodes);
}

function startMemory(bar) {
  if (!bar) return;
  bar.hidden = false;
  const draining = bar.firstElementChild.animate({ transform: ["scaleX(1)", "scaleX(0)"] }, REMEMBERED_MS);
  bar.dataset.words = "The browser remembers the permission";
  draining.onfinish = () => (bar.dataset.words = "Forgotten: the next click asks again");
}

function summarise() {
  const verdicts = cards.map((card) => card.dataset.verdict).filter(Boolean);
  const count = (wanted) => verdicts.filter((verdict) => verdict === wanted).length;
  document.getElementById("summary").textContent = `${count("readable")} readable, ${count("blocked")} blocked`;
}

async function runAll(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  for (const card of cards) await run(card);
  // Once more, while the permission is still remembered.
  await run(cards.find((card) => card.dataset.card === "cache"));
  button.setAttribute("aria-disabled", "false");
}

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const row = (key, value) => [el("dt", {}, key), el("dd", {}, value)];

const cards = [...document.querySelectorAll("[data-card]")];
const source = await (await fetch("/api.rs")).text();
for (const card of cards) {
  card.append(document.getElementById("findings").content.cloneNode(true));
  showAnnotation(card, source);
  card.dataset.state = "idle";
  card.querySelector(".story button").addEventListener("click", () => run(card));
}
document.querySelector("iframe").src = `${STRANGER}/probe.html`;
document.getElementById("run-all").addEventListener("click", (event) => runAll(event.currentTarget));

if (location.origin !== HOME) {
  const notice = document.getElementById("elsewhere");
  notice.textContent = `You opened this page as ${location.origin}. The API lists only ${HOME}, so here every experiment is blocked.`;
  notice.hidden = false;
}
document.documentElement.dataset.ready = "true";
