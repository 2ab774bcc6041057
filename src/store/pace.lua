-- Keeps the pace of a channel for all processes: reserves the next moment under every limit of an address, counts what was sent
-- without asking, makes up for what was sent late, or pauses the channel. What it computes is told in pace.ts. All times are whole
-- microseconds of Redis's own clock: TIME gives them, and a number keeps them exactly.
-- KEYS 1 until when the channel pauses (string), 2 until when room is left for answers (string),
--      3... each limit (list of when the last messages were sent or will be, newest first)
-- ARGV 1 now, '' for Redis's own, 2 'reserve', 'spend', 'late' or 'pause'
--      pause: 3 how long; 0 only asks
--      others: 3 how far ahead may be reserved; 4 the margin; 5 how long room is left after an answer (spend), or the moment that
--      was reserved, 6 the moment it became (late), else 0; then for each limit: count, count while patrons are answered, window, interval
-- Returns {1, wait, moment} when the moment so far from now is the caller's, {0, wait} when nothing is reserved and it is to ask again
-- after that; a pause returns {0, what is left of it}, the others {1, 0}.
local FIRST, EACH = 7, 4
local time = ARGV[1] == '' and redis.call('TIME')
local now = time and time[1] * 1000000 + time[2] or tonumber(ARGV[1])
local act = ARGV[2]

local function whole(number) return string.format('%.0f', number) end
local function prolong(key, until_)
  local kept = tonumber(redis.call('GET', key) or 0)
  if until_ <= kept then return kept end
  if until_ > now then redis.call('SET', key, whole(until_), 'PX', math.ceil((until_ - now) / 1000)) end
  return until_
end

if act == 'pause' then return {0, math.max(0, prolong(KEYS[1], now + ARGV[3]) - now)} end

local horizon, margin = tonumber(ARGV[3]), tonumber(ARGV[4])
local function keepFor(limit, moment)
  local left = math.ceil((moment - now + limit.window + margin) / 1000)
  if left > redis.call('PTTL', limit.key) then redis.call('PEXPIRE', limit.key, left) end
end
local function push(limit, moment)
  redis.call('LPUSH', limit.key, whole(moment))
  redis.call('LTRIM', limit.key, 0, limit.count - 1)
  keepFor(limit, moment)
end
local function sentAt(key, index)
  local moment = redis.call('LINDEX', key, index)
  -- Further ahead only when the clock was set back.
  return moment and math.min(tonumber(moment), now + horizon)
end

local limits = {}
for index = 3, #KEYS do
  local first = FIRST + EACH * (index - 3)
  limits[#limits + 1] = {
    key = KEYS[index],
    count = tonumber(ARGV[first]),
    withRoom = tonumber(ARGV[first + 1]),
    window = tonumber(ARGV[first + 2]),
    interval = tonumber(ARGV[first + 3]),
  }
end

if act == 'late' then
  for _, limit in ipairs(limits) do
    -- An answer counted at the same moment stands before it.
    local index = redis.call('LPOS', limit.key, ARGV[5], 'RANK', -1)
    if index then
      redis.call('LSET', limit.key, index, ARGV[6])
      keepFor(limit, tonumber(ARGV[6]))
    end
  end
  return {1, 0}
end

if act == 'spend' then
  prolong(KEYS[2], now + ARGV[5])
  -- After all that is reserved, so that the moments stay in order.
  for _, limit in ipairs(limits) do push(limit, math.max(now, sentAt(limit.key, 0) or 0)) end
  return {1, 0}
end

local paused = tonumber(redis.call('GET', KEYS[1]) or 0)
if paused > now then return {0, paused - now} end
local isAnswering = #limits > 0 and tonumber(redis.call('GET', KEYS[2]) or 0) > now
local at = now
for _, limit in ipairs(limits) do
  local count = isAnswering and limit.withRoom or limit.count
  local last, leaving = sentAt(limit.key, 0), sentAt(limit.key, count - 1)
  local spacing = leaving and math.floor(limit.interval / 2) or limit.interval
  limit.next = math.max(now, last and last + spacing or 0, leaving and leaving + limit.window + margin or 0)
  at = math.max(at, limit.next)
end
if at - now > horizon then return {0, at - now - horizon} end
for _, limit in ipairs(limits) do
  -- Others can use what would be left empty before it.
  if at - limit.next > limit.interval then return {0, at - now} end
end
for _, limit in ipairs(limits) do push(limit, at) end
return {1, at - now, at}
