"""The tutorial's shapes, for the description of its routes; its answers are made as ready text."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.orders.schemas import MAX_LINES

SESSION = "SES_q1w2e3…"
USER_ID = "USR_01KA5Z8H0A1B2C3D4E5F6G7H8J"
ORDER_ID = "01KA5Z8H3M2Q4R6T8V0W1X3Y5Z"


class ImageURL(BaseModel):
    """The address of a product's picture."""

    imageURL: str = Field(examples=["https://shop.example/pictures/11000-0a1b2c3d.svg"])  # noqa: N815


class StyleImages(BaseModel):
    """The product's one picture."""

    default: ImageURL


class Description(BaseModel):
    """Sanitised HTML."""

    value: str = Field(examples=["<p>Soft cotton.</p>"])


class ProductDescriptors(BaseModel):
    """The product's description."""

    description: Description


class ProductData(BaseModel):
    """A product; prices are major units."""

    id: int = Field(examples=[11000])
    price: float = Field(examples=[39.95])
    productDisplayName: str = Field(examples=["Quiet Blue Shirt"])  # noqa: N815
    variantName: str = Field(examples=["Blue"])  # noqa: N815
    brandName: str = Field(examples=["Larkfield"])  # noqa: N815
    ageGroup: str = Field(examples=["Adults-Women"])  # noqa: N815
    gender: str = Field(examples=["Women"])
    displayCategories: str = Field(examples=["Apparel"])  # noqa: N815
    styleImages: StyleImages  # noqa: N815
    productDescriptors: ProductDescriptors  # noqa: N815


class Product(BaseModel):
    """A product with its number."""

    model_config = ConfigDict(populate_by_name=True)

    id: int = Field(alias="_id", examples=[11000])
    data: ProductData
    productId: int = Field(examples=[11000])  # noqa: N815


class ProductFilter(BaseModel):
    """Which products; other fields are ignored."""

    productDisplayName: str | None = Field(  # noqa: N815
        default=None, max_length=1_000, description="words", examples=["blue shirt"]
    )


WholeText = Annotated[str, Field(pattern=r"^[0-9]{1,16}$")]
DecimalText = Annotated[str, Field(pattern=r"^[0-9]{1,10}(\.[0-9]{1,2})?$")]
WholeNumber = Annotated[int | WholeText, Field(description="a whole number, as text too", examples=[2])]


class CreateOrderLine(BaseModel):
    """One line; an order whose `productPrice` isn't the shop's is refused."""

    productId: WholeNumber = Field(examples=[11000])  # noqa: N815
    qty: WholeNumber
    productPrice: float | DecimalText = Field(description="major units", examples=[39.95])  # noqa: N815


class CreateOrder(BaseModel):
    """What to order; the shopper is the session's, and all else that a client sends is ignored."""

    products: list[CreateOrderLine] = Field(min_length=1, max_length=MAX_LINES)


class HistoryLine(BaseModel):
    """One line as it was charged, with what its product looks like today."""

    productId: int = Field(examples=[11000])  # noqa: N815
    qty: int = Field(examples=[2])
    productPrice: float = Field(examples=[39.95])  # noqa: N815
    productData: ProductData  # noqa: N815


class HistoryOrder(BaseModel):
    """An order of the session's shopper."""

    orderId: str = Field(examples=[ORDER_ID])  # noqa: N815
    userId: str = Field(examples=[USER_ID])  # noqa: N815
    orderStatusCode: int = Field(examples=[3])  # noqa: N815
    products: list[HistoryLine]
    createdOn: str = Field(examples=["2026-11-26T05:00:00.000Z"])  # noqa: N815
    createdBy: str = Field(examples=[USER_ID])  # noqa: N815
    lastUpdatedOn: str = Field(examples=["2026-11-26T05:00:01.000Z"])  # noqa: N815
    lastUpdatedBy: str = Field(examples=[USER_ID])  # noqa: N815


Auth = Annotated[
    str | None,
    Field(
        description="to be sent as `Authorization: Bearer …`; null for a browser that has a cookie",
        examples=[SESSION],
    ),
]


class ProductsEnvelope(BaseModel):
    """Products that match, at most 1,000."""

    data: list[Product]
    error: None
    isFromCache: bool  # noqa: N815


class OrderEnvelope(BaseModel):
    """The order that was taken."""

    data: str = Field(examples=[ORDER_ID])
    error: None
    auth: Auth


class HistoryEnvelope(BaseModel):
    """Orders, newest first, at most 5,000."""

    data: list[HistoryOrder]
    error: None
    auth: Auth


class EnvelopeError(BaseModel):
    """What went wrong: a kind for programs, sentences that name the fields."""

    name: str = Field(examples=["ValidationError"])
    details: list[str] = Field(examples=[["products[0].qty is a required field"]])


class RefusedEnvelope(BaseModel):
    """Nothing was done."""

    data: None
    error: EnvelopeError
    auth: Auth


class RefusedProductsEnvelope(BaseModel):
    """Nothing was looked for."""

    data: None
    error: EnvelopeError
    isFromCache: Literal[False]  # noqa: N815
