"""Who a consumer is: alone under its name, and the same again after any kind of end."""

from pathlib import Path

from backend.worker import consumer_name


def test_two_workers_of_a_service_have_two_names(tmp_path: Path) -> None:
    with consumer_name(tmp_path, "payments") as first, consumer_name(tmp_path, "payments") as second:
        assert first != second


def test_the_next_start_has_the_name_of_the_last_one(tmp_path: Path) -> None:
    with consumer_name(tmp_path, "payments") as before:
        pass
    with consumer_name(tmp_path, "payments") as after:
        assert after == before


def test_two_homes_share_no_name(tmp_path: Path) -> None:
    with consumer_name(tmp_path / "a", "payments") as one, consumer_name(tmp_path / "b", "payments") as other:
        assert one != other
