-- Changes what librarians made of an item of feedback, if nobody else did since it was read. It lives as long as the item.
-- KEYS 1 the review (string, JSON)
-- ARGV 1 prefix, 2 id of the item, 3 the review as it was read ('' when there was none), 4 the new one
-- Returns 1 when it is done, 0 when it was changed meanwhile, -1 when the item is gone.
local left = redis.call('TTL', ARGV[1] .. 'feedback:' .. ARGV[2])
if left < 1 then return -1 end
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[3] then return 0 end
redis.call('SET', KEYS[1], ARGV[4], 'EX', left)
redis.call('ZADD', ARGV[1] .. 'reviewed', redis.call('INCR', ARGV[1] .. 'feedback-changes'), ARGV[2])
return 1
