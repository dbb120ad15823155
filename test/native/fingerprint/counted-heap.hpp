#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

/// What the whole program has taken from the heap so far. Include it in one file of a program: it replaces every operator new (all
/// of them, so that under AddressSanitizer none meets another's delete).
inline std::atomic<long> taken{0};

inline void* takeFromHeap(std::size_t size, std::size_t align = alignof(std::max_align_t)) noexcept {
  ++taken;
  return std::aligned_alloc(align, (size + align) / align * align);
}
inline void* takeOrThrow(std::size_t size, std::size_t align = alignof(std::max_align_t)) {
  if (void* place = takeFromHeap(size, align)) return place;
  throw std::bad_alloc();
}

void* operator new(std::size_t size) { return takeOrThrow(size); }
void* operator new[](std::size_t size) { return takeOrThrow(size); }
void* operator new(std::size_t size, std::align_val_t align) { return takeOrThrow(size, static_cast<std::size_t>(align)); }
void* operator new[](std::size_t size, std::align_val_t align) { return takeOrThrow(size, static_cast<std::size_t>(align)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return takeFromHeap(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return takeFromHeap(size); }
void operator delete(void* place) noexcept { std::free(place); }
void operator delete[](void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, const std::nothrow_t&) noexcept { std::free(place); }
void operator delete[](void* place, const std::nothrow_t&) noexcept { std::free(place); }
