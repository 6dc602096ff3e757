-- Logs one step a request, for one of the seeker's 300 people, each with a key of its own, as htmx does.
local person, token, place = tonumber(os.getenv("PERSON")), os.getenv("TOKEN"), os.getenv("PLACE")
math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 100000)

local function hex(count)
  local out = {}
  for i = 1, count do out[i] = string.format("%x", math.random(0, 15)) end
  return table.concat(out)
end

request = function()
  local path = "/people/" .. (person + math.random(0, 299)) .. "/log/touch/"
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded", ["X-CSRFToken"] = token, ["HX-Request"] = "true",
    ["Cookie"] = wrk.headers["Cookie"],  -- format() sends these headers alone
  }
  local key = hex(8) .. "-" .. hex(4) .. "-4" .. hex(3) .. "-a" .. hex(3) .. "-" .. hex(12)
  return wrk.format("POST", path, headers, "key=" .. key .. "&place=" .. place)
end
