"""`POST /products/getProductsByFilter`: full text search; no session is asked for, and none is given."""

from starlette.requests import Request
from starlette.responses import Response

from backend.gateway.addresses import base_url
from backend.gateway.reading import UnreadableError, read_json, says_json
from backend.gateway.tutorial.envelope import JSON, refusal
from backend.wiring import shop

LONGEST_TEXT = 1_000


async def get_products_by_filter(request: Request) -> Response:
    """Products whose words match `productDisplayName`; all of them without one. At most 1,000."""
    body = await request.body()
    text = ""
    if body:
        if not says_json(request):
            return refusal(415, ["The content type must be application/json."], of_products=True)
        try:
            asked = read_json(body)
        except UnreadableError as error:
            return refusal(400, [str(error)], of_products=True)
        if not isinstance(asked, dict):
            return refusal(400, ["The body must be a JSON object."], of_products=True)
        text = asked.get("productDisplayName", "")
        text = "" if text is None else text
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            why = f"productDisplayName must be a text of at most {LONGEST_TEXT} characters"
            return refusal(400, [why], of_products=True)
    found, from_cache = await shop().products.contract(text, base_url(request))
    tail = b',"error":null,"isFromCache":true}' if from_cache else b',"error":null,"isFromCache":false}'
    return Response(b'{"data":' + found + tail, media_type=JSON)
