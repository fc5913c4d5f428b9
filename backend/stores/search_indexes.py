"""RediSearch indexes named after their schema: of one kind, only that of the present schema is kept."""

from collections.abc import Sequence

from redis.asyncio import Redis
from redis.exceptions import ResponseError


async def create_index(redis: Redis, name: str, schema: Sequence[object], kind: str) -> bool:
    """Create the index and drop others whose names begin with `kind`; False when it is there already."""
    try:
        await redis.execute_command("FT.CREATE", name, *schema)
    except ResponseError as error:
        if "already exists" not in str(error).lower():
            raise
        return False
    for other in await redis.execute_command("FT._LIST"):
        found = other.decode(errors="replace")
        if found.startswith(kind) and found != name:
            await redis.execute_command("FT.DROPINDEX", found)
    return True
