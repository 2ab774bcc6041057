-- Begins to send an announcement to one recipient: from here on a crash leaves it in doubt. What the patron's profile counts of it is
-- counted now, so that no cap is ever broken. Has segments.lua before it.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 the announcement's id, 4 run, 5 channel and, after a space, a token of this attempt, 6 revision the patron was read at, 7 new state, 8 transcript entry,
--      9 lifetimes in s: patron, 10 transcript, 11 ledger, 12 entries of the transcript kept,
--      13 count of what the transcript says in words that are kept once for all, then two for each: their name and the words (JSON);
--      then two for each segment that changes: its name, 1 or 0 for in or out
-- Returns 'begun'; or, and nothing is done then, 'fenced' when a later run has begun, 'changed' when the patron did something since, and
-- 'taken' when the recipient waits no more.
local prefix, number, announcement = ARGV[1], ARGV[2], ARGV[3]
local ledger, tally = prefix .. 'ledger:' .. announcement, prefix .. 'tally:' .. announcement
if redis.call('HGET', tally, 'run') ~= ARGV[4] then return 'fenced' end
local sending, transcript = prefix .. 'sending:' .. announcement, prefix .. 'transcript:' .. number
local state = redis.call('BITFIELD', ledger, 'GET', 'u4', '#' .. number)[1]
-- A connection that was lost before the answer came asks again.
if state == 2 and redis.call('HGET', sending, number) == ARGV[5] then return 'begun' end
if state ~= 1 and state ~= 7 then return 'taken' end
local kept = redis.call('HMGET', KEYS[1], 'revision', 'erased')
if kept[1] ~= ARGV[6] or kept[2] == '1' then return 'changed' end
redis.call('BITFIELD', ledger, 'SET', 'u4', '#' .. number, 2)
redis.call('HSET', sending, number, ARGV[5])
redis.call('EXPIRE', sending, ARGV[11])
redis.call('HSET', KEYS[1], 'revision', ARGV[6] + 1, 'state', ARGV[7])
redis.call('EXPIRE', KEYS[1], ARGV[9])
redis.call('RPUSH', transcript, ARGV[8])
redis.call('LTRIM', transcript, -ARGV[12], -1)
redis.call('EXPIRE', transcript, ARGV[10])
local segments = 14 + 2 * ARGV[13]
for at = 14, segments - 1, 2 do
  redis.call('SET', prefix .. 'words:' .. ARGV[at], ARGV[at + 1], 'EX', ARGV[10])
end
for at = segments, #ARGV, 2 do
  if ARGV[at + 1] == '1' then joinSegment(prefix, number, ARGV[at]) else leaveSegment(prefix, number, ARGV[at]) end
end
return 'begun'
