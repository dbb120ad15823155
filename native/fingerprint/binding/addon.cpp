// The engine as a Node-API module (version 8, so Node 20 and newer load it). One call does all: run(name, numbers, byte arrays, index,
// cancel) gives a promise; the work is done on a thread of the pool, the core's loop only copies bytes in and out.
#define NAPI_VERSION 8
#include <node_api.h>

#include <exception>
#include <new>
#include <string>

#include "operation.hpp"

namespace sobo::fingerprint {
namespace {

constexpr napi_type_tag indexTag{0x50b0f1a6e37d4c01ULL, 0x9d1f7f7a52c84be1ULL};
constexpr napi_type_tag cancelTag{0x50b0f1a6e37d4c02ULL, 0x8c40d9b1f3a74d02ULL};
constexpr napi_type_tag memoryTag{0x50b0f1a6e37d4c03ULL, 0x7b62a8c0e1d54f03ULL};
constexpr double mostMemory = 64.0 * (1ULL << 30);  // 60 million prints

using IndexHandle = std::shared_ptr<SearchIndex>;
using CancelHandle = std::shared_ptr<std::atomic<bool>>;
using MemoryHandle = std::shared_ptr<const IndexMemory>;

struct Job {
  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;
  const NamedOperation* operation = nullptr;
  Request request;
  Answer answer;
  std::string fault;
};

napi_value throwMisuse(napi_env env, const char* message) {
  napi_throw_type_error(env, "bad-argument", message);
  return nullptr;
}

template <typename Handle>
void dropHandle(napi_env, void*, void* handle) {
  delete static_cast<Handle*>(handle);
}

/// Puts the handle behind an object of JavaScript; it goes when the object goes.
template <typename Handle>
bool wrapIn(napi_env env, napi_value value, Handle handle, const napi_type_tag& tag) {
  auto* kept = new Handle(std::move(handle));
  if (napi_wrap(env, value, kept, dropHandle<Handle>, kept, nullptr) != napi_ok) {
    delete kept;
    return false;
  }
  return napi_type_tag_object(env, value, &tag) == napi_ok;
}

template <typename Handle>
napi_value wrap(napi_env env, Handle handle, const napi_type_tag& tag) {
  napi_value value = nullptr;
  if (napi_create_object(env, &value) != napi_ok || !wrapIn(env, value, std::move(handle), tag)) return nullptr;
  return value;
}

/// Empty for anything but an object of ours.
template <typename Handle>
Handle unwrap(napi_env env, napi_value value, const napi_type_tag& tag) {
  napi_valuetype type{};
  bool ours = false;
  void* data = nullptr;
  if (napi_typeof(env, value, &type) != napi_ok || type != napi_object) return {};
  if (napi_check_object_type_tag(env, value, &tag, &ours) != napi_ok || !ours) return {};
  if (napi_unwrap(env, value, &data) != napi_ok || data == nullptr) return {};
  return *static_cast<Handle*>(data);
}

bool readNumbers(napi_env env, napi_value list, std::vector<double>& numbers) {
  std::uint32_t length = 0;
  bool isArray = false;
  if (napi_is_array(env, list, &isArray) != napi_ok || !isArray || napi_get_array_length(env, list, &length) != napi_ok) return false;
  numbers.resize(length);
  for (std::uint32_t i = 0; i < length; ++i) {
    napi_value item = nullptr;
    if (napi_get_element(env, list, i, &item) != napi_ok || napi_get_value_double(env, item, &numbers[i]) != napi_ok) return false;
  }
  return true;
}

bool readBytes(napi_env env, napi_value list, std::vector<std::vector<std::uint8_t>>& bytes) {
  std::uint32_t length = 0;
  bool isArray = false;
  if (napi_is_array(env, list, &isArray) != napi_ok || !isArray || napi_get_array_length(env, list, &length) != napi_ok) return false;
  for (std::uint32_t i = 0; i < length; ++i) {
    napi_value item = nullptr;
    bool isTyped = false;
    if (napi_get_element(env, list, i, &item) != napi_ok || napi_is_typedarray(env, item, &isTyped) != napi_ok || !isTyped) return false;
    napi_typedarray_type type{};
    std::size_t size = 0;
    void* data = nullptr;
    if (napi_get_typedarray_info(env, item, &type, &size, &data, nullptr, nullptr) != napi_ok) return false;
    if (type != napi_uint8_array && type != napi_uint8_clamped_array) return false;
    const auto* first = static_cast<const std::uint8_t*>(data);
    bytes.emplace_back(first, first + size);
  }
  return true;
}

void work(napi_env, void* data) {
  auto* job = static_cast<Job*>(data);
  try {
    if (job->request.cancelled()) {
      refuse(job->answer, "cancelled");
    } else {
      job->operation->run(job->request, job->answer);
    }
  } catch (const std::bad_alloc&) {
    job->fault = "not enough memory";
  } catch (const std::exception& fault) {
    job->fault = fault.what();
  }
}

napi_value answerOf(napi_env env, Job& job) {
  napi_value result = nullptr;
  napi_value text = nullptr;
  napi_value list = nullptr;
  napi_create_object(env, &result);
  napi_create_string_utf8(env, job.answer.json.text().data(), job.answer.json.text().size(), &text);
  napi_create_array_with_length(env, job.answer.bytes.size(), &list);
  for (std::size_t i = 0; i < job.answer.bytes.size(); ++i) {
    const auto& bytes = job.answer.bytes[i];
    napi_value buffer = nullptr;
    napi_create_buffer_copy(env, bytes.size(), bytes.data(), nullptr, &buffer);
    napi_set_element(env, list, static_cast<std::uint32_t>(i), buffer);
  }
  napi_set_named_property(env, result, "json", text);
  napi_set_named_property(env, result, "bytes", list);
  if (job.answer.index) napi_set_named_property(env, result, "index", wrap<IndexHandle>(env, job.answer.index, indexTag));
  return result;
}

void settle(napi_env env, napi_status status, void* data) {
  const std::unique_ptr<Job> job(static_cast<Job*>(data));
  napi_value result = nullptr;
  bool failed = !job->fault.empty();
  if (!failed && status == napi_cancelled) {
    failed = true;
    job->fault = "the program is ending";
  }
  if (!failed) {
    result = answerOf(env, *job);
    bool pending = false;
    napi_is_exception_pending(env, &pending);
    if (pending) {
      napi_get_and_clear_last_exception(env, &result);
      napi_reject_deferred(env, job->deferred, result);
      napi_delete_async_work(env, job->work);
      return;
    }
    napi_resolve_deferred(env, job->deferred, result);
  } else {
    napi_value code = nullptr;
    napi_value message = nullptr;
    const std::string words = "fingerprint engine, " + std::string(job->operation->name) + ": " + job->fault;
    napi_create_string_utf8(env, "engine-fault", NAPI_AUTO_LENGTH, &code);
    napi_create_string_utf8(env, words.data(), words.size(), &message);
    napi_create_error(env, code, message, &result);
    napi_reject_deferred(env, job->deferred, result);
  }
  napi_delete_async_work(env, job->work);
}

napi_value run(napi_env env, napi_callback_info info) {
  std::size_t count = 5;
  napi_value given[5] = {};
  if (napi_get_cb_info(env, info, &count, given, nullptr, nullptr) != napi_ok) return nullptr;
  char name[32] = {};
  std::size_t length = 0;
  auto job = std::make_unique<Job>();
  if (napi_get_value_string_utf8(env, given[0], name, sizeof name, &length) != napi_ok) return throwMisuse(env, "name of an operation expected");
  job->operation = findOperation(std::string_view(name, length));
  if (job->operation == nullptr) return throwMisuse(env, "no such operation");
  if (!readNumbers(env, given[1], job->request.numbers)) return throwMisuse(env, "an array of numbers expected");
  if (!readBytes(env, given[2], job->request.bytes)) return throwMisuse(env, "an array of Uint8Array expected");
  job->request.index = unwrap<IndexHandle>(env, given[3], indexTag);
  job->request.memory = unwrap<MemoryHandle>(env, given[3], memoryTag);
  // From here on nobody in JavaScript can write to it.
  if (job->request.memory && napi_detach_arraybuffer(env, given[3]) != napi_ok) return throwMisuse(env, "memory of createMemory expected");
  if (job->operation->needsIndex && !job->request.index) return throwMisuse(env, "an index expected");
  job->request.cancel = unwrap<CancelHandle>(env, given[4], cancelTag);

  napi_value promise = nullptr;
  napi_value title = nullptr;
  if (napi_create_promise(env, &job->deferred, &promise) != napi_ok ||
      napi_create_string_utf8(env, "sobo:fingerprint", NAPI_AUTO_LENGTH, &title) != napi_ok ||
      napi_create_async_work(env, nullptr, title, work, settle, job.get(), &job->work) != napi_ok ||
      napi_queue_async_work(env, job->work) != napi_ok) {
    napi_throw_error(env, "engine-fault", "fingerprint engine: no worker thread");
    return nullptr;
  }
  static_cast<void>(job.release());  // settle() has it now
  return promise;
}

napi_value createIndex(napi_env env, napi_callback_info) { return wrap<IndexHandle>(env, std::make_shared<SearchIndex>(), indexTag); }

/// An ArrayBuffer over memory of ours. The handle behind it and the buffer's own keep the memory; detaching takes only the latter.
napi_value createMemory(napi_env env, napi_callback_info info) {
  std::size_t count = 1;
  napi_value given[1] = {};
  double size = 0;
  if (napi_get_cb_info(env, info, &count, given, nullptr, nullptr) != napi_ok) return nullptr;
  if (napi_get_value_double(env, given[0], &size) != napi_ok || !(size >= 1 && size <= mostMemory)) return throwMisuse(env, "a size in bytes expected");
  MemoryHandle memory = IndexMemory::take(static_cast<std::size_t>(size));
  if (!memory) {
    napi_throw_range_error(env, "engine-fault", "fingerprint engine: not enough memory");
    return nullptr;
  }
  napi_value buffer = nullptr;
  auto* kept = new MemoryHandle(memory);
  if (napi_create_external_arraybuffer(env, memory->bytes().data(), memory->bytes().size(), dropHandle<MemoryHandle>, kept, &buffer) != napi_ok) {
    delete kept;
    napi_throw_error(env, "engine-fault", "fingerprint engine: this runtime takes no memory from outside");
    return nullptr;
  }
  return wrapIn(env, buffer, std::move(memory), memoryTag) ? buffer : nullptr;
}

napi_value createCancel(napi_env env, napi_callback_info) {
  return wrap<CancelHandle>(env, std::make_shared<std::atomic<bool>>(false), cancelTag);
}

napi_value cancel(napi_env env, napi_callback_info info) {
  std::size_t count = 1;
  napi_value given[1] = {};
  if (napi_get_cb_info(env, info, &count, given, nullptr, nullptr) != napi_ok) return nullptr;
  const CancelHandle handle = unwrap<CancelHandle>(env, given[0], cancelTag);
  if (!handle) return throwMisuse(env, "what createCancel gave expected");
  handle->store(true);
  return nullptr;
}

}  // namespace
}  // namespace sobo::fingerprint

NAPI_MODULE_INIT() {
  using namespace sobo::fingerprint;
  const napi_property_descriptor faces[] = {
      {"run", nullptr, run, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"createIndex", nullptr, createIndex, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"createMemory", nullptr, createMemory, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"createCancel", nullptr, createCancel, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"cancel", nullptr, cancel, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
  };
  napi_define_properties(env, exports, sizeof faces / sizeof *faces, faces);
  return exports;
}
