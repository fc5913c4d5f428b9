"""The embedded servers keep what they were given, and only ever stop what is theirs."""

import os
import subprocess
from pathlib import Path

import psutil
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure
from redis import Redis
from redis.exceptions import AuthenticationError

from backend.stores.embedded import EmbeddedMongoDB, EmbeddedRedis, EmbeddedUrls, embedded_stores, processes


async def test_what_was_written_is_there_after_a_restart_on_the_same_ports(tmp_path: Path):
    async with embedded_stores(tmp_path) as first:
        with Redis.from_url(str(first.redis)) as redis:
            redis.set("kept", "1")
        with MongoClient(first.mongodb) as mongo:
            mongo.get_default_database()["kept"].insert_one({"_id": 1})
    async with embedded_stores(tmp_path) as second:
        assert second == first
        with Redis.from_url(str(second.redis)) as redis:
            assert redis.get("kept") == b"1"
        with MongoClient(second.mongodb) as mongo:
            assert mongo.get_default_database()["kept"].count_documents({}) == 1


def test_a_server_left_behind_is_taken_over(tmp_path: Path):
    left, next_one = EmbeddedRedis(tmp_path), EmbeddedRedis(tmp_path)
    try:
        left.start()
        next_one.start()
        assert (next_one.pid, next_one.url) == (left.pid, left.url)
    finally:
        next_one.stop()
    assert not left.alive()


def test_a_process_that_is_not_ours_is_left_alone(tmp_path: Path):
    stranger = subprocess.Popen(["sleep", "60"])
    server = EmbeddedRedis(tmp_path)
    try:
        processes.write_record(server.record, processes.record_of(stranger.pid, 1))
        server.start()
        assert server.pid != stranger.pid
        server.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_pid_given_to_somebody_else_is_not_taken_for_ours():
    mine = processes.record_of(os.getpid())
    assert mine.process() == psutil.Process()
    assert processes.Record(mine.pid, mine.create_time - 60).process() is None


def test_a_port_that_was_taken_meanwhile_is_replaced(tmp_path: Path):
    import socket

    server = EmbeddedRedis(tmp_path)
    server.start()
    before = server.port
    server.stop()
    with socket.create_server(("127.0.0.1", before)):
        server.start()
        try:
            assert server.port != before
        finally:
            server.stop()


def test_nobody_gets_in_without_the_password(embedded_urls: EmbeddedUrls):
    place = str(embedded_urls.redis).split("@")[1]
    with Redis.from_url(f"redis://{place}") as redis, pytest.raises(AuthenticationError):
        redis.ping()
    place = str(embedded_urls.mongodb).split("@")[1].split("/")[0]
    with MongoClient(f"mongodb://{place}") as mongo, pytest.raises(OperationFailure):
        mongo["rivulet"].list_collection_names()


def test_a_torn_record_counts_as_none(tmp_path: Path):
    server = EmbeddedMongoDB(tmp_path)
    server.record.parent.mkdir(parents=True)
    server.record.write_text('{"pid": 12')
    assert not server.find()
