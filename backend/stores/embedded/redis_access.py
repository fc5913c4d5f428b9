"""What the shop's own user may do in the embedded Redis: these commands, and no other one.

It can't empty the database, list all keys, change the server or its users, or stop it: whoever got hold of
the shop's connection couldn't either. The operator is Redis' `default` user, with a password of its own.
"""

import hashlib

USER = "rivulet"

CONNECTION = "auth hello ping select quit client|setinfo client|setname client|id command info time"
KEYS = "exists type scan del unlink expire expireat pexpire pexpireat persist ttl pttl"
STRINGS = "get getdel getex mget set setex psetex setnx mset append strlen incr incrby decr decrby"
HASHES = "hset hsetnx hget hmget hgetall hkeys hvals hlen hexists hdel hincrby hscan"
LISTS = "lpush rpush lpop rpop lrange lindex llen ltrim lrem"
SETS = "sadd srem sismember smismember smembers scard sscan spop"
SORTED_SETS = (
    "zadd zrem zscore zmscore zcard zcount zrange zrangebyscore zrank zincrby zpopmin zpopmax "
    "zremrangebyrank zremrangebyscore zscan"
)
STREAMS = (
    "xadd xlen xrange xrevrange xread xreadgroup xack xautoclaim xclaim xpending xdel xtrim "
    "xgroup|create xgroup|createconsumer xgroup|delconsumer xgroup|destroy xgroup|setid "
    "xinfo|stream xinfo|groups xinfo|consumers"
)
HINTS = "publish subscribe unsubscribe psubscribe punsubscribe pubsub|numsub pubsub|channels"
TOGETHER = "multi exec discard watch unwatch eval evalsha script|load script|exists"
JSON = (
    "json.set json.get json.mget json.mset json.merge json.del json.type json.arrappend json.arrlen "
    "json.arrtrim json.numincrby json.objlen json.strlen json.clear"
)
SEARCH = (
    "ft.create ft.alter ft.dropindex ft.info ft._list ft.search ft.aggregate ft.cursor ft.spellcheck "
    "ft.tagvals ft.aliasadd ft.aliasupdate ft.aliasdel"
)
COMMANDS = " ".join(
    (CONNECTION, KEYS, STRINGS, HASHES, LISTS, SETS, SORTED_SETS, STREAMS, HINTS, TOGETHER, JSON, SEARCH)
).split()


def users(operator_password: str, shop_password: str) -> str:
    """Both users as lines of Redis' configuration; the passwords stand in it as their hashes."""
    allowed = " ".join(f"+{command}" for command in COMMANDS)
    return (
        f"user default on #{_hash(operator_password)} ~* &* +@all\n"
        f"user {USER} on #{_hash(shop_password)} ~* &* -@all {allowed}"
    )


def _hash(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()
