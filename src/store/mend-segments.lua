-- Puts patrons into the segments their profiles tell, and out of others, unless a profile changed since it was read.
-- Has segments.lua before it.
-- KEYS 1 any key of the partition, which routes it
-- ARGV 1 prefix, then for each patron: number, revision as it was read ('' when there is no such patron), count of changes, and two for
--      each change: the name of a segment and '1' or '0' for in or out
-- Returns {places mended, patrons left alone because they changed since}; whoever changed those put their changes in place.
local prefix = ARGV[1]
local mended, changed = 0, 0
local at = 2
while at <= #ARGV do
  local number, count = ARGV[at], tonumber(ARGV[at + 2])
  local after = at + 3 + 2 * count
  if (redis.call('HGET', prefix .. 'patron:' .. number, 'revision') or '') == ARGV[at + 1] then
    for change = at + 3, after - 1, 2 do
      local id, value = ARGV[change], ARGV[change + 1]
      if value == '1' then joinSegment(prefix, number, id) else leaveSegment(prefix, number, id) end
    end
    mended = mended + count
  else
    changed = changed + 1
  end
  at = after
end
return {mended, changed}
