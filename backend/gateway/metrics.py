"""What the gateway counts, for Prometheus; only an admin may read it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.gateway.v1.problems import documented
from backend.gateway.v1.routing import Admin
from backend.wiring import shop

if TYPE_CHECKING:
    from backend.gateway.event_streams import EventStreams

UNKNOWN = "(none)"


class Counted(Collector):
    """What others count: read when it is asked for."""

    def __init__(self, streams: "EventStreams") -> None:
        self._streams = streams

    def collect(self) -> Iterable[Metric]:
        """The query cache's hits and misses since the start, and the open event streams."""
        queries = shop().queries
        cache = CounterMetricFamily(
            "rivulet_query_cache", "Product queries, by whether the cache had the answer.", labels=["result"]
        )
        cache.add_metric(["hit"], queries.hits)
        cache.add_metric(["miss"], queries.misses)
        yield cache
        yield GaugeMetricFamily("rivulet_event_streams", "Open event streams.", self._streams.open)

    def describe(self) -> Iterable[Metric]:
        """Nothing before a shop is open."""
        return []


class Metrics:
    """The counters of one gateway; wraps its app to count what passes."""

    def __init__(self, streams: "EventStreams") -> None:
        self._registry = CollectorRegistry()
        self._registry.register(Counted(streams))
        self._requests = Counter(
            "rivulet_requests", "Requests, by route and status.", ["route", "status"], registry=self._registry
        )

    def read(self) -> Response:
        """Everything that is counted."""
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    def counting(self, app: ASGIApp) -> ASGIApp:
        """The app, each of its answers counted under the template of its route, never its address."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_counted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    route = getattr(scope.get("route"), "path", UNKNOWN)
                    self._requests.labels(route, message["status"]).inc()
                await send(message)

            await app(scope, receive, send_counted)

        return counted


router = APIRouter(tags=["Health"])


@router.get("/metrics", response_class=PlainTextResponse, responses=documented(401))
async def read_metrics(request: Request, _: Admin) -> Response:
    """Counts of this process for Prometheus; for admins."""
    metrics: Metrics = request.app.state.metrics
    return metrics.read()
