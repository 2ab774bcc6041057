-- Changes the catalogue and its version in one step, unless another import changed it meanwhile. What patrons who saved a program
-- have to be told is noted in the same step, so that it is not lost when the process dies.
-- KEYS 1 the programs (hash), 2 the catalogue (hash), 3 the news (set), 4 programs that are gone (hash)
-- ARGV 1 the version the changes were worked out for, 2 field and 3 value of the source's sync state,
--      4 number n of programs to write, 5 number m of programs that are gone, then n times id and JSON, then m times id and JSON,
--      then the ids to drop
-- Returns the version after it, or -1 when the catalogue has moved on and nothing was done.
local version = tonumber(redis.call('HGET', KEYS[2], 'version') or '0')
if version ~= tonumber(ARGV[1]) then return -1 end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
if #ARGV == 5 then return version end
version = redis.call('HINCRBY', KEYS[2], 'version', 1)
local function note(id) redis.call('SADD', KEYS[3], version .. ' ' .. id) end
local written = 5 + 2 * tonumber(ARGV[4])
for at = 6, written, 2 do
  local isNew = redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1]) == 1
  local isBack = redis.call('HDEL', KEYS[4], ARGV[at]) == 1
  if isBack or not isNew then note(ARGV[at]) end
end
local gone = written + 2 * tonumber(ARGV[5])
for at = written + 1, gone, 2 do
  redis.call('HSET', KEYS[4], ARGV[at], ARGV[at + 1])
  note(ARGV[at])
end
for at = gone + 1, #ARGV do redis.call('HDEL', KEYS[1], ARGV[at]) end
return version
