#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "minutia.hpp"
#include "parsed.hpp"

namespace sobo::fingerprint {

/**
 * A template as the engine keeps it: minutiae to a quarter pixel, singular points and the ridge map. For storage beside the applicant's
 * record, encrypted by the caller; ISO and ANSI records are for exchange (minutiae-record.hpp) and carry less. Little-endian, version 1.
 */
[[nodiscard]] std::vector<std::uint8_t> writeTemplate(const FingerTemplate& finger);

/** Reads writeTemplate's bytes, or an ISO or ANSI minutiae record with one view; with more it is refused as `unsupported`. */
[[nodiscard]] Parsed<FingerTemplate> readTemplate(std::span<const std::uint8_t> bytes);

/** As readTemplate, but gives every view of a record: several impressions of a finger, several fingers. Never empty. */
[[nodiscard]] Parsed<std::vector<FingerTemplate>> readTemplates(std::span<const std::uint8_t> bytes);

}  // namespace sobo::fingerprint
