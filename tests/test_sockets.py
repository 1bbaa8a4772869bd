"""The tests themselves stay offline."""

import socket
import urllib.request

import pytest


def test_no_test_can_open_a_socket() -> None:
    with pytest.raises(AssertionError, match="tried to open a socket"):
        socket.create_connection(("example.org", 443))
    with socket.socket() as plain, pytest.raises(AssertionError, match="tried to open a socket"):
        plain.connect(("127.0.0.1", 9))


def test_a_library_that_fetches_is_stopped_too() -> None:
    with pytest.raises(AssertionError, match="tried to open a socket"):
        urllib.request.urlopen("http://example.org/")
