-- Which item of a patron's outbox is to be sent next: functions of the scripts that commit, settle and claim, which have this text
-- before theirs.
-- An item begins {"lane":"<lane>","id":"<id>",... Within a lane the order holds; a lane that waits, for its platform or for the morning,
-- holds back no other. What waits is in the field `waits` of the patron: JSON, lane -> {until (ms), failed attempts}; `sending` is what
-- the item that the holder of the lease has in hand begins with.
local function laneOf(item)
  return string.match(item, '^{"lane":"(.-)","id"') or ''
end

local function markOf(item)
  return string.match(item, '^{"lane":".-","id":"[^"]*"') or item
end

local function waitsOf(patron)
  local stored = redis.call('HGET', patron, 'waits')
  return stored and cjson.decode(stored) or {}
end

local function keepWaits(patron, waits)
  if next(waits) then redis.call('HSET', patron, 'waits', cjson.encode(waits)) else redis.call('HDEL', patron, 'waits') end
end

-- Finds the item that begins with a mark.
local function itemWith(outbox, mark)
  for _, item in ipairs(redis.call('LRANGE', outbox, 0, -1)) do
    if string.sub(item, 1, #mark) == mark then return item end
  end
end

-- Gives the first item whose lane does not wait and how often sending it has failed; else nil and when the first lane is free.
local function firstReady(patron, outbox, now)
  local waits, soonest = waitsOf(patron), nil
  for _, item in ipairs(redis.call('LRANGE', outbox, 0, -1)) do
    local wait = waits[laneOf(item)]
    if not wait or wait[1] <= now then return item, wait and wait[2] or 0 end
    soonest = math.min(soonest or wait[1], wait[1])
  end
  return nil, soonest
end

-- Gives the holder of a new lease what to send: first what a dead holder had in hand, which is in doubt. Returns nothing when all waits.
local function lend(patron, outbox, now, token, lease)
  local sending = redis.call('HGET', patron, 'sending')
  local doubted = sending and sending ~= '' and itemWith(outbox, sending)
  local item, attempts = doubted or nil, 0
  if not doubted then item, attempts = firstReady(patron, outbox, now) end
  if not item then return nil end
  redis.call('HSET', patron, 'lease', token, 'until', now + lease, 'sending', markOf(item))
  return item, attempts, doubted and 2 or 1
end
