#include <algorithm>

#include "base/strings.h"
#include "cli/commands.h"
#include "event/event_coder.h"
#include "format/conllu.h"
#include "format/standoff.h"

namespace diurna {
namespace {

struct AnnotateOptions : CommonOptions {
  std::string layers = "tokens,syntax,entities,timexes,places,attributions";
  std::string format = "jsonl";
  std::string given;
  bool clean = false;
};

// The last stage that a layer needs.
Stage stage_of(Layer layer) {
  switch (layer) {
    case Layer::kTokens:
    case Layer::kSyntax:
      return Stage::kSyntax;
    case Layer::kTimexes:
      return Stage::kTime;
    case Layer::kPlaces:
      return Stage::kPlaces;
    case Layer::kEntities:
      return Stage::kActors;
    case Layer::kAttributions:
      return Stage::kEvents;
  }
  return Stage::kEvents;
}

int run_annotate(const AnnotateOptions& options) {
  std::vector<Layer> layers;
  for (const auto part : split_trimmed(options.layers, ",")) {
    Layer layer{};
    if (!parse_layer(part, layer)) {
      std::fprintf(stderr,
                   "diurna: no layer '%s'; layers are tokens, syntax, entities, timexes, places, "
                   "attributions\n",
                   std::string(part).c_str());
      return kUsage;
    }
    layers.push_back(layer);
  }
  const bool conllu = options.format == "conllu";
  Stage last = Stage::kSyntax;
  if (!conllu)
    for (const Layer layer : layers) last = std::max(last, stage_of(layer));
  const auto engine = load_engine(options, last);
  if (engine == nullptr) return kUsage;
  const AnalyseOptions analyse{.date = options.date,
                               .lang = options.lang,
                               .keep_text = !options.clean,
                               .given_places = options.given == "places",
                               .last = last};
  return run_inputs(options, *engine, analyse, [&](const Article& article) {
    std::string out;
    conllu ? write_conllu(article, out) : write_standoff(article, layers, out);
    return out;
  });
}

}  // namespace

void add_annotate_command(CLI::App& app, int& status) {
  auto options = std::make_shared<AnnotateOptions>();
  auto* command = app.add_subcommand("annotate", "Language layers of articles");
  add_common_options(*command, *options);
  command->add_option("--layers", options->layers,
                      "tokens,syntax,entities,timexes,places,attributions");
  command->add_option("-f,--format", options->format, "jsonl (standoff) or conllu")
      ->check(CLI::IsMember({"jsonl", "conllu"}));
  command
      ->add_option("--given", options->given,
                   "places: resolve the toponyms of the input and find no others")
      ->check(CLI::IsMember({"places"}));
  command->add_flag("--clean", options->clean, "Leave out what a page leaves in its text");
  command->callback([options, &status] { status = run_annotate(*options); });
}

}  // namespace diurna
