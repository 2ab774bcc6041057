-- Freezes the audience of an announcement in one partition: whoever an expression describes now is to be sent it. What was frozen of it
-- before is dropped. Has segments.lua and find-audience.lua before it.
-- KEYS 1 any key of the partition, which routes it
-- ARGV as in find-audience.lua, then the announcement's id, lifetime of the ledger in seconds
-- The ledger is a string of four bits for each patron's number: see ledger.ts.
-- Returns {count, name, count...}: all of the audience, and each part of it that shares a segment of those kinds.
local at = 4 + ARGV[3]
local announcement, lifetime = ARGV[at], ARGV[at + 1]
local ledger = prefix .. 'ledger:' .. announcement
redis.call('DEL', ledger, prefix .. 'sending:' .. announcement, prefix .. 'tally:' .. announcement)
local found = partsOf()
if count > 0 then
  -- Eight patrons are one byte of the bitmap and four of the ledger; four patrons of them are looked up at once.
  local PENDING = {}
  for four = 0, 15 do
    local first = (four >= 8 and 16 or 0) + (four % 8 >= 4 and 1 or 0)
    local second = (four % 4 >= 2 and 16 or 0) + four % 2
    PENDING[four] = char(first, second)
  end
  local frozen = string.gsub(string.sub(redis.call('GET', audience), 2), '.', function(eight)
    local bits = byte(eight)
    return PENDING[floor(bits / 16)] .. PENDING[bits % 16]
  end)
  redis.call('SET', ledger, frozen, 'EX', lifetime)
end
cleanUp()
table.insert(found, 1, count)
return found
