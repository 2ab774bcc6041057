-- Marks what became of one recipient of an announcement. Marking the same twice is harmless.
-- KEYS 1 the tally (hash)
-- ARGV 1 prefix, 2 number, 3 the announcement's id, 4 run, to pass a recipient over; '' to tell what became of a send, whichever run it
--      began in, 5 state, 6 channel, 7 what is counted for the channel, '' for nothing, 8 token of the send, '' when passing over
-- Returns 'marked', 'fenced' when a later run has begun, or 'taken' when there was nothing to mark; nothing is done then.
local prefix, number, announcement = ARGV[1], ARGV[2], ARGV[3]
local ledger, sending = prefix .. 'ledger:' .. announcement, prefix .. 'sending:' .. announcement
local state = redis.call('BITFIELD', ledger, 'GET', 'u4', '#' .. number)[1]
if ARGV[4] == '' then
  if redis.call('HGET', sending, number) ~= ARGV[6] .. ' ' .. ARGV[8] then return 'taken' end
  redis.call('HDEL', sending, number)
  -- A later run took it for lost: now it is known.
  if state == 6 then redis.call('HINCRBY', KEYS[1], ARGV[6] .. ':unknown', -1) end
else
  if redis.call('HGET', KEYS[1], 'run') ~= ARGV[4] then return 'fenced' end
  if state ~= 1 and state ~= 7 then return 'taken' end
end
redis.call('BITFIELD', ledger, 'SET', 'u4', '#' .. number, ARGV[5])
if ARGV[7] ~= '' then redis.call('HINCRBY', KEYS[1], ARGV[6] .. ':' .. ARGV[7], 1) end
return 'marked'
