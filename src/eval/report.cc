#include "eval/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <random>

namespace diurna {
namespace {

constexpr int kDraws = 1000;
constexpr uint32_t kSeed = 20240425;

double ratio(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

double value_of(const Counts& c, bool accuracy) {
  return accuracy ? ratio(c.right, c.gold) : ratio(2 * c.right, c.predicted + c.gold);
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  predicted += other.predicted;
  gold += other.gold;
  return *this;
}

Report make_report(std::string layer, const std::vector<FigureName>& names,
                   const std::vector<std::vector<Counts>>& documents) {
  Report report;
  report.layer = std::move(layer);
  report.documents = documents.size();
  for (size_t f = 0; f < names.size(); ++f) {
    Figure figure;
    figure.name = names[f].name;
    figure.accuracy = names[f].accuracy;
    for (const auto& document : documents) figure.total += document[f];
    if (figure.total.gold == 0 && figure.total.predicted == 0) continue;
    figure.precision = ratio(figure.total.right, figure.total.predicted);
    figure.recall = ratio(figure.total.right, figure.total.gold);
    figure.value = value_of(figure.total, figure.accuracy);
    std::mt19937 random(kSeed);
    std::vector<double> draws;
    for (int d = 0; d < kDraws; ++d) {
      Counts sum;
      for (size_t i = 0; i < documents.size(); ++i)
        sum += documents[random() % documents.size()][f];
      draws.push_back(value_of(sum, figure.accuracy));
    }
    std::sort(draws.begin(), draws.end());
    figure.low = draws[kDraws / 40];
    figure.high = draws[kDraws - 1 - kDraws / 40];
    report.figures.push_back(std::move(figure));
  }
  return report;
}

std::string report_table(const Report& report) {
  char line[200];
  std::snprintf(line, sizeof line, "%s, %zu document%s\n", report.layer.c_str(), report.documents,
                report.documents == 1 ? "" : "s");
  std::string out = line;
  std::snprintf(line, sizeof line, "%-26s %7s %15s %7s %7s %8s %8s %8s\n", "", "score",
                "95 % interval", "prec.", "recall", "right", "system", "gold");
  out += line;
  for (const auto& f : report.figures) {
    std::snprintf(line, sizeof line, "%-26s %7.2f   %5.1f .. %5.1f %7.2f %7.2f %8.0f %8.0f %8.0f\n",
                  f.name.c_str(), 100 * f.value, 100 * f.low, 100 * f.high, 100 * f.precision,
                  100 * f.recall, f.total.right, f.total.predicted, f.total.gold);
    out += line;
  }
  return out;
}

std::string report_json(const Report& report) {
  nlohmann::ordered_json json;
  json["layer"] = report.layer;
  json["documents"] = report.documents;
  json["figures"] = nlohmann::ordered_json::object();
  const auto percent = [](double value) { return std::round(value * 10000) / 100; };
  for (const auto& f : report.figures)
    json["figures"][f.name] = {{"score", percent(f.value)},   {"low", percent(f.low)},
                               {"high", percent(f.high)},     {"precision", percent(f.precision)},
                               {"recall", percent(f.recall)}, {"right", f.total.right},
                               {"system", f.total.predicted}, {"gold", f.total.gold}};
  return json.dump(2) + "\n";
}

}  // namespace diurna
