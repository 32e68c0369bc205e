-- What pages of one origin send to the example `auth`, as a script for wrk: preflights and the requests that follow them, one
-- after the other. `run` starts it with a token as its argument. Every answer that is not 2xx, or lacks the headers that a
-- page needs, is counted.

local origin = "http://localhost:3100"
local requests = {}
local threads = {}
local turn = 0

local function preflight(method, headers)
  return wrk.format("OPTIONS", "/api/note", {
    ["Origin"] = origin,
    ["Access-Control-Request-Method"] = method,
    ["Access-Control-Request-Headers"] = headers,
  })
end

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  local bearer = "Bearer " .. args[1]
  requests = {
    preflight("PUT", "authorization,content-type"),
    wrk.format("PUT", "/api/note", {
      ["Origin"] = origin,
      ["Authorization"] = bearer,
      ["Content-Type"] = "application/json",
    }, '{"text":"hello"}'),
    preflight("GET", "authorization"),
    wrk.format("GET", "/api/note", { ["Origin"] = origin, ["Authorization"] = bearer }),
  }
  granted, answered, wrong = 0, 0, 0
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function response(status, headers)
  if status == 204 then
    granted = granted + 1
  elseif status == 200 then
    answered = answered + 1
  end
  local is_error = status ~= 204 and status ~= 200
  if is_error or headers["access-control-allow-origin"] ~= origin then
    wrong = wrong + 1
  end
end

function done(summary, latency)
  local totals = { granted = 0, answered = 0, wrong = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(totals) do
      totals[name] = totals[name] + thread:get(name)
    end
  end
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("preflights granted:   %d\n", totals.granted))
  io.write(string.format("requests answered:    %d\n", totals.answered))
  io.write(string.format("wrong answers:        %d\n", totals.wrong))
  io.write(string.format("broken connections:   %d\n", broken))
  io.write(string.format("latency p50, p99:     %.2f ms, %.2f ms\n", latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
