"""grpcio as a peer: `interop.py client ADDRESS` checks a server, `interop.py server` is one and prints its port."""
import queue
import sys
import threading
import time
from concurrent import futures

import grpc
import interop_pb2 as pb
import interop_pb2_grpc as stubs
import status_pb2
from google.protobuf import empty_pb2

DETAILS = "grpc-status-details-bin"


class Interop(stubs.InteropServicer):
    def __init__(self):
        self.cancelled = 0

    def Echo(self, request, context):
        tag = dict(context.invocation_metadata()).get("tag")
        if tag:
            context.set_trailing_metadata((("tag", tag),))
        return request.parcel

    def Join(self, request, context):
        return pb.InteropJoinResult(value=(request.left + request.right) * request.times)

    def Buy(self, request, context):
        status = status_pb2.Status(code=2, message=f"3 of {request.item} are missing")
        status.details.add().Pack(pb.OutOfStock(item=request.item, missing=3))
        context.set_trailing_metadata(((DETAILS, status.SerializeToString()),))
        context.abort(grpc.StatusCode.UNKNOWN, status.message)

    def Fail(self, request, context):
        code = next(code for code in grpc.StatusCode if code.value[0] == request.status)
        context.abort(code, request.text)

    def Wait(self, request, context):
        over = threading.Event()
        context.add_callback(over.set)
        if over.wait(request.milliseconds / 1000):
            self.cancelled += 1
        return empty_pb2.Empty()

    def Cancelled(self, request, context):
        return pb.InteropCancelledResult(value=self.cancelled)

    def Count(self, request, context):
        for i in range(getattr(request, "from"), request.to):
            yield pb.InteropCountResult(value=i)

    def Sum(self, requests, context):
        return pb.InteropSumResult(value=sum(item.value for item in requests))

    def Scale(self, requests, context):
        factor = next(requests).request.factor
        return pb.InteropScaleResult(value=factor * sum(part.item.value for part in requests))

    def Chat(self, requests, context):
        for line in requests:
            yield pb.InteropChatResult(value="echo " + line.value)

    def Greet(self, requests, context):
        greeting = next(requests).request.greeting
        for part in requests:
            yield pb.InteropGreetResult(value=f"{greeting} {part.item.value}")


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(16), compression=grpc.Compression.Gzip if "gzip" in sys.argv else None)
    stubs.add_InteropServicer_to_server(Interop(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(0)


def failure(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("no error came")


def equal(expected, actual):
    assert expected == actual, f"expected {expected!r}, got {actual!r}"


def parcel():
    it = pb.Parcel(text="grüß dich", number=-5, large=1 << 60, weight=1.5, is_fragile=True, content=bytes(range(256)),
                   sizes=[1, -1, 300], labels={"a": "b", "c": ""}, size=1, note="")
    it.sent_at.FromJsonString("2026-11-20T12:00:00.5Z")
    return it


def check(address):
    gzip = grpc.Compression.Gzip
    channel = grpc.insecure_channel(address)
    stub = stubs.InteropStub(channel)

    equal(parcel(), stub.Echo(pb.InteropEchoRequest(parcel=parcel())))
    equal("ab" * 1000, stub.Join(pb.InteropJoinRequest(left="a", right="b", times=1000), compression=gzip).value)

    answer, call = stub.Echo.with_call(pb.InteropEchoRequest(parcel=parcel()), metadata=(("tag", "blue"),))
    equal("blue", dict(call.trailing_metadata())["tag"])

    error = failure(lambda: stub.Buy(pb.InteropBuyRequest(item="nails")))
    equal(grpc.StatusCode.UNKNOWN, error.code())
    equal("3 of nails are missing", error.details())
    status = status_pb2.Status.FromString(dict(error.trailing_metadata())[DETAILS])
    fault = pb.OutOfStock()
    assert status.details[0].Unpack(fault), status
    equal(("nails", 3), (fault.item, fault.missing))

    for code in grpc.StatusCode:
        if code is not grpc.StatusCode.OK:
            error = failure(lambda: stub.Fail(pb.InteropFailRequest(status=code.value[0], text="größer, 100 %\n")))
            equal((code, "größer, 100 %\n"), (error.code(), error.details()))

    error = failure(lambda: stub.Wait(pb.InteropWaitRequest(milliseconds=30000), timeout=0.3))
    equal(grpc.StatusCode.DEADLINE_EXCEEDED, error.code())
    wait = stub.Wait.future(pb.InteropWaitRequest(milliseconds=30000))
    time.sleep(0.3)
    wait.cancel()
    end = time.time() + 10
    while stub.Cancelled(empty_pb2.Empty()).value < 2:
        assert time.time() < end, "two waits should have been cancelled"
        time.sleep(0.02)

    count = pb.InteropCountRequest(to=2000)
    setattr(count, "from", 10)
    equal(list(range(10, 2000)), [item.value for item in stub.Count(count)])
    endless = stub.Count(pb.InteropCountRequest(to=1 << 30))
    equal(0, next(endless).value)
    endless.cancel()

    equal(4950, stub.Sum((pb.InteropSumItem(value=i) for i in range(100)), compression=gzip).value)
    equal(0, stub.Sum(iter(())).value)

    def scaled():
        yield pb.InteropScalePart(request=pb.InteropScaleRequest(factor=3))
        for i in range(100):
            yield pb.InteropScalePart(item=pb.InteropScaleItem(value=i))

    equal(3 * 4950, stub.Scale(scaled()).value)
    equal(grpc.StatusCode.INVALID_ARGUMENT, failure(lambda: stub.Scale(iter(()))).code())

    lines = queue.Queue()
    answers = stub.Chat(iter(lines.get, None))
    for line in ("one", "zwei", "três"):
        lines.put(pb.InteropChatItem(value=line))
        equal("echo " + line, next(answers).value)
    lines.put(None)
    equal([], list(answers))

    def names():
        yield pb.InteropGreetPart(request=pb.InteropGreetRequest(greeting="hello"))
        yield pb.InteropGreetPart(item=pb.InteropGreetItem(value="world"))

    equal(["hello world"], [item.value for item in stub.Greet(names())])

    missing = channel.unary_unary("/rpcstack.interop.Interop/Nothing")
    equal(grpc.StatusCode.UNIMPLEMENTED, failure(lambda: missing(b"")).code())
    stranger = channel.unary_unary("/Nobody/Nothing")
    equal(grpc.StatusCode.UNIMPLEMENTED, failure(lambda: stranger(b"")).code())
    large = channel.unary_unary("/rpcstack.interop.Interop/Join")
    equal(grpc.StatusCode.RESOURCE_EXHAUSTED, failure(lambda: large(bytes(5 << 20))).code())
    broken = channel.unary_unary("/rpcstack.interop.Interop/Join")
    equal(grpc.StatusCode.INVALID_ARGUMENT, failure(lambda: broken(b"\xff\xff")).code())
    print("all is well")


if sys.argv[1] == "server":
    serve()
else:
    check(sys.argv[2])
