// The error rates against the worked example of the evaluation protocol, and the corners.
#include "../../../native/fingerprint/src/evaluate/error-rates.hpp"
#include "../../../native/fingerprint/src/evaluate/print-folder.hpp"

#include <cmath>

#include "checks.hpp"
#include "identify-bench.hpp"

using namespace sobo::fingerprint;
using namespace sobo::fingerprint::test;

int main() {
  Checks checks;
  const auto near = [](double a, double b) { return std::fabs(a - b) < 1e-12; };
  const ErrorRates worked = errorRates({0, 12, 18, 25, 31, 40, 44, 60}, {0, 0, 3, 5, 7, 9, 12, 15, 20, 22});
  checks.that(near(worked.eer, 0.225), "the worked example has an equal error rate of 22.5 %", worked.eer);
  checks.that(near(worked.zeroFmr, 0.375), "and misses 37.5 % with no false match", worked.zeroFmr);
  checks.that(near(worked.fmr100, 0.375) && near(worked.fmr1000, 0.375), "ten impostors count in whole numbers");
  const ErrorRates apart = errorRates({5, 6, 7}, {1, 2, 3});
  checks.that(near(apart.eer, 0) && near(apart.zeroFmr, 0), "scores that lie apart give no error");
  const ErrorRates alike = errorRates({1, 1}, {1, 1});
  checks.that(near(alike.eer, 0.5) && near(alike.zeroFmr, 1), "equal scores tell nothing apart");
  const ErrorRates none = errorRates({}, {1});
  checks.that(std::isnan(none.eer) && std::isnan(none.zeroFmr), "no pairs give no rates");
  checks.that(std::fabs(rateAtMost95(0, 67) - 0.0437) < 1e-4, "none of 67 leaves room for 4.4 in 100", rateAtMost95(0, 67));
  checks.that(std::fabs(rateAtMost95(1, 100) - 0.0466) < 1e-4, "one of 100 for 4.7 in 100", rateAtMost95(1, 100));
  checks.that(rateAtMost95(5, 5) == 1 && rateAtMost95(0, 0) == 1, "all of them, or none tried, for everything");
  checks.that(fingerOfName("a_b_1.png") == "a_b" && fingerOfName("lone.png") == "lone", "a finger's name ends at the last underscore");
  return checks.end();
}
