-- Ends the sending of an announcement in one partition, unless somebody still waits to be sent to.
-- KEYS 1 the tally (hash)
-- ARGV 1 prefix, 2 the announcement's id, 3 run
-- Returns 'ended'; or, and nothing is done then, 'fenced' when a later run has begun, 'waiting' when somebody waits.
local ledger = redis.call('GET', ARGV[1] .. 'ledger:' .. ARGV[2]) or ''
if redis.call('HGET', KEYS[1], 'run') ~= ARGV[3] then return 'fenced' end
for at = 1, #ledger do
  local two = string.byte(ledger, at)
  local first, second = math.floor(two / 16), two % 16
  if first == 1 or first == 7 or second == 1 or second == 7 then return 'waiting' end
end
redis.call('HSET', KEYS[1], 'done', '1')
return 'ended'
