-- Tells who of one partition an expression of segments describes, all at one moment. Has segments.lua and find-audience.lua before it.
-- KEYS 1 any key of the partition, which routes it
-- ARGV as in find-audience.lua, then 'count' or 'list'
-- Returns {all, name, part, name, part...}: all of the audience, and each part of it that shares a segment of those kinds; as counts, or
-- for 'list' as bitmaps after one byte of another meaning.
local isList = ARGV[4 + ARGV[3]] == 'list'
local function read(key)
  return redis.call('GET', key) or ''
end
local found = partsOf(isList and read or nil)
table.insert(found, 1, isList and read(audience) or count)
cleanUp()
return found
