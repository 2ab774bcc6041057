-- Commits one turn: the patron's new state, the event taken from the inbox, the messages to the outbox with the lease
-- to send them, the transcript and the records. Refused when the revision moved on, or when no event waits: the patron was
-- erased meanwhile, and revision 0 is not the one the turn was taken at. Has segments.lua, outbox.lua and reactions.lua before it.
-- Every key is in the patron's partition and is made from its prefix and the patron's number: one slot of a cluster.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 the patron's first address, 4 expected revision, 5 new state, 6 lease token, 7 lease in ms,
--      8 lifetimes in s: patron, 9 transcript, 10 feedback, 11 contact, 12 transcript entry, 13 entries kept,
--      14 what becomes of what is not sent yet: 'erase' (with the patron), 'hush' (of what Kutsu writes first) or '', 15 count of messages,
--      16 ... the messages,
--      then four for each record: kind ('feedback', 'contact' or 'withdraw'), id, value, score; or 'segment', its name, 1 or 0 for in
--      or out, unused; or 'code', its digest, the address that asked, lifetime in s; or 'parted', an address, unused, unused;
--      or 'reaction', announcement and kind, the announcement's ledger, unused;
--      or 'moved', the patron that the first address belongs to from now on, unused, unused
-- Returns {0, revision, state, inbox...} when refused, {2} when the first address belongs to another patron by now, else
-- {1, granted, head, attempts, inbox...}: granted is 0 when another holds the lease or all waits, 2 when an earlier holder died
-- and the head is in doubt; head is '' when it is the first message of this turn, attempts is how often sending it has failed.
local prefix, number = ARGV[1], ARGV[2]
local inbox, outbox = prefix .. 'inbox:' .. number, prefix .. 'outbox:' .. number
local transcript, busy = prefix .. 'transcript:' .. number, prefix .. 'busy'
local index, own = prefix .. 'feedback', prefix .. 'feedback-of:' .. number

local kept = redis.call('HMGET', KEYS[1], 'revision', 'until')
local revision = kept[1] or '0'
if revision ~= ARGV[4] or redis.call('EXISTS', inbox) == 0 then
  local state = redis.call('HGET', KEYS[1], 'state') or ''
  return {0, revision, state, unpack(redis.call('LRANGE', inbox, 0, 9))}
end
local address = prefix .. 'address:' .. ARGV[3]
local where = redis.call('GET', address)
local here = tonumber(string.match(prefix, '{(%d+)}')) .. '-' .. number
if where and string.find(where, '-', 1, true) and where ~= here then return {2} end
redis.call('LPOP', inbox)

local function withdraw(id)
  redis.call('DEL', prefix .. 'feedback:' .. id, prefix .. 'contact:' .. id, prefix .. 'review:' .. id)
  redis.call('ZREM', index, id)
  redis.call('ZREM', prefix .. 'reviewed', id)
  redis.call('INCR', prefix .. 'feedback-changes')
  redis.call('SREM', own, id)
end

-- A code that was not used goes with what it was asked for: one that holds would join to a patron whom its asker may have left.
local function dropCode()
  local digest = redis.call('HGET', KEYS[1], 'code')
  if not digest then return end
  redis.call('DEL', prefix .. 'code:' .. digest)
  redis.call('HDEL', KEYS[1], 'code')
end

if ARGV[14] == 'erase' then
  redis.call('DEL', outbox)
  redis.call('HDEL', KEYS[1], 'waits')
  for _, id in ipairs(redis.call('SMEMBERS', own)) do withdraw(id) end
  redis.call('DEL', transcript)
  leaveEverySegment(prefix, number)
  forgetReactions(prefix, number)
  dropCode()
  -- What was joined is not the patron's any more; the address of this partition goes with the last trace.
  for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    if string.find(field, 'joined:', 1, true) == 1 then redis.call('HDEL', KEYS[1], field) end
  end
  redis.call('HSET', KEYS[1], 'revision', revision + 1, 'state', '', 'erased', '1', 'home', ARGV[3])
