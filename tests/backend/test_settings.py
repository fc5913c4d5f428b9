"""Settings come from the environment, and a wrong one is named."""

import pytest
from pydantic import ValidationError

from backend.settings import SERVICES, Settings


def test_by_default_payments_and_identity_run_beside_the_storefront() -> None:
    settings = Settings()
    assert settings.inside_services == ("products", "orders")
    assert settings.beside_services == ("payments", "identity")


def test_the_lists_of_services_are_comma_separated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIVULET_SERVICES", "orders, payments")
    monkeypatch.setenv("RIVULET_INSIDE", "")
    assert Settings().beside_services == ("orders", "payments")
    monkeypatch.setenv("RIVULET_INSIDE", ",".join(SERVICES))
    assert Settings().inside_services == ("orders", "payments")


@pytest.mark.parametrize(
    "variable", ["REDIS_URL", "MONGODB_URL", "RIVULET_SECRET", "RIVULET_HOME", "RIVULET_HOST"]
)
def test_an_empty_setting_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    expected = Settings()
    monkeypatch.setenv(variable, "")
    assert Settings() == expected


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("RIVULET_PORT", "70000", "port"),
        ("RIVULET_SERVICES", "orders,teleport", "teleport"),
        ("RIVULET_SERVICES", "orders,orders", "twice"),
        ("RIVULET_PAYMENT_DECLINE_RATE", "2", "decline_rate"),
        ("RIVULET_CURRENCY", "dollars", "currency"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, named: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValidationError, match=named):
        Settings()
