import asyncio
import random

from gql import Client, gql
from gql.transport.exceptions import TransportConnectionFailed, TransportQueryError
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed, InvalidHandshake

TIMELINE = gql(
    """
    subscription ($id: ID!, $after: String) {
      orderEvents(id: $id, after: $after) { cursor sequence type at message }
    }
    """
)

FINAL = {"FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED", "BAD_USER_INPUT"}


async def follow_order(url, order_id, token):
    """Yields every event of an order once, until the order is closed, reconnecting as often as needed."""
    after = None
    attempt = 0
    while True:
        try:
            transport = WebsocketsTransport(
                url=url,
                subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
                init_payload={"authorization": f"Bearer {token()}"},
            )
            async with Client(transport=transport) as session:
                request = TIMELINE
                request.variable_values = {"id": order_id, "after": after}
                async for result in session.subscribe(request):
                    event = result["orderEvents"]
                    after, attempt = event["cursor"], 0
                    yield event
                return  # It completes when the order is closed.
        except TransportQueryError as error:
            codes = {one.get("extensions", {}).get("code") for one in error.errors or []}
            if codes & FINAL:
                raise
        except TransportConnectionFailed as failed:
            closed = failed.__cause__
            if isinstance(closed, ConnectionClosed) and closed.rcvd and closed.rcvd.code == 4401:
                raise
        except (OSError, InvalidHandshake):
            pass  # The API cannot be reached, or only the proxy in front of it.
        await asyncio.sleep(min(0.1 * 2**attempt, 2) * random.uniform(0.5, 1))
        attempt += 1
