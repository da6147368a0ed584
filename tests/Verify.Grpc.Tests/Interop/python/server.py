"""InteropService on Debian's python3-grpcio. Prints its port; ends when its standard input does."""
import concurrent.futures
import sys
import threading

import grpc

import stubs

A_YEAR = 365 * 86_400  # seconds; without a deadline the time remaining is some 292 years
ENDED = {}  # text of the hung call -> had a deadline
ENDED_LOCK = threading.Condition()


class Interop(stubs.services.InteropServiceServicer):
    def Unary(self, request, context):
        mirror(context)
        watch(request, context)
        finish(request, context)
        return reply(request, context, request.text)

    def ServerStream(self, request, context):
        mirror(context)
        watch(request, context)
        for index in range(request.replies):
            yield reply(request, context, str(index))
        finish(request, context)

    def ClientStream(self, requests, context):
        mirror(context)
        texts, last = [], None
        for last in requests:
            watch(last, context)
            texts.append(last.text)
            finish(last, context)
        return reply(last, context, ",".join(texts))

    def Bidi(self, requests, context):
        mirror(context)
        for request in requests:
            watch(request, context)
            finish(request, context)
            yield reply(request, context, request.text)

    def Recall(self, request, context):
        with ENDED_LOCK:
            ended = ENDED_LOCK.wait_for(lambda: request.text in ENDED, timeout=20)
            return stubs.messages.RecallResponse(ended=ended, had_deadline=ENDED.get(request.text, False))


def mirror(context):
    received = [(key, value) for key, value in context.invocation_metadata()]
    heads = [pair for pair in received if pair[0].startswith("x-head")]
    if heads:
        context.send_initial_metadata(heads)
    context.set_trailing_metadata([pair for pair in received if pair[0].startswith("x-trail")])


def watch(request, context):
    """Before any reply: once a call is over, grpcio does not return to a handler that yields."""
    def over():
        with ENDED_LOCK:
            ENDED[request.text] = context.time_remaining() < A_YEAR
            ENDED_LOCK.notify_all()

    if request.hang and not context.add_callback(over):
        over()


def finish(request, context):
    if request.hang:
        with ENDED_LOCK:
            ENDED_LOCK.wait_for(lambda: request.text in ENDED)
    if request.HasField("failure"):
        # abort() refuses OK, so that one is set and returned.
        code = next(status for status in grpc.StatusCode if status.value[0] == request.failure.code)
        if code is not grpc.StatusCode.OK:
            context.abort(code, request.failure.message)
        context.set_details(request.failure.message)


def reply(request, context, text):
    if request.compress_reply:
        context.set_compression(grpc.Compression.Gzip)
    return stubs.messages.Reply(text=text, body=stubs.pattern(request.reply_bytes), received=stubs.sha256(request.body))


def main():
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(max_workers=256))
    stubs.services.add_InteropServiceServicer_to_server(Interop(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(grace=None)


main()
