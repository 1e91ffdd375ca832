// What an evaluation says: figures with bootstrap intervals, as a table or as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace diurna {

// Counts of one figure in one document. F1 figures use all three; an accuracy has right = right and
// predicted = gold = asked.
struct Counts {
  double right = 0, predicted = 0, gold = 0;
  Counts& operator+=(const Counts& other);
};

struct Figure {
  std::string name;
  bool accuracy = false;  // right / gold; else F1 with precision and recall
  Counts total;
  double precision = 0, recall = 0, value = 0;  // 0..1; value is F1 or accuracy
  double low = 0, high = 0;                     // 95 % interval of value over documents
};

struct Report {
  std::string layer;
  size_t documents = 0;
  std::vector<Figure> figures;
};

// One row of counts a document, one column a figure.
struct FigureName {
  std::string name;
  bool accuracy = false;
};
// Bootstrap over documents, 1000 draws, always the same random numbers. Figures that were never
// asked are left out.
Report make_report(std::string layer, const std::vector<FigureName>& names,
                   const std::vector<std::vector<Counts>>& documents);

std::string report_table(const Report& report);
std::string report_json(const Report& report);  // one object

}  // namespace diurna
