-- What patrons did with announcements: functions of the scripts that count or forget it, which have this text before theirs.
-- `reaction:<announcement>:<kind>` is a bitmap by the patron's number: everybody counts once. `reactions` names those of the partition.
local REACTION_SECONDS = 400 * 24 * 3600
-- What the ledger says of a patron who has yet to be sent it.
local NONE, PENDING, DEFERRED = 0, 1, 7

-- Counted only of whoever it was sent to: a button can be made up, and staff try an announcement before anybody gets it.
local function react(prefix, number, reaction, ledger)
  local state = redis.call('BITFIELD', prefix .. 'ledger:' .. ledger, 'GET', 'u4', '#' .. number)[1]
  if state == NONE or state == PENDING or state == DEFERRED then return end
  redis.call('SETBIT', prefix .. 'reaction:' .. reaction, number, 1)
  redis.call('EXPIRE', prefix .. 'reaction:' .. reaction, REACTION_SECONDS)
  redis.call('SADD', prefix .. 'reactions', reaction)
  redis.call('EXPIRE', prefix .. 'reactions', REACTION_SECONDS)
end

local function forgetReactions(prefix, number)
  for _, reaction in ipairs(redis.call('SMEMBERS', prefix .. 'reactions')) do
    local key = prefix .. 'reaction:' .. reaction
    -- Setting a bit would make the key of one that is gone, or longer.
    if redis.call('GETBIT', key, number) == 1 then redis.call('SETBIT', key, number, 0) end
    if redis.call('BITCOUNT', key) == 0 then
      redis.call('DEL', key)
      redis.call('SREM', prefix .. 'reactions', reaction)
    end
  end
end
