#pragma once

#include <atomic>
#include <cstdlib>
#include <new>

/// What the whole program has taken from the heap so far. Include it in one file of a program: it replaces operator new.
inline std::atomic<long> taken{0};

void* operator new(std::size_t size) {
  ++taken;
  if (void* place = std::malloc(size == 0 ? 1 : size)) return place;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t align) {
  ++taken;
  const auto whole = static_cast<std::size_t>(align);
  if (void* place = std::aligned_alloc(whole, (size + whole - 1) / whole * whole)) return place;
  throw std::bad_alloc();
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
