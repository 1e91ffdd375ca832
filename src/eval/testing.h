// Looks up figures of a report, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "diurna/result.h"
#include "eval/report.h"

namespace diurna {

// The figure of that name; fails the test and gives an empty one where there is none.
inline Figure figure(const Result<Report>& report, std::string_view name) {
  if (!report.ok()) {
    ADD_FAILURE() << report.error().message;
    return {};
  }
  for (const auto& f : report.value().figures)
    if (f.name == name) return f;
  ADD_FAILURE() << "no figure '" << name << "'";
  return {};
}

inline bool has_figure(const Result<Report>& report, std::string_view name) {
  if (!report.ok()) return false;
  for (const auto& f : report.value().figures)
    if (f.name == name) return true;
  return false;
}

}  // namespace diurna
