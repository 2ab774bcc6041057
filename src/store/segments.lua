-- Who is in which segment: functions of the scripts that change or read it, which have this text before theirs.
-- A segment is a string whose first byte says its form: 'b' and a bitmap follows; or 'n' and three bytes for each patron's number,
-- ascending, which is how what is rare and plentiful begins. It is named `<kind>` or `<kind>:<encoded value>`. Of every kind there is an index of its
-- values, so that no segment is ever lost sight of.
local RARE = {topic = true, saved = true, attended = true, told = true, campaign = true}
local MOST_NUMBERS = 256
-- Kinds whose values are days: those of longer ago are not told apart.
local DAILY = {active = true, announced = true}
local DAY_KEPT_SECONDS = 92 * 24 * 3600
-- The first byte of a bitmap is no part of it.
local FIRST_BIT = 8
local MASKS = {[0] = 128, 64, 32, 16, 8, 4, 2, 1}

local byte, char, floor = string.byte, string.char, math.floor

local function packed(number)
  return char(floor(number / 65536) % 256, floor(number / 256) % 256, number % 256)
end

-- Finds where a number stands among those that are stored, ascending, or where it belongs, and tells whether it is there.
local function placeOf(number, numbers)
  local low, high = 0, (#numbers - 1) / 3
  while low < high do
    local middle = floor((low + high) / 2)
    local one, two, three = byte(numbers, 3 * middle + 2, 3 * middle + 4)
    if one * 65536 + two * 256 + three < number then low = middle + 1 else high = middle end
  end
  local at = 3 * low + 2
  return at, string.sub(numbers, at, at + 2) == packed(number)
end

local function forgetSegment(prefix, id)
  local kind, value = string.match(id, '^([^:]+):?(.*)$')
  redis.call('DEL', prefix .. 'segment:' .. id)
  redis.call('SREM', prefix .. 'segments:' .. kind, value)
end

local function rememberSegment(prefix, kind, value)
  redis.call('SADD', prefix .. 'segments', kind)
  redis.call('SADD', prefix .. 'segments:' .. kind, value)
end

-- Doubled as far as needed: string.rep goes byte by byte.
local empty = '\0\0\0\0\0\0\0\0'
local function emptyBytes(length)
  while #empty < length do empty = empty .. empty end
  return string.sub(empty, 1, length)
end

-- In one piece: a command for each bit takes four times as long, and this is what reading a segment of that form costs.
local function toBitmap(key, numbers)
  local bytes = {byte(numbers, 2, #numbers)}
  local parts, count, place, bits = {'b'}, 1, 0, 0
  for at = 1, #bytes, 3 do
    local low = bytes[at + 2]
    local bit = low % 8
    local own = bytes[at] * 8192 + bytes[at + 1] * 32 + (low - bit) / 8
    if own ~= place then
      parts[count + 1], parts[count + 2] = char(bits), emptyBytes(own - place - 1)
      count, place, bits = count + 2, own, 0
    end
    bits = bits + MASKS[bit]
  end
  parts[count + 1] = char(bits)
  redis.call('SET', key, table.concat(parts))
end

local function joinSegment(prefix, number, id)
  number = tonumber(number)
  local key = prefix .. 'segment:' .. id
  local kind, value = string.match(id, '^([^:]+):?(.*)$')
  local form = redis.call('GETRANGE', key, 0, 0)
  if form == '' then
    rememberSegment(prefix, kind, value)
    form = RARE[kind] and 'n' or 'b'
    redis.call('SET', key, form)
    if DAILY[kind] then redis.call('EXPIRE', key, DAY_KEPT_SECONDS) end
  end
  if form == 'b' then
    redis.call('SETBIT', key, FIRST_BIT + number, 1)
    return
  end
  local numbers = redis.call('GET', key)
  local at, isThere = placeOf(number, numbers)
  if isThere then return end
  numbers = string.sub(numbers, 1, at - 1) .. packed(number) .. string.sub(numbers, at)
  if #numbers > 3 * MOST_NUMBERS then toBitmap(key, numbers) else redis.call('SET', key, numbers) end
end

local function leaveSegment(prefix, number, id)
  number = tonumber(number)
  local key = prefix .. 'segment:' .. id
  local form = redis.call('GETRANGE', key, 0, 0)
  if form == 'n' then
    local numbers = redis.call('GET', key)
    local at, isThere = placeOf(number, numbers)
    if not isThere then return end
    numbers = string.sub(numbers, 1, at - 1) .. string.sub(numbers, at + 3)
    if numbers == 'n' then forgetSegment(prefix, id) else redis.call('SET', key, numbers) end
  elseif form == 'b' and redis.call('GETBIT', key, FIRST_BIT + number) == 1 then
    redis.call('SETBIT', key, FIRST_BIT + number, 0)
    if redis.call('BITCOUNT', key, 1, -1) == 0 then forgetSegment(prefix, id) end
  elseif form == '' then
    forgetSegment(prefix, id)
  end
end

local function leaveEverySegment(prefix, number)
  for _, kind in ipairs(redis.call('SMEMBERS', prefix .. 'segments')) do
    for _, value in ipairs(redis.call('SMEMBERS', prefix .. 'segments:' .. kind)) do
      leaveSegment(prefix, number, value == '' and kind or kind .. ':' .. value)
    end
  end
end
