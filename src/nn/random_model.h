// A small model file with random weights, for tests: every path of the networks runs, no answer
// means anything.
#pragma once

#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace diurna {

struct RandomModel {
  std::string lang = "de";
  uint32_t embed = 13, shape = 3, hidden = 9, layers = 2, arc = 7, label = 5, split_hidden = 5;
  uint32_t ngram_rows = 50;
  std::vector<std::string> vocabulary = {"der", "haus", ",", "."};
  std::string lexicon = "Häuser\tNOUN\tHaus\n";
  std::vector<std::string> feats = {"_", "Case=Nom", "Case=Gen|Number=Plur"};
  std::vector<std::string> lemma = {"k||", "l||", "k||1-", "l|2-|1-x", "=sein", "k||2-en|@2-2-"};
  std::vector<std::string> deprel = {"root", "nsubj", "obj", "punct", "compound:prt"};
  std::vector<std::string> ner = {"O",     "B-PER",      "I-PER",     "B-LOC",
                                  "I-LOC", "B-LOCderiv", "I-LOCderiv"};
  uint32_t seed = 1;

  // The bytes of the file.
  std::string bytes() const {
    std::mt19937 random(seed);
    std::string body;
    nlohmann::json tensors = nlohmann::json::object();
    const auto align = [&] { body.resize((body.size() + 63) / 64 * 64); };
    const auto f32 = [&](const std::string& name, std::vector<uint32_t> sizes, float spread,
                         float least = 0) {
      align();
      tensors[name] = {{"dtype", "f32"}, {"shape", sizes}, {"offset", body.size()}};
      size_t count = 1;
      for (const auto size : sizes) count *= size;
      std::uniform_real_distribution<float> draw(-spread, spread);
      for (size_t i = 0; i < count; ++i) {
        const float value = least > 0 ? least + std::fabs(draw(random)) : draw(random);
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        body.append(raw, sizeof raw);
      }
    };
    const auto i8 = [&](const std::string& name, uint32_t rows, uint32_t columns) {
      align();
      tensors[name] = {{"dtype", "i8"}, {"shape", {rows, columns}}, {"offset", body.size()}};
      std::uniform_int_distribution<int> draw(-127, 127);
      for (size_t i = 0; i < size_t{rows} * columns; ++i) body += static_cast<char>(draw(random));
      f32(name + ".scale", {rows}, 0.01f, 0.005f);
    };
    const auto encoder = [&](const std::string& name, uint32_t inputs, uint32_t size,
                             uint32_t depth) {
      for (uint32_t l = 1; l <= depth; ++l) {
        const uint32_t columns = l == 1 ? inputs : 2 * size;
        const uint32_t rows = (columns == 2 * size ? 3 : 4) * size;
        for (const char* side : {".fwd.", ".bwd."}) {
          const std::string prefix = name + "." + std::to_string(l) + side;
          i8(prefix + "w", rows, columns);
          f32(prefix + "b", {2 * size}, 1);
          f32(prefix + "v", {2 * size}, 1);
          if (l == 1) f32(prefix + "u0", {rows}, 0.2f);
        }
      }
    };
    const auto head = [&](const std::string& name, size_t rows, uint32_t columns) {
      i8(name + ".w", static_cast<uint32_t>(rows), columns);
      f32(name + ".b", {static_cast<uint32_t>(rows)}, 0.5f);
    };
    const std::vector<std::string> upos = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                           "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                           "PUNCT", "SCONJ", "SYM", "VERB", "X"};
    i8("embed", static_cast<uint32_t>(vocabulary.size()) + ngram_rows, embed);
    f32("shape", {16, shape}, 1);
    encoder("parse", embed + shape, hidden, layers);
    encoder("split", embed + shape + 1, split_hidden, 1);
    head("split", 2, 2 * split_hidden);
    head("upos", upos.size(), 2 * hidden);
    head("feats", feats.size(), 2 * hidden);
    head("lemma", lemma.size(), 2 * hidden);
    head("ner", ner.size(), 2 * hidden);
    head("arc_dep", arc, 2 * hidden);
    head("arc_head", arc, 2 * hidden);
    head("label_dep", label, 2 * hidden);
    head("label_head", label, 2 * hidden);
    i8("arc.w", arc + 1, arc);
    f32("arc.root", {arc}, 1);
    i8("label.w", static_cast<uint32_t>(deprel.size()) * (label + 1), label + 1);
    f32("label.root", {label}, 1);
    std::string vocabulary_lines;
    for (const auto& word : vocabulary) vocabulary_lines += word + "\n";
    nlohmann::json strings;
    align();
    strings["vocab"] = {{"offset", body.size()}, {"length", vocabulary_lines.size()}};
    body += vocabulary_lines;
    strings["lexicon"] = {{"offset", body.size()}, {"length", lexicon.size()}};
    body += lexicon;
    const nlohmann::json header = {
        {"format", 1},
        {"lang", lang},
        {"name", "random"},
        {"config",
         {{"embed_dim", embed},
          {"vocab_rows", vocabulary.size()},
          {"ngram_rows", ngram_rows},
          {"ngram_min", 3},
          {"ngram_max", 5},
          {"shape_dim", shape},
          {"parse", {{"layers", layers}, {"hidden", hidden}, {"arc", arc}, {"label", label}}},
          {"split", {{"layers", 1}, {"hidden", split_hidden}}}}},
        {"labels",
         {{"upos", upos}, {"feats", feats}, {"lemma", lemma}, {"deprel", deprel}, {"ner", ner}}},
        {"tensors", tensors},
        {"strings", strings}};
    const std::string text = header.dump();
    std::string file = "DNMODEL1";
    for (int i = 0; i < 4; ++i) file += static_cast<char>((text.size() >> (8 * i)) & 0xFF);
    file += text;
    file.resize((file.size() + 63) / 64 * 64);
    return file + body;
  }
};

}  // namespace diurna
