#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/strings.h"
#include "cli/commands.h"

namespace diurna {
namespace {

struct ExtractCommandOptions : CommonOptions {
  std::string text_dir;
};

using Json = nlohmann::ordered_json;

// The article's blocks alone, parted by blank lines.
std::string clean_text(const Article& article) {
  std::string text;
  for (const auto& block : article.blocks) {
    if (!text.empty()) text += "\n\n";
    text += article.bytes(block.bytes);
  }
  return text;
}

std::string article_line(const Article& article) {
  const auto nullable = [](std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  std::string_view lead;
  for (const auto& block : article.blocks)
    if (block.kind == BlockKind::kLead && lead.empty()) lead = article.bytes(block.bytes);
  Json json = {{"id", std::string_view(article.id)},
               {"url", nullable(article.url)},
               {"title", nullable(article.title)},
               {"lead", nullable(lead)}};
  json["date"] = article.date.exact() ? Json(iso(article.date.span.from)) : Json(nullptr);
  json["authors"] = Json::array();
  for (const auto& author : article.authors) json["authors"].push_back(std::string_view(author));
  json["agency"] = nullable(article.agency);
  json["lang"] = nullable(article.lang);
  json["tags"] = Json::array();
  for (const auto& tag : article.tags) json["tags"].push_back(std::string_view(tag));
  json["text"] = clean_text(article);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

int run_extract(const ExtractCommandOptions& options) {
  const auto engine = load_engine(options, Stage::kText);
  if (engine == nullptr) return kUsage;
  bool written = true;
  const auto render = [&](const Article& article) -> std::string {
    if (options.text_dir.empty()) return article_line(article);
    std::string name(article.id);
    for (char& c : name)
      if (c == '/' || c == '\\' || c == ':') c = '_';
    auto outcome = write_file(options.text_dir + "/" + name + ".txt", clean_text(article) + "\n");
    if (!outcome.ok()) {
      std::fprintf(stderr, "diurna: %s\n", outcome.error().message.c_str());
      written = false;
    }
    return {};
  };
  CommonOptions common = options;
  if (!options.text_dir.empty()) {
    common.threads = 1;
    std::error_code code;
    std::filesystem::create_directories(options.text_dir, code);
  }
  const int status = run_inputs(
      common, *engine, {.date = options.date, .lang = options.lang, .last = Stage::kText}, render);
  return written ? status : kSomeFailed;
}

}  // namespace

void add_extract_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ExtractCommandOptions>();
  auto* command = app.add_subcommand("extract", "Pages in, clean articles out (JSON Lines)");
  add_common_options(*command, *options);
  command->add_option("--text-dir", options->text_dir,
                      "Write one .txt an article into this folder instead");
  command->callback([options, &status] { status = run_extract(*options); });
}

}  // namespace diurna
