-- Uses a code, once: joins an address to the patron who asked for the code, and tells the patron so through the inbox.
-- KEYS 1 the code (string: number and address of who asked, or 'used' with the mark of its use)
-- ARGV 1 prefix of the partition, 2 digest of the code, 3 what the code was seen to hold, 4 number, 5 the address that joins,
--      6 mark of this use, 7 most joined addresses, 8 grace before the sweep looks in ms, 9 ... events (JSON) for the inbox
-- Returns 1 when the address is joined, by this use now or before; else 0, and nothing is done.
local prefix, number = ARGV[1], ARGV[4]
local patron = prefix .. 'patron:' .. number
local held = redis.call('GET', KEYS[1])
-- It may have been parted again before this use was told of.
if held == 'used ' .. ARGV[6] .. ' ' .. number then return redis.call('HEXISTS', patron, 'joined:' .. ARGV[5]) end
if held ~= ARGV[3] then return 0 end
local kept = redis.call('HMGET', patron, 'code', 'state', 'erased', 'joined:' .. ARGV[5])
if kept[1] ~= ARGV[2] or not kept[2] or kept[2] == '' or kept[3] == '1' or kept[4] then return 0 end
if redis.call('GET', prefix .. 'address:' .. ARGV[5]) == number then return 0 end
-- Whoever asked must belong to the patron still.
local asker = string.match(held, '^%d+ (.+)$') or ''
local isFirst = redis.call('GET', prefix .. 'address:' .. asker) == number
if not isFirst and redis.call('HEXISTS', patron, 'joined:' .. asker) == 0 then return 0 end
local joined = 0
for _, field in ipairs(redis.call('HKEYS', patron)) do
  if string.find(field, 'joined:', 1, true) == 1 then joined = joined + 1 end
end
if joined >= tonumber(ARGV[7]) then return 0 end
redis.call('HSET', patron, 'joined:' .. ARGV[5], '1')
redis.call('HDEL', patron, 'code')
redis.call('SET', KEYS[1], 'used ' .. ARGV[6] .. ' ' .. number, 'KEEPTTL')
redis.call('RPUSH', prefix .. 'inbox:' .. number, unpack(ARGV, 9))
local time = redis.call('TIME')
redis.call('ZADD', prefix .. 'busy', 'LT', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[8], number)
return 1
