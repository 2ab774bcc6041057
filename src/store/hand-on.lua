-- Takes the first event out of a patron's inbox, once it was accepted where its address belongs now.
-- KEYS 1 the patron (hash)
-- ARGV 1 prefix, 2 number, 3 the id in the event: "id":"..."
-- Returns the revision and the state, and the rest of the inbox. Of a patron who has moved nothing is left with the last event.
local prefix, number = ARGV[1], ARGV[2]
local inbox = prefix .. 'inbox:' .. number
local first = redis.call('LINDEX', inbox, 0)
if first and string.find(first, ARGV[3], 1, true) then redis.call('LPOP', inbox) end
local waiting = redis.call('LRANGE', inbox, 0, 9)
local kept = redis.call('HMGET', KEYS[1], 'revision', 'state')
if #waiting == 0 and redis.call('LLEN', prefix .. 'outbox:' .. number) == 0 then
  if not kept[2] or kept[2] == '' then redis.call('DEL', KEYS[1]) end
  redis.call('ZREM', prefix .. 'busy', number)
end
return {kept[1] or '0', kept[2] or '', unpack(waiting)}
