-- Erases everything of a patron at once, unsent messages included. Has segments.lua and reactions.lua before it. What is left until the channels have
-- been told to forget the addresses is an empty patron with just that in the outbox.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 lifetime in s of what is left, 4 ... two for each of the patron's addresses: the address, and what stands
--      in the outbox for its channel to forget it
-- Returns 1 when there was such a patron, else 0.
local prefix, number = ARGV[1], ARGV[2]
local own, outbox = prefix .. 'feedback-of:' .. number, prefix .. 'outbox:' .. number
local kept = redis.call('HMGET', KEYS[1], 'state', 'code', 'erased')
if kept[3] == '1' then return 0 end
for _, id in ipairs(redis.call('SMEMBERS', own)) do
  redis.call('DEL', prefix .. 'feedback:' .. id, prefix .. 'contact:' .. id, prefix .. 'review:' .. id)
  redis.call('ZREM', prefix .. 'feedback', id)
  redis.call('ZREM', prefix .. 'reviewed', id)
  redis.call('INCR', prefix .. 'feedback-changes')
end
if kept[2] then redis.call('DEL', prefix .. 'code:' .. kept[2]) end
for _, kind in ipairs({'inbox:', 'outbox:', 'transcript:'}) do redis.call('DEL', prefix .. kind .. number) end
redis.call('DEL', KEYS[1], own)
redis.call('ZREM', prefix .. 'busy', number)
leaveEverySegment(prefix, number)
forgetReactions(prefix, number)
for at = 4, #ARGV, 2 do
  local address = prefix .. 'address:' .. ARGV[at]
  if redis.call('GET', address) == number then redis.call('DEL', address) end
  redis.call('RPUSH', outbox, ARGV[at + 1])
  redis.call('HSET', KEYS[1], 'erased', '1', 'home', ARGV[4])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  redis.call('ZADD', prefix .. 'busy', 0, number)
end
return kept[1] and kept[1] ~= '' and 1 or 0
