-- Marks what became of one recipient of an announcement. Marking the same twice is harmless.
-- KEYS 1 the tally (hash)
-- ARGV 1 prefix, 2 number, 3 the announcement's id, 4 run; '' to tell what became of a send, whichever run it began in,
--      5 state, 6 channel, 7 what is counted for the channel, '' for nothing, 8 an event (JSON) for the patron's inbox, '' for none,
--      9 grace before the sweep looks in ms
-- Returns 'marked', 'fenced' when a later run has begun, or 'taken' when there was nothing to mark; nothing is done then.
local prefix, number, announcement = ARGV[1], ARGV[2], ARGV[3]
local ledger, sending = prefix .. 'ledger:' .. announcement, prefix .. 'sending:' .. announcement
local state = redis.call('BITFIELD', ledger, 'GET', 'u4', '#' .. number)[1]
if ARGV[4] == '' then
  -- A later run took it for lost: now it is known.
  if state == 6 then
    -- It is not sent again even where it was not taken after all: nobody could tell any more how often it was tried.
    if ARGV[5] == '1' then return 'taken' end
    redis.call('HINCRBY', KEYS[1], ARGV[6] .. ':unknown', -1)
  elseif state ~= 2 then
    return 'taken'
  end
  redis.call('HDEL', sending, number)
else
  if redis.call('HGET', KEYS[1], 'run') ~= ARGV[4] then return 'fenced' end
  if state ~= 1 and state ~= 7 then return 'taken' end
end
redis.call('BITFIELD', ledger, 'SET', 'u4', '#' .. number, ARGV[5])
if ARGV[7] ~= '' then redis.call('HINCRBY', KEYS[1], ARGV[6] .. ':' .. ARGV[7], 1) end
if ARGV[8] ~= '' then
  redis.call('RPUSH', prefix .. 'inbox:' .. number, ARGV[8])
  local time = redis.call('TIME')
  redis.call('ZADD', prefix .. 'busy', 'LT', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[9], number)
end
return 'marked'
