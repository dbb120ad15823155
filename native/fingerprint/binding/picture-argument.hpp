#pragma once

#include "../include/image-format.hpp"
#include "operation.hpp"

namespace sobo::fingerprint {

/// The picture of a request: bytes 0 are a file, or bare grey bytes when numbers `raw` and `raw + 1` give their size; number 0 is the dpi.
[[nodiscard]] Parsed<OpenedImage> pictureOf(const Request& request, std::size_t raw);

}  // namespace sobo::fingerprint
