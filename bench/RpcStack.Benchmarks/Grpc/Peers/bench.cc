// gRPC's own C++: `bench server`, or `bench client PORT OUTSTANDING SECONDS`, which prints calls, seconds, p50 and p99 in us.
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <vector>

#include "bench.grpc.pb.h"

using Clock = std::chrono::steady_clock;

class Service final : public bench::Bench::CallbackService {
  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context, const bench::EchoRequest* request,
                                 bench::Sample* response) override {
    *response = request->sample();
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

struct Call {
  grpc::ClientContext context;
  bench::Sample response;
  grpc::Status status;
  std::unique_ptr<grpc::ClientAsyncResponseReader<bench::Sample>> reader;
  Clock::time_point begun = Clock::now();

  Call(bench::Bench::Stub& stub, const bench::EchoRequest& request, grpc::CompletionQueue& queue)
      : reader(stub.AsyncEcho(&context, request, &queue)) {
    reader->Finish(&response, &status, this);
  }
};

static int Serve() {
  Service service;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  auto server = builder.BuildAndStart();
  std::cout << port << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
  }
  server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
  return 0;
}

static int Measure(const std::string& port, int outstanding, double seconds) {
  auto stub = bench::Bench::NewStub(grpc::CreateChannel("127.0.0.1:" + port, grpc::InsecureChannelCredentials()));
  grpc::CompletionQueue queue;
  bench::EchoRequest request;
  request.mutable_sample()->set_number(123456789);
  request.mutable_sample()->set_text("0123456789abcdef0123456789ABCDEF");
  std::vector<double> times;
  auto begun = Clock::now();
  auto end = begun + std::chrono::duration<double>(seconds);
  for (int i = 0; i < outstanding; i++) new Call(*stub, request, queue);
  for (int running = outstanding; running > 0; running--) {
    void* tag;
    bool ok;
    queue.Next(&tag, &ok);
    auto* call = static_cast<Call*>(tag);
    if (!call->status.ok() || call->response.number() != 123456789) {
      std::cerr << call->status.error_message() << std::endl;
      return 1;
    }
    auto now = Clock::now();
    times.push_back(std::chrono::duration<double, std::micro>(now - call->begun).count());
    delete call;
    if (now < end) {
      new Call(*stub, request, queue);
      running++;
    }
  }
  double took = std::chrono::duration<double>(Clock::now() - begun).count();
  std::sort(times.begin(), times.end());
  std::printf("%zu %f %f %f\n", times.size(), took, times[times.size() / 2], times[times.size() * 99 / 100]);
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2 && !std::strcmp(argv[1], "server")) return Serve();
  if (argc == 5) return Measure(argv[2], std::atoi(argv[3]), std::atof(argv[4]));
  return 2;
}
