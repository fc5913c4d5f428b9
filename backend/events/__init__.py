"""The shared language of the rooms: one module a stream, with its messages; and who reads each.

Stream, group and field names of orders and payments are the tutorial application's.
"""

from typing import Final

ORDERS_STREAM: Final = "ORDERS_STREAM"
PAYMENTS_STREAM: Final = "PAYMENTS_STREAM"
STOCK_STREAM: Final = "STOCK_STREAM"
LOGINS_STREAM: Final = "LOGINS_STREAM"

ORDERS_CON_GROUP: Final = "ORDERS_CON_GROUP"
PAYMENTS_CON_GROUP: Final = "PAYMENTS_CON_GROUP"
STOCK_CON_GROUP: Final = "STOCK_CON_GROUP"
LOGINS_CON_GROUP: Final = "LOGINS_CON_GROUP"

# An entry is kept until every group named here has handled it.
READERS: Final[dict[str, tuple[str, ...]]] = {
    ORDERS_STREAM: (ORDERS_CON_GROUP,),
    PAYMENTS_STREAM: (PAYMENTS_CON_GROUP,),
    STOCK_STREAM: (STOCK_CON_GROUP,),
    LOGINS_STREAM: (LOGINS_CON_GROUP,),
}
