-- Adds an entry to the audit log. Comes after audit.lua.
-- KEYS 1 the log (stream)
-- ARGV 1 entry (JSON), 2 about how many entries stay, 3 for how many seconds
noteInAudit(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
