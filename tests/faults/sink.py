"""A fast mail server that keeps a ledger and can misbehave on purpose. One process, one thread, standard library.

The ledger gets a line per mail whose final dot came: `<Message-ID> TAB address TAB verdict`, written before the answer.
Verdicts: ok (taken), ambiguous (taken, but never answered), tempfail (refused with 451). Only the first two have
arrived. The port is printed on the first line of stdout.
"""

import argparse
import asyncio
import os
import re
import socket

MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^>\r\n]*>)")
END = b"\r\n.\r\n"


class Sink:
    def __init__(self, options):
        self.options = options
        self.ledger = os.open(options.ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.mails = self.recipients = 0
        self.seen = set()

    def write_down(self, message_id, address, verdict):
        os.write(self.ledger, b"%s\t%s\t%s\n" % (message_id, address, verdict))

    @staticmethod
    def every(number, count):
        return number and count % number == 0


class Conversation(asyncio.Protocol):
    def __init__(self, sink):
        self.sink, self.buffer, self.in_data, self.address, self.taken = sink, b"", False, b"", 0

    def connection_made(self, transport):
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data):
        self.buffer += data
        while not self.transport.is_closing():
            if self.in_data and not self.address and self.buffer.startswith(b".\r\n"):
                self.buffer, self.in_data = self.buffer[3:], False
                self.transport.write(b"554 nobody to send it to\r\n")
                continue
            if self.in_data:
                end = self.buffer.find(END)
                if end < 0:
                    return
                content, self.buffer, self.in_data = self.buffer[:end], self.buffer[end + len(END) :], False
                self.final_dot(content)
                continue
            line, newline, rest = self.buffer.partition(b"\r\n")
            if not newline:
                return
            self.buffer = rest
            self.command(line)

    def command(self, line):
        verb, options = line[:4].upper(), self.sink.options
        if verb == b"EHLO":
            self.transport.write(b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n")
        elif verb == b"MAIL" and options.close_after and self.taken >= options.close_after:
            self.transport.write(b"421 4.3.2 enough for now\r\n")
            self.transport.close()
        elif verb == b"RCPT":
            self.sink.recipients += 1
            self.address = line.partition(b"<")[2].partition(b">")[0]
            refused = Sink.every(options.refuse_every, self.sink.recipients)
            if refused:
                self.address = b""
            self.transport.write(b"550 5.1.1 no such user\r\n" if refused else b"250 ok\r\n")
        elif verb == b"DATA":
            self.in_data = True
            self.transport.write(b"354 go on\r\n")
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 ok\r\n")

    def final_dot(self, content):
        sink, options = self.sink, self.sink.options
        sink.mails += 1
        found = MESSAGE_ID.search(content)
        message_id = found[1] if found else b"-"
        first_time = message_id not in sink.seen
        if Sink.every(options.tempfail_every, sink.mails) or (options.greylist and first_time):
            sink.seen.add(message_id)
            sink.write_down(message_id, self.address, b"tempfail")
            self.later(b"451 4.3.0 try later\r\n")
        elif Sink.every(options.cut_every, sink.mails):
            sink.write_down(message_id, self.address, b"ambiguous")
            self.transport.abort()
        elif Sink.every(options.hang_every, sink.mails):
            sink.write_down(message_id, self.address, b"ambiguous")
        else:
            self.taken += 1
            sink.write_down(message_id, self.address, b"ok")
            self.later(b"250 taken\r\n")

    def later(self, answer):
        if self.sink.options.delay_ms:
            asyncio.get_running_loop().call_later(
                self.sink.options.delay_ms / 1000, self.transport.write, answer
            )
        else:
            self.transport.write(answer)


async def serve(options):
    sink = Sink(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conversation(sink), "127.0.0.1", options.port, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--cut-every", type=int, default=0, help="take every Nth mail, then cut the line")
    parser.add_argument("--hang-every", type=int, default=0, help="take every Nth mail and never answer")
    parser.add_argument("--tempfail-every", type=int, default=0, help="refuse every Nth mail with 451")
    parser.add_argument("--refuse-every", type=int, default=0, help="refuse every Nth recipient with 550")
    parser.add_argument("--greylist", action="store_true", help="refuse each mail with 451 the first time")
    parser.add_argument("--close-after", type=int, default=0, help="421 after N mails on one connection")
    parser.add_argument("--delay-ms", type=float, default=0, help="think that long before answering the dot")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
