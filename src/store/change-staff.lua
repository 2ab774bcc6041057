-- Changes a staff account, whose its addresses are, and the audit log in one step, unless accounts changed meanwhile. Comes after
-- audit.lua.
-- KEYS 1 accounts (hash: id -> JSON), 2 addresses (hash: address -> id), 3 revision (counter), 4 the audit log
-- ARGV 1 revision the change was worked out at, 2 id, 3 the account (JSON), empty to remove it, 4 entry for the log, 5 about how many
--      entries stay, 6 for how many seconds, 7 ... all addresses of the account
-- Returns 1, or 0 when accounts changed meanwhile, and nothing is done.
if (redis.call('GET', KEYS[3]) or '0') ~= ARGV[1] then return 0 end
redis.call('INCR', KEYS[3])
local addresses = redis.call('HGETALL', KEYS[2])
for at = 1, #addresses, 2 do
  if addresses[at + 1] == ARGV[2] then redis.call('HDEL', KEYS[2], addresses[at]) end
end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[2])
else
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
  for at = 7, #ARGV do redis.call('HSET', KEYS[2], ARGV[at], ARGV[2]) end
end
noteInAudit(KEYS[4], ARGV[4], ARGV[5], ARGV[6])
return 1
