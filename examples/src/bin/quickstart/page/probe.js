// The page in the frame of "A stranger's page". It sends one request when it is opened with a lab id,
// and tells the lab page what came of it.

import { exchange } from "./exchange.js";

const lab = new URLSearchParams(location.search).get("lab");
const state = document.getElementById("state");
document.getElementById("self").textContent = location.origin;

if (lab) {
  const outcome = await exchange("/getData", encodeURIComponent(lab));
  state.textContent = outcome.verdict === "blocked" ? "and was not given the answer." : "and have read the answer.";
  parent.postMessage({ lab, outcome }, new URL(document.referrer).origin);
}
