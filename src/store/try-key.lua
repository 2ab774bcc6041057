-- Counts a try of a personal key as wrong before it is looked at; who then finds it right takes it back. Tries that are refused are
-- not counted: whoever goes on trying does not lock longer.
-- KEYS 1 tries under one name (sorted set: try -> when, ms)
-- ARGV 1 this try, 2 now in ms, 3 how long tries count and how long the name is locked after too many, in ms, 4 how many are too many
-- Returns 0 when it may be looked at; else from when on (ms) one is looked at again, and nothing is done.
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
  local open = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2] + ARGV[3]
  if tonumber(ARGV[2]) < open then return open end
  redis.call('DEL', KEYS[1])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2] - ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 0
