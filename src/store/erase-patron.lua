-- Erases everything of a patron at once, unsent messages included. Has segments.lua before it.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 ... the patron's addresses
-- Returns 1 when there was such a patron, else 0.
local prefix, number = ARGV[1], ARGV[2]
local own = prefix .. 'feedback-of:' .. number
local existed = redis.call('EXISTS', KEYS[1])
for _, id in ipairs(redis.call('SMEMBERS', own)) do
  redis.call('DEL', prefix .. 'feedback:' .. id, prefix .. 'contact:' .. id)
  redis.call('ZREM', prefix .. 'feedback', id)
end
local code = redis.call('HGET', KEYS[1], 'code')
if code then redis.call('DEL', prefix .. 'code:' .. code) end
for _, kind in ipairs({'inbox:', 'outbox:', 'transcript:'}) do redis.call('DEL', prefix .. kind .. number) end
redis.call('DEL', KEYS[1], own)
redis.call('ZREM', prefix .. 'busy', number)
for at = 3, #ARGV do
  local address = prefix .. 'address:' .. ARGV[at]
  if redis.call('GET', address) == number then redis.call('DEL', address) end
end
leaveEverySegment(prefix, number)
return existed
