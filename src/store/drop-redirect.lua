-- Makes an address a stranger's again, if it is joined to the given patron.
-- KEYS 1 address (string)
-- ARGV 1 the patron's id
-- Returns 1 when it was dropped, else 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
