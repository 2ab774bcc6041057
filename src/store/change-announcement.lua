-- Changes an announcement and adds to the audit log in one step, unless it changed meanwhile. Comes after audit.lua.
-- KEYS 1 the announcement (hash: revision, record), 2 all of them (sorted set: id -> changed, ms), 3 the audit log
-- ARGV 1 revision the change was worked out at, 0 for a new one, 2 id, 3 the record (JSON), of the next revision, 4 now in ms,
--      5 for how many seconds it is kept, 6 entry for the log, '' for none, 7 about how many entries stay, 8 for how many seconds
-- Returns 1, or 0 when it changed meanwhile, and nothing is done.
if (redis.call('HGET', KEYS[1], 'revision') or '0') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[1] + 1, 'record', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[4] - ARGV[5] * 1000)
redis.call('EXPIRE', KEYS[2], ARGV[5])
if ARGV[6] ~= '' then noteInAudit(KEYS[3], ARGV[6], ARGV[7], ARGV[8]) end
return 1
