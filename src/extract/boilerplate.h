// Knows what pages leave in a text that is not part of the report: labels, buttons, credits,
// pointers to other articles.
//
//   auto rules = Boilerplate::load("data");
//   if (rules.value().judge("Mehr zum Thema:") == Boilerplate::Verdict::kStop) ...
//
// The rules of all languages apply to every text, since the language is not known yet.
// Threads: immutable after load().
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "diurna/result.h"

namespace re2 {
class RE2;
}

namespace diurna {

class Boilerplate {
 public:
  enum class Verdict {
    kKeep,
    kDrop,    // not part of the report
    kStop,    // begins a list of leftovers that ends at the next real paragraph
    kByline,  // names the authors
  };

  // Reads */boilerplate.txt and world/agencies.tsv below `data_dir`. Errors: kNotFound, kBadInput.
  static Result<Boilerplate> load(const std::string& data_dir);
  Boilerplate(Boilerplate&&) noexcept;
  Boilerplate& operator=(Boilerplate&&) noexcept;
  ~Boilerplate();

  // Judges a whole paragraph (white space squeezed, line breaks gone). A byline's names are put
  // into `authors`.
  Verdict judge(std::string_view paragraph, std::vector<std::string>* authors = nullptr) const;

  // Length of `paragraph` without the credits and marks at its end: "... folgen. - keystone" ends
  // behind "folgen.". The first agency in what was cut off is put into `agency`.
  size_t end_without_credits(std::string_view paragraph, std::string* agency = nullptr) const;

  // The agency that `credit` names ("dpa", "AFP/sda, red"), empty if it holds a word that belongs
  // in no credit.
  std::string agency_in(std::string_view credit) const;

  // The examples of the data files as lines, for tests: what each should have given and gave; empty
  // when all are right.
  std::vector<std::string> failing_examples() const { return failing_examples_; }

 private:
  struct Rules;
  explicit Boilerplate(std::unique_ptr<Rules> rules);
  std::unique_ptr<Rules> rules_;
  std::vector<std::string> failing_examples_;
};

}  // namespace diurna
