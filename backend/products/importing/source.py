"""One product as the public files write it, checked field by field."""

import re
from decimal import Decimal
from html import unescape
from typing import Annotated, Any

from pydantic import AliasPath, BaseModel, BeforeValidator, Field, model_validator

from backend.kit.money import to_minor
from backend.products.importing.descriptions import sanitise
from backend.products.importing.kinds import drawing_for
from backend.products.models import ProductRecord

FIRST_STOCK = 100
MAX_STOCK = 1_000_000
MAX_ID = 2**53 - 1
MAX_PRICE = 10_000_000  # major units
YEARS = range(1950, 2101)

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def _plain(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, dict) and "typeName" in value:
        value = value["typeName"]
    if not isinstance(value, str):
        return value
    text = re.sub(r"\s+", " ", _CONTROL.sub(" ", unescape(value))).strip()
    return "" if text == "NA" else text


def _number(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("should be a number")
    return value


def _number_or_zero(value: object) -> object:
    return 0 if value in (None, "") else _number(value)


def _stock(options: object) -> int | None:
    """What the size options have on hand together; None where the source gives no positive number."""
    if not isinstance(options, list):
        return None
    counts = [option.get("inventoryCount") for option in options if isinstance(option, dict)]
    total = sum(count for count in counts if type(count) is int and count > 0)
    return min(total, MAX_STOCK) or None


Text = Annotated[str, BeforeValidator(_plain), Field(max_length=200)]
Price = Annotated[
    Decimal, BeforeValidator(_number), Field(ge=Decimal("0.01"), le=MAX_PRICE, allow_inf_nan=False)
]
PriceOrZero = Annotated[
    Decimal, BeforeValidator(_number_or_zero), Field(ge=0, le=MAX_PRICE, allow_inf_nan=False)
]


class SourceProduct(BaseModel):
    """The fields we take, under the names of the source; everything else in the file is ignored."""

    id: Annotated[int, BeforeValidator(_number), Field(gt=0, le=MAX_ID)]
    price: Price
    discountedPrice: PriceOrZero = Decimal(0)  # noqa: N815
    productDisplayName: Annotated[Text, Field(min_length=1)]  # noqa: N815
    variantName: Text = ""  # noqa: N815
    brandName: Text = ""  # noqa: N815
    ageGroup: Text = ""  # noqa: N815
    gender: Text = ""
    baseColour: Text = ""  # noqa: N815
    season: Text = ""
    year: Text | int = ""
    usage: Text = ""
    myntraRating: Annotated[float, BeforeValidator(_number_or_zero), Field(ge=0, le=5)] = 0.0  # noqa: N815
    articleType: Text = ""  # noqa: N815
    subCategory: Text = ""  # noqa: N815
    masterCategory: Text = ""  # noqa: N815
    displayCategories: Text = ""  # noqa: N815
    description: Annotated[str, BeforeValidator(lambda value: value or "")] = Field(
        default="", validation_alias=AliasPath("productDescriptors", "description", "value")
    )
    stock: Annotated[int | None, BeforeValidator(_stock)] = Field(
        default=None, validation_alias="styleOptions"
    )

    @model_validator(mode="before")
    @classmethod
    def _is_an_object(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("should be an object")
        return value

    def to_record(self, photograph: str | None) -> ProductRecord:
        """Our own shape: minor units, a safe description, a year only where it can be one."""
        price = to_minor(self.price)
        discounted = to_minor(self.discountedPrice)
        year = int(self.year) if str(self.year).isdecimal() else 0
        return ProductRecord(
            product_id=self.id,
            product_display_name=self.productDisplayName,
            variant_name=self.variantName,
            brand_name=self.brandName,
            age_group=self.ageGroup,
            gender=self.gender,
            base_colour=self.baseColour,
            article_type=self.articleType,
            sub_category=self.subCategory,
            master_category=self.masterCategory,
            display_categories=self.displayCategories,
            season=self.season,
            year=year if year in YEARS else None,
            usage=self.usage,
            price=price,
            discounted_price=discounted if 0 < discounted < price else price,
            rating=self.myntraRating,
            stock_qty=self.stock or FIRST_STOCK,
            description=sanitise(self.description),
            drawing=drawing_for(self.articleType, self.baseColour, self.id),
            photograph=photograph,
        )
