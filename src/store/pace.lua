-- Keeps the pace of a channel for all processes: reserves the next moment under every limit of an address, counts what was sent
-- without asking, or pauses the channel. The formula is in pace.ts. All times are whole microseconds of Redis's own clock: TIME
-- gives them, and a number keeps them exactly.
-- KEYS 1 until when the channel pauses (string), 2... each limit (string: `<when the next may go> <until when patrons are answered>`)
-- ARGV 1 now, '' for Redis's own, 2 'reserve', 'spend' or 'pause'
--      pause: 3 how long; 0 only asks
--      others: 3 how far ahead may be reserved, 4 how long room is left after an answer; then for each limit:
--      window, interval, interval while patrons are answered
-- Returns {1, wait} when the moment so far from now is the caller's, {0, wait} when nothing is reserved and it is to ask again
-- after that; a pause returns {0, what is left of it}.
local time = ARGV[1] == '' and redis.call('TIME')
local now = time and time[1] * 1000000 + time[2] or tonumber(ARGV[1])

local function keep(key, until_, value)
  if until_ > now then redis.call('SET', key, value, 'PX', math.ceil((until_ - now) / 1000)) end
end
local function whole(number) return string.format('%.0f', number) end

local paused = tonumber(redis.call('GET', KEYS[1]) or 0)
if ARGV[2] == 'pause' then
  local until_ = now + ARGV[3]
  if until_ > paused then
    keep(KEYS[1], until_, whole(until_))
    paused = until_
  end
  return {0, math.max(0, paused - now)}
end

local horizon, room = tonumber(ARGV[3]), tonumber(ARGV[4])
local limits, at = {}, now
for index = 2, #KEYS do
  local first = 5 + 3 * (index - 2)
  local next_, answered = string.match(redis.call('GET', KEYS[index]) or '0 0', '(%d+) (%d+)')
  local latest = now + horizon + ARGV[first]
  local limit = {key = KEYS[index], latest = latest, answered = tonumber(answered)}
  -- Later than that only when the clock was set back.
  limit.next = math.max(now, math.min(tonumber(next_), latest))
  limit.interval = tonumber(ARGV[first + (ARGV[2] == 'reserve' and limit.answered > now and 2 or 1)])
  at = math.max(at, limit.next)
  limits[#limits + 1] = limit
end

if ARGV[2] == 'spend' then
  for _, limit in ipairs(limits) do
    local next_, answered = math.min(limit.next + limit.interval, limit.latest), now + room
    keep(limit.key, math.max(next_, answered), whole(next_) .. ' ' .. whole(answered))
  end
  return {1, 0}
end

if paused > now then return {0, paused - now} end
if at - now > horizon then return {0, at - now - horizon} end
for _, limit in ipairs(limits) do
  -- Others can use what would be left empty before it.
  if at - limit.next > limit.interval then return {0, at - now} end
end
for _, limit in ipairs(limits) do
  local next_ = at + limit.interval
  keep(limit.key, math.max(next_, limit.answered), whole(next_) .. ' ' .. whole(limit.answered))
end
return {1, at - now}
