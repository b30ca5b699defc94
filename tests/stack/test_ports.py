import socket

import pytest

from config.stack import ports


@pytest.fixture
def opened():
    sockets = []
    yield sockets
    for each in sockets:
        each.close()


def test_a_taken_port_leads_to_the_next(opened):
    first = ports.listen(18_400)
    second = ports.listen(ports.port_of(first[0]))
    opened += first + second
    assert ports.port_of(second[0]) > ports.port_of(first[0])


def test_both_loopback_addresses_share_the_port(opened):
    opened += ports.listen(18_500)
    assert len({ports.port_of(each) for each in opened}) == 1
    assert {each.getsockname()[0] for each in opened} <= {"127.0.0.1", "::1"}


def test_a_port_taken_on_one_address_only_is_taken(opened):
    holder = ports.listen_anywhere()
    opened.append(holder)
    found = ports.listen(ports.port_of(holder))
    opened += found
    assert ports.port_of(found[0]) != ports.port_of(holder)


def test_no_free_port_is_said_in_words(opened):
    holder = ports.listen_anywhere()
    opened.append(holder)
    with pytest.raises(SystemExit, match="choose another with --port"):
        ports.listen(ports.port_of(holder), tries=1)


def test_it_listens_before_anybody_accepts(opened):
    opened.append(ports.listen_anywhere())
    with socket.create_connection(opened[0].getsockname(), timeout=5):
        pass
