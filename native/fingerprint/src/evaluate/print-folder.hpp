#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../../include/gray-image.hpp"

namespace sobo::fingerprint {

/// File names of the prints in a folder, FINGER_IMPRESSION.(png|pgm|tif|tiff|bmp|wsq), in byte order. Empty when it can't be read.
[[nodiscard]] std::optional<std::vector<std::string>> printsInFolder(const std::string& folder);

/// Opens a print; nothing where no reader takes it. `dpi` goes before what the file says; without either 500.
[[nodiscard]] std::optional<GrayImage> openPrint(const std::string& path, std::optional<double> dpi);

/// Everything before the last underscore of a file's name without its ending.
[[nodiscard]] std::string fingerOfName(const std::string& name);

}  // namespace sobo::fingerprint
