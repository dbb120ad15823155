#include "print-folder.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../../include/image-format.hpp"

namespace sobo::fingerprint {
namespace {

bool isPicture(const std::filesystem::path& file) {
  static constexpr std::array<std::string_view, 6> endings = {".png", ".pgm", ".tif", ".tiff", ".bmp", ".wsq"};
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return std::ranges::find(endings, ending) != endings.end();
}

}  // namespace

std::optional<std::vector<std::string>> printsInFolder(const std::string& folder) {
  std::error_code failed;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (isPicture(entry->path())) names.push_back(entry->path().filename().string());
  }
  if (failed) return std::nullopt;
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<GrayImage> openPrint(const std::string& path, std::optional<double> dpi) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto opened = readImage(bytes);
  if (!opened.ok()) return std::nullopt;
  GrayImage image = std::move(opened.value().image);
  if (dpi) image.dpi = *dpi;
  return image;
}

std::string fingerOfName(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t line = name.rfind('_', dot);
  return name.substr(0, line == std::string::npos ? dot : line);
}

}  // namespace sobo::fingerprint