else
  redis.call('HSET', KEYS[1], 'revision', revision + 1, 'state', ARGV[5], 'erased', '')
  redis.call('RPUSH', transcript, ARGV[12])
  redis.call('LTRIM', transcript, -ARGV[13], -1)
  redis.call('EXPIRE', transcript, ARGV[9])
end
redis.call('EXPIRE', KEYS[1], ARGV[8])
redis.call('EXPIRE', address, ARGV[8])

if ARGV[14] == 'hush' then
  for _, item in ipairs(redis.call('LRANGE', outbox, 0, -1)) do
    if string.find(laneOf(item), 'first ', 1, true) == 1 then redis.call('LREM', outbox, 1, item) end
  end
  local waits = waitsOf(KEYS[1])
  for lane in pairs(waits) do
    if string.find(lane, 'first ', 1, true) == 1 then waits[lane] = nil end
  end
  keepWaits(KEYS[1], waits)
end
local records = 16 + ARGV[15]
if records > 16 then redis.call('RPUSH', outbox, unpack(ARGV, 16, records - 1)) end
for at = records, #ARGV, 4 do
  local kind, id = ARGV[at], ARGV[at + 1]
  if kind == 'withdraw' then
    if redis.call('SISMEMBER', own, id) == 1 then withdraw(id) end
  elseif kind == 'feedback' then
    redis.call('SET', prefix .. 'feedback:' .. id, ARGV[at + 2], 'EX', ARGV[10])
    -- Given anew: the way to be reached that went with the earlier version is gone unless it is given again, below.
    redis.call('DEL', prefix .. 'contact:' .. id)
    redis.call('ZADD', index, ARGV[at + 3], id)
    redis.call('INCR', prefix .. 'feedback-changes')
    -- What is forgotten by now leaves the index too.
    redis.call('ZREMRANGEBYSCORE', index, '-inf', '(' .. string.format('%.0f', ARGV[at + 3] - ARGV[10] * 1000))
    redis.call('SADD', own, id)
    redis.call('EXPIRE', own, ARGV[10])
  elseif kind == 'contact' then
    redis.call('SET', prefix .. 'contact:' .. id, ARGV[at + 2], 'EX', ARGV[11])
  elseif kind == 'segment' then
    if ARGV[at + 2] == '1' then joinSegment(prefix, number, id) else leaveSegment(prefix, number, id) end
  elseif kind == 'reaction' then
    react(prefix, number, id, ARGV[at + 2])
  elseif kind == 'code' then
    dropCode()
    redis.call('SET', prefix .. 'code:' .. id, number .. ' ' .. ARGV[at + 2], 'EX', ARGV[at + 3])
    redis.call('HSET', KEYS[1], 'code', id)
  elseif kind == 'parted' then
    dropCode()
    redis.call('HDEL', KEYS[1], 'joined:' .. id)
    if redis.call('GET', prefix .. 'address:' .. id) == number then redis.call('DEL', prefix .. 'address:' .. id) end
  elseif kind == 'moved' then
    redis.call('SET', address, id, 'EX', ARGV[8])
  end
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local granted, head, attempts = 0, '', 0
if records > 16 then
  if tonumber(kept[2] or 0) <= now then
    local item, failed, how = lend(KEYS[1], outbox, now, ARGV[6], ARGV[7])
    if item then
      granted, head, attempts = how, item == ARGV[16] and '' or item, failed
      redis.call('ZADD', busy, now + ARGV[7], number)
    end
  end
elseif redis.call('LLEN', inbox) == 0 and redis.call('LLEN', outbox) == 0 then
  redis.call('ZREM', busy, number)
  -- Without a goodbye to send, nobody will settle the erasure.
  if ARGV[14] == 'erase' then
    redis.call('DEL', KEYS[1])
    if redis.call('GET', address) == number then redis.call('DEL', address) end
  end
end
return {1, granted, head, attempts, unpack(redis.call('LRANGE', inbox, 0, 9))}
