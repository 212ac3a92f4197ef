"""grpcio: `bench.py server`, or `bench.py client PORT OUTSTANDING SECONDS`, which prints calls, seconds, p50 and p99 in us."""
import sys
import threading
import time
from concurrent import futures

import grpc
import bench_pb2 as pb
import bench_pb2_grpc as stubs


class Bench(stubs.BenchServicer):
    def Echo(self, request, context):
        return request.sample


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(8))
    stubs.add_BenchServicer_to_server(Bench(), server)
    print(server.add_insecure_port("127.0.0.1:0"), flush=True)
    server.start()
    sys.stdin.read()
    server.stop(0)


def measure(port, outstanding, seconds):
    stub = stubs.BenchStub(grpc.insecure_channel(f"127.0.0.1:{port}"))
    request = pb.EchoRequest(sample=pb.Sample(number=123456789, text="0123456789abcdef0123456789ABCDEF"))
    times = []
    begun = time.perf_counter()
    end = begun + seconds

    def work():
        now = time.perf_counter()
        while now < end:
            assert stub.Echo(request).number == 123456789
            before, now = now, time.perf_counter()
            times.append((now - before) * 1e6)

    workers = [threading.Thread(target=work) for _ in range(outstanding)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.perf_counter() - begun
    times.sort()
    print(len(times), took, times[len(times) // 2], times[len(times) * 99 // 100])


if sys.argv[1] == "server":
    serve()
else:
    measure(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
