"""Under which address the shop is reached, as a prefix of links to its pictures."""

import re

from starlette.requests import Request

from backend.wiring import shop

# What goes into an answer must be a host and nothing else, whatever a stranger wrote there.
HOST = re.compile(r"[A-Za-z0-9._\-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")


def base_url(request: Request) -> str:
    """`RIVULET_PUBLIC_URL`, else scheme and host of this request."""
    settings = shop().settings
    if settings.public_url:
        return settings.public_url
    host = request.headers.get("host", "")
    if not HOST.fullmatch(host):
        host = f"{settings.host}:{settings.port}"
    return f"{request.scope['scheme']}://{host}"
