-- How an entry comes into the audit log: a function of the scripts that add one, which have this text before theirs.
-- The log is a stream whose oldest entries go after `most`, or after `seconds`.
local function noteInAudit(key, entry, most, seconds)
  redis.call('XADD', key, 'MAXLEN', '~', most, '*', 'entry', entry)
  redis.call('XTRIM', key, 'MINID', (redis.call('TIME')[1] - seconds) * 1000)
  redis.call('EXPIRE', key, seconds)
end
