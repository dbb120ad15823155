#include "mapped-file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <mutex>

namespace sobo::fingerprint {
namespace {

/// A mapping the handler knows. `first` is 0 where the place is free.
struct Guarded {
  std::atomic<std::uintptr_t> first = 0;
  std::atomic<std::uintptr_t> end = 0;
  std::atomic<std::atomic<bool>*> lost = nullptr;
};

std::array<Guarded, 64> guarded;
std::mutex guarding;
struct sigaction handledBefore;

/// Only what a handler may: atomics and one system call. The flag is up before the zeros are there to be read.
bool replaceByZeros(std::uintptr_t at) {
  for (Guarded& one : guarded) {
    const std::uintptr_t first = one.first.load();
    const std::uintptr_t end = one.end.load();
    if (first == 0 || at < first || at >= end) continue;
    one.lost.load()->store(true);
    return mmap(reinterpret_cast<void*>(first), end - first, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
  }
  return false;
}

void onBusError(int signal, siginfo_t* info, void* context) {
  if (info->si_code > 0 && replaceByZeros(reinterpret_cast<std::uintptr_t>(info->si_addr))) return;
  // Not ours: as it would have been handled without us.
  if ((handledBefore.sa_flags & SA_SIGINFO) != 0) return handledBefore.sa_sigaction(signal, info, context);
  if (handledBefore.sa_handler != SIG_DFL && handledBefore.sa_handler != SIG_IGN) return handledBefore.sa_handler(signal);
  sigaction(SIGBUS, &handledBefore, nullptr);
}

bool guard(std::span<const std::byte> bytes, std::atomic<bool>& lost) {
  const std::scoped_lock held(guarding);
  static const bool installed = [] {
    struct sigaction action = {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    return sigaction(SIGBUS, &action, &handledBefore) == 0;
  }();
  if (!installed) return false;
  for (Guarded& one : guarded) {
    if (one.first.load() != 0) continue;
    one.lost.store(&lost);
    one.end.store(reinterpret_cast<std::uintptr_t>(bytes.data()) + bytes.size());
    one.first.store(reinterpret_cast<std::uintptr_t>(bytes.data()));
    return true;
  }
  return false;
}

void unguard(std::span<const std::byte> bytes) {
  const std::scoped_lock held(guarding);
  for (Guarded& one : guarded) {
    if (one.first.load() == reinterpret_cast<std::uintptr_t>(bytes.data())) one.first.store(0);
  }
}

}  // namespace

std::shared_ptr<const MappedFile> MappedFile::open(const std::string& path) {
  // Without O_NONBLOCK a pipe would wait for its writer.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return nullptr;
  struct stat about = {};
  void* place = MAP_FAILED;
  if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
    place = mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  ::close(file);
  if (place == MAP_FAILED) return nullptr;
  std::shared_ptr<MappedFile> mapped(new MappedFile());
  mapped->bytes_ = {static_cast<const std::byte*>(place), static_cast<std::size_t>(about.st_size)};
  return guard(mapped->bytes_, mapped->lost_) ? mapped : nullptr;
}

MappedFile::~MappedFile() {
  if (bytes_.empty()) return;
  unguard(bytes_);
  munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace sobo::fingerprint
