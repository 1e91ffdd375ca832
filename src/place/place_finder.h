// Finds the names of places in an article and links them to GeoNames.
//
//   auto finder = PlaceFinder::load("data", "", {"de", "en"});
//   if (!finder.ok()) return finder.error();
//   finder.value().annotate(article);  // appends to article.places
//
// Threads: immutable after load(); any number may annotate, each its own Article.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "diurna/article.h"
#include "diurna/result.h"

namespace diurna {

class PlaceFinder {
 public:
  // Reads world/ and the folder of each language (ISO 639-1) below `data_dir`, and maps the
  // compiled gazetteer at `gazetteer_path`. Where that is empty: world/places.gaz below `data_dir`
  // if it exists, else the file that the build made. Errors: kNotFound, kIo, kBadInput (message
  // names file, line and reason).
  static Result<PlaceFinder> load(const std::string& data_dir, const std::string& gazetteer_path,
                                  const std::vector<std::string>& languages);
  PlaceFinder(PlaceFinder&&) noexcept;
  PlaceFinder& operator=(PlaceFinder&&) noexcept;
  ~PlaceFinder();

  // Appends the article's places in text order. Needs tokens, sentences and mentions. What the
  // network marked is weighed against how well the name is known: countries, regions and large
  // towns count where the network saw none, also at the front of an organisation's name; words
  // inside the name of a person never. Adjectives and demonyms give places with `derived`. A name
  // that the gazetteer does not know (a street, a hamlet) gets geonameid 0, its own text as name,
  // and country, first-order area and position of the place named nearest to it, with a score of at
  // most 0.3.
  void annotate(Article& article) const;

  // Links the given toponyms (in text order, not overlapping) and no others, and appends their
  // places. An unknown one in an article with no known one yields no place. Needs the text and, for
  // Place::tokens, the tokens where there are any.
  void resolve(Article& article, std::span<const ByteSpan> toponyms) const;

 private:
  struct Data;
  explicit PlaceFinder(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace diurna
