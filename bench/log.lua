-- One act a request, each with a key of its own, as htmx does. For one of the seeker's 300 people: a step logged
-- from a list (ROAD=log/touch/), a message marked as sent (ROAD=write/sent/). Or a draft kept again and again
-- while somebody types (ROAD=write/, VERSION): each time other words, over the version that the answer gave.
local person, token = tonumber(os.getenv("PERSON")), os.getenv("TOKEN")
local road, fields = os.getenv("ROAD"), os.getenv("FIELDS")
local version, typed = os.getenv("VERSION"), 0
math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 100000)

local function hex(count)
  local out = {}
  for i = 1, count do out[i] = string.format("%x", math.random(0, 15)) end
  return table.concat(out)
end

local function post(who, body)
  local headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded", ["X-CSRFToken"] = token, ["HX-Request"] = "true",
    ["Cookie"] = wrk.headers["Cookie"],  -- format() sends these headers alone
  }
  return wrk.format("POST", "/people/" .. who .. "/" .. road, headers, body)
end

if version == "" then
  request = function()
    local key = hex(8) .. "-" .. hex(4) .. "-4" .. hex(3) .. "-a" .. hex(3) .. "-" .. hex(12)
    return post(person + math.random(0, 299), "key=" .. key .. "&" .. fields)
  end
else
  request = function()
    typed = typed + 1
    return post(person, fields .. typed .. "&version=" .. version)
  end
  response = function(status, headers, body)
    version = body:match('name="version" value="(%d+)"') or version
  end
end
