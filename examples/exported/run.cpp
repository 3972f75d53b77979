// Energy and forces of an exported potential in C++: run MODEL.onnx MOLECULE.xyz
// Needs ONNX Runtime's header onnxruntime_c_api.h and its library, no nnp4j:
//   g++ -std=c++17 -I$ORT/include run.cpp -L$ORT/lib -lonnxruntime -o run
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "onnxruntime_c_api.h"

namespace {

const OrtApi* api = OrtGetApiBase()->GetApi(ORT_API_VERSION);

void check(OrtStatus* status) {
    if (status == nullptr) return;
    std::string message = api->GetErrorMessage(status);
    api->ReleaseStatus(status);
    throw std::runtime_error(message);
}

std::vector<double> read(const char* path) {
    std::ifstream file(path);
    std::string line, symbol;
    std::getline(file, line);
    std::vector<double> coordinates(3 * std::stoul(line));
    std::getline(file, line);
    for (std::size_t i = 0; i < coordinates.size() && std::getline(file, line); i += 3)
        std::istringstream(line) >> symbol >> coordinates[i] >> coordinates[i + 1] >> coordinates[i + 2];
    return coordinates;
}

}  // namespace

int main(int count, char** arguments) try {
    if (count != 3) throw std::runtime_error("usage: run MODEL.onnx MOLECULE.xyz");
    std::vector<double> coordinates = read(arguments[2]);
    const std::int64_t shape[] = {static_cast<std::int64_t>(coordinates.size() / 3), 3};

    OrtEnv* environment;
    OrtSessionOptions* options;
    OrtSession* session;
    OrtMemoryInfo* memory;
    OrtValue* input;
    OrtValue* results[2] = {nullptr, nullptr};
    check(api->CreateEnv(ORT_LOGGING_LEVEL_WARNING, "run", &environment));
    check(api->CreateSessionOptions(&options));
    check(api->CreateSession(environment, arguments[1], options, &session));
    check(api->CreateCpuMemoryInfo(OrtArenaAllocator, OrtMemTypeDefault, &memory));
    check(api->CreateTensorWithDataAsOrtValue(memory, coordinates.data(), coordinates.size() * sizeof(double), shape, 2,
                                              ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE, &input));
    const char* inputs[] = {"coordinates"};
    const char* outputs[] = {"energy", "forces"};
    const OrtValue* given[] = {input};
    check(api->Run(session, nullptr, inputs, given, 1, outputs, 2, results));

    double* energy;
    double* forces;
    check(api->GetTensorMutableData(results[0], reinterpret_cast<void**>(&energy)));
    check(api->GetTensorMutableData(results[1], reinterpret_cast<void**>(&forces)));
    std::printf("energy %.17g eV\n", *energy);
    for (std::int64_t i = 0; i < shape[0]; i++)
        std::printf("force on atom %lld: %.17g %.17g %.17g eV/angstrom\n", static_cast<long long>(i + 1), forces[3 * i],
                    forces[3 * i + 1], forces[3 * i + 2]);

    for (OrtValue* value : {input, results[0], results[1]}) api->ReleaseValue(value);
    api->ReleaseMemoryInfo(memory);
    api->ReleaseSession(session);
    api->ReleaseSessionOptions(options);
    api->ReleaseEnv(environment);
    return 0;
} catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return 2;
}
