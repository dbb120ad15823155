// `bridge read` takes a finger image record on standard input and gives "finger quality coding" on standard error and the picture as PGM;
// `bridge write FINGER QUALITY CODING` takes a PGM and gives a record of ISO/IEC 19794-4:2005. Only tests use it.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "image-record.hpp"

using namespace sobo::fingerprint;

namespace {

std::vector<std::uint8_t> readAll() {
  std::vector<std::uint8_t> bytes;
  for (int byte = std::getchar(); byte != EOF; byte = std::getchar()) bytes.push_back(static_cast<std::uint8_t>(byte));
  return bytes;
}

int give(const std::vector<std::uint8_t>& bytes) { return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? 0 : 1; }

int refused(const ParseFailure& failure) {
  std::fprintf(stderr, "%s at %zu: expected %s\n", nameOf(failure.code), failure.offset, failure.expected);
  return 2;
}

}  // namespace

int main(int count, char** words) {
  const std::string verb = count > 1 ? words[1] : "";
  const auto bytes = readAll();
  if (verb == "read") {
    const auto record = readImageRecord(bytes);
    if (!record) return refused(record.failure());
    const ImageRecordView& view = record.value().views[0];
    const auto opened = openImageView(view);
    if (!opened) return refused(opened.failure());
    std::fprintf(stderr, "%d %d %d", view.finger, view.quality, static_cast<int>(view.coding));
    return give(writePgm(opened.value().image));
  }
  if (verb != "write" || count != 5) return 1;
  const auto opened = readPnm(bytes);
  if (!opened) return refused(opened.failure());
  const PictureToRecord picture{&opened.value().image, std::atoi(words[2]), 1, std::atoi(words[3]), 0};
  const auto record = writeImageRecord(std::span(&picture, 1), ImageRecordFormat::iso2005, words[4] == std::string("png") ? ImageCoding::png : ImageCoding::raw);
  return record ? give(record.value()) : refused(record.failure());
}
