#include "parsed.hpp"

namespace sobo::fingerprint {

const char* nameOf(ParseCode code) noexcept {
  switch (code) {
    case ParseCode::truncated: return "truncated";
    case ParseCode::unknown: return "unknown";
    case ParseCode::unsupported: return "unsupported";
    case ParseCode::tooLarge: return "too-large";
    case ParseCode::badLength: return "bad-length";
    case ParseCode::badValue: return "bad-value";
    case ParseCode::badChecksum: return "bad-checksum";
    case ParseCode::badCode: return "bad-code";
  }
  return "unknown";
}

}  // namespace sobo::fingerprint
