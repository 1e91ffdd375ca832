#include <cstdio>
#include <exception>

#include "cli/commands.h"

int main(int argc, char** argv) {
  CLI::App app{"diurna: news reports in, political events out"};
  app.set_version_flag("--version", std::string(diurna::Engine::version()));
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  int status = diurna::kAllWell;
  diurna::add_code_command(app, status);
  diurna::add_explain_command(app, status);
  diurna::add_annotate_command(app, status);
  diurna::add_extract_command(app, status);
  diurna::add_eval_command(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::fprintf(stderr, "diurna: %s\nTry 'diurna --help' or 'diurna COMMAND --help'.\n",
                 error.what());
    return diurna::kUsage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "diurna: %s\n", error.what());
    return diurna::kSomeFailed;
  }
  return status;
}
