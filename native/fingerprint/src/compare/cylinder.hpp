#pragma once

#include "prepared-data.hpp"

namespace sobo::fingerprint {

/// Builds the cylinders of all minutiae (Minutia Cylinder-Code: Cappelli, Ferrara, Maltoni, IEEE PAMI 2010).
void buildCylinders(PreparedData& data);

/// Similarity 0 … 1 of all pairs of cylinders whose minutiae differ in direction by at most a right angle;
/// `similarity` holds a.count * b.count values.
void compareCylinders(const PreparedData& a, const PreparedData& b, float* similarity);

}  // namespace sobo::fingerprint
