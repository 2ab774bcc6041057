-- Finds who of one partition an expression of segments describes: what scripts about an audience have before them, after segments.lua.
-- ARGV 1 prefix, 2 kinds that tell the audience apart, with commas between, 3 count of what the expression has, 4 ... the expression,
--      operands first: '=' and a segment's name; '@kind:from-until', two days: last in a segment of the kind on one of them; '!': not;
--      '&' or '|' and a number: so many joined; then what the script itself takes
-- Brings `audience`, a bitmap after one byte of another meaning, `count`, `partsOf` and `cleanUp`, which removes what was worked with.
local prefix = ARGV[1]
local everybody = prefix .. 'segment:all'
local scratch, stack = {}, {}
-- Redis joins up to so many bitmaps by words; more of them it joins by bytes.
local JOINED_AT_ONCE = 15

local function newScratch()
  local key = prefix .. 'scratch:' .. #scratch
  scratch[#scratch + 1] = key
  return key
end

local function bitmapOf(id)
  local key = prefix .. 'segment:' .. id
  if redis.call('GETRANGE', key, 0, 0) ~= 'n' then return key end
  local bitmap = newScratch()
  toBitmap(bitmap, redis.call('GET', key))
  return bitmap
end

-- A bitmap that is missing would make Redis join the others by bytes.
local function onDaysBetween(kind, from, till)
  local result = newScratch()
  local some = {}
  redis.call('DEL', result)
  for day = from, till do
    local key = prefix .. 'segment:' .. kind .. ':' .. day
    if redis.call('EXISTS', key) == 1 then some[#some + 1] = key end
    if #some == JOINED_AT_ONCE or (day == till and #some > 0) then
      if redis.call('EXISTS', result) == 1 then some[#some + 1] = result end
      redis.call('BITOP', 'OR', result, unpack(some))
      some = {}
    end
  end
  return result
end

-- Everybody but those: NOT would forget whoever a short or missing bitmap has no bit for.
local function everybodyBut(key)
  local result = newScratch()
  redis.call('BITOP', 'AND', result, key, everybody)
  redis.call('BITOP', 'XOR', result, result, everybody)
  return result
end

local function joined(operator, count)
  local result = newScratch()
  redis.call('BITOP', operator, result, unpack(stack, #stack - count + 1))
  for _ = 1, count do table.remove(stack) end
  return result
end

for at = 4, 3 + ARGV[3] do
  local sign, rest = string.sub(ARGV[at], 1, 1), string.sub(ARGV[at], 2)
  local key
  if sign == '=' then
    key = bitmapOf(rest)
  elseif sign == '@' then
    local kind, from, till = string.match(rest, '^(%l+):(%d+)-(%d+)$')
    key = onDaysBetween(kind, tonumber(from), tonumber(till))
  elseif sign == '!' then
    key = everybodyBut(table.remove(stack))
  else
    key = joined(sign == '&' and 'AND' or 'OR', tonumber(rest))
  end
  stack[#stack + 1] = key
end

local audience, part = newScratch(), newScratch()
redis.call('BITOP', 'AND', audience, stack[1], everybody)
local count = redis.call('BITCOUNT', audience, 1, -1)

-- Gives each part of the audience that shares a segment of the kinds that tell it apart: its name, its count, and what `read` gives.
local function partsOf(read)
  local found = {}
  for kind in string.gmatch(ARGV[2], '[^,]+') do
    -- Nobody is in two segments of such a kind: once everybody is found, the rest need no look.
    local left = count
    for _, value in ipairs(redis.call('SMEMBERS', prefix .. 'segments:' .. kind)) do
      if left == 0 then break end
      local id = kind .. ':' .. value
      redis.call('BITOP', 'AND', part, audience, prefix .. 'segment:' .. id)
      local own = redis.call('BITCOUNT', part, 1, -1)
      left = left - own
      found[#found + 1] = id
      found[#found + 1] = read and read(part) or own
    end
  end
  return found
end

local function cleanUp()
  redis.call('DEL', unpack(scratch))
end
