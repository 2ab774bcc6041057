-- Takes a send of an announcement back that the platform surely did not take: neither the transcript nor the profile tells of it. Taking back twice is harmless. Has segments.lua before it.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 the announcement's id, 4 channel, 5 token of the send, 6 state, 7 what is counted for the channel, '' for
--      nothing, 8 an event (JSON) for the patron's inbox, '' for none, 9 revision the patron has, 10 state without it, 11 transcript
--      entry, 12 ... two for each segment: its name, 1 or 0 for in or out
-- Whoever waits again is found by the run that goes on; when all have ended, it failed, for nobody would come back to it.
-- Returns 'marked'; or, and nothing is done then, 'changed' when the patron has another revision by now, and 'taken' when there was
-- nothing to take back.
local prefix, number, announcement = ARGV[1], ARGV[2], ARGV[3]
local ledger, tally = prefix .. 'ledger:' .. announcement, prefix .. 'tally:' .. announcement
local sending = prefix .. 'sending:' .. announcement
if redis.call('HGET', sending, number) ~= ARGV[4] .. ' ' .. ARGV[5] then return 'taken' end
local kept = redis.call('HMGET', KEYS[1], 'revision', 'state', 'erased')
local isThere = kept[2] and kept[2] ~= '' and kept[3] ~= '1'
if isThere and kept[1] ~= ARGV[9] then return 'changed' end
redis.call('HDEL', sending, number)
-- A later run took it for lost: now it is known.
local outcome, counted = ARGV[6], ARGV[7]
if outcome == '1' and redis.call('HEXISTS', tally, 'done') == 1 then outcome, counted = '4', 'failed:interrupted' end
local state = redis.call('BITFIELD', ledger, 'SET', 'u4', '#' .. number, outcome)[1]
if state == 6 then redis.call('HINCRBY', tally, ARGV[4] .. ':unknown', -1) end
if counted ~= '' then redis.call('HINCRBY', tally, ARGV[4] .. ':' .. counted, 1) end

redis.call('LREM', prefix .. 'transcript:' .. number, -1, ARGV[11])
if not isThere then return 'marked' end
redis.call('HSET', KEYS[1], 'revision', kept[1] + 1, 'state', ARGV[10])
for at = 12, #ARGV, 2 do
  if ARGV[at + 1] == '1' then joinSegment(prefix, number, ARGV[at]) else leaveSegment(prefix, number, ARGV[at]) end
end
if ARGV[8] ~= '' then
  redis.call('RPUSH', prefix .. 'inbox:' .. number, ARGV[8])
  redis.call('ZADD', prefix .. 'busy', 0, number)
end
return 'marked'
