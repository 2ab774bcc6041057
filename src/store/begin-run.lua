-- Begins a run over the recipients of an announcement in one partition. What an earlier run had begun to send when it died may have
-- arrived or not: it becomes unknown, and is not sent again; who sent it may still come to tell. An earlier run that was only slow can begin nothing from now on.
-- KEYS 1 the tally (hash)
-- ARGV 1 prefix, 2 the announcement's id, 3 lifetime in seconds
-- Returns the number of the run.
local prefix, announcement = ARGV[1], ARGV[2]
local sending, ledger = prefix .. 'sending:' .. announcement, prefix .. 'ledger:' .. announcement
local begun = redis.call('HGETALL', sending)
for at = 1, #begun, 2 do
  local number = '#' .. begun[at]
  if redis.call('BITFIELD', ledger, 'GET', 'u4', number)[1] == 2 then
    redis.call('BITFIELD', ledger, 'SET', 'u4', number, 6)
    redis.call('HINCRBY', KEYS[1], string.match(begun[at + 1], '^[^ ]+') .. ':unknown', 1)
  end
end
redis.call('HDEL', KEYS[1], 'done')
local run = redis.call('HINCRBY', KEYS[1], 'run', 1)
redis.call('EXPIRE', KEYS[1], ARGV[3])
return run
