#include "ingest/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace diurna {
namespace {

namespace fs = std::filesystem;

class ReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("diurna_reader_" + std::string(test->name()) + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const auto path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  std::string write_gz(const std::string& name, const std::string& bytes) {
    const auto path = (folder_ / name).string();
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
    return path;
  }

  struct Outcome {
    std::vector<RawArticle> articles;
    std::vector<std::string> errors;
  };
  static Outcome read(std::vector<std::string> inputs, InputOptions options = {}) {
    Outcome outcome;
    Reader reader(std::move(inputs), options);
    for (int i = 0; i < 1000; ++i) {
      auto next = reader.next();
      if (!next.ok()) {
        outcome.errors.push_back(next.error().message);
      } else if (!next.value()) {
        return outcome;
      } else {
        outcome.articles.push_back(std::move(*next.value()));
      }
    }
    ADD_FAILURE() << "the reader does not end";
    return outcome;
  }

  fs::path folder_;
};

TEST_F(ReaderTest, TextFileIsOneArticle) {
  const auto path = write("a.txt", "Der Hafen bleibt geschlossen.\n");
  const auto got = read({path});
  ASSERT_EQ(got.articles.size(), 1u);
  EXPECT_EQ(got.articles[0].name, path);
  EXPECT_EQ(got.articles[0].type, ContentType::kText);
  EXPECT_EQ(got.articles[0].bytes, "Der Hafen bleibt geschlossen.\n");
}

TEST_F(ReaderTest, KindIsToldByContentNotByName) {
  const auto page =
      write("page.txt", "\n<!DOCTYPE html>\n<html><body><p>The port stays shut.</p></body></html>");
  const auto text = write("text.html", "The port stays shut. <br> is a tag.\n");
  const auto lines = write("lines.dat", "{\"text\": \"The port stays shut.\"}\n");
  const auto got = read({page, text, lines});
  ASSERT_EQ(got.articles.size(), 3u);
  EXPECT_EQ(got.articles[0].type, ContentType::kHtml);
  EXPECT_EQ(got.articles[1].type, ContentType::kText);
  EXPECT_EQ(got.articles[2].bytes, "The port stays shut.");
}

TEST_F(ReaderTest, JsonLinesCarryWhatIsKnownBesideTheText) {
  const auto path = write(
      "a.jsonl",
      R"({"id": 7, "url": "https://example.org/7", "title": "T", "dct": "2024-04-25", "lang": "de", "source": "S", "text": "Ein Satz."}
{"html": "<p>Ein Satz.</p>", "date": "2024-04-26", "extra": [1, 2], "title": null})");
  const auto got = read({path});
  ASSERT_EQ(got.articles.size(), 2u);
  EXPECT_EQ(got.articles[0].id, "7");
  EXPECT_EQ(got.articles[0].url, "https://example.org/7");
  EXPECT_EQ(got.articles[0].date, "2024-04-25");
  EXPECT_EQ(got.articles[0].lang, "de");
  EXPECT_EQ(got.articles[0].source, "S");
  EXPECT_EQ(got.articles[0].name, path + ":1");
  EXPECT_EQ(got.articles[1].type, ContentType::kHtml);
  EXPECT_EQ(got.articles[1].title, "");
  EXPECT_THAT(got.articles[1].extra_json, HasSubstr("\"extra\""));
}

TEST_F(ReaderTest, BadLinesAreReportedWithTheirNumberAndTheRestIsRead) {
  const auto path = write("a.jsonl",
                          "{\"text\": \"Eins.\"}\n"
                          "{\"text\": \"Zwei.\n"
                          "\n"
                          "[1, 2]\n"
                          "{\"title\": \"ohne Text\"}\n"
                          "{\"text\": \"  \"}\n"
                          "{\"text\": {\"a\": 1}}\n"
                          "{\"text\": \"Acht.\"}\n");
  const auto got = read({path});
  ASSERT_EQ(got.articles.size(), 2u);
  EXPECT_EQ(got.articles[1].bytes, "Acht.");
  ASSERT_EQ(got.errors.size(), 5u);
  EXPECT_THAT(got.errors[0], HasSubstr(path + ":2: broken JSON"));
  EXPECT_THAT(got.errors[1], HasSubstr(":4: the line is a JSON array"));
  EXPECT_THAT(got.errors[2], HasSubstr(":5: neither 'text' nor 'html'"));
  EXPECT_THAT(got.errors[3], HasSubstr(":6: the article's text is empty"));
  EXPECT_THAT(got.errors[4], HasSubstr(":7: the field 'text' is object"));
}

TEST_F(ReaderTest, LineOverTheLimitIsSkippedWithoutBeingKept) {
  const auto path = write(
      "a.jsonl", "{\"text\": \"" + std::string(5 << 20, 'x') + "\"}\n{\"text\": \"Kurz.\"}\n");
  const auto got = read({path}, {.max_article_bytes = 1 << 20});
  ASSERT_EQ(got.articles.size(), 1u);
  EXPECT_EQ(got.articles[0].bytes, "Kurz.");
  ASSERT_EQ(got.errors.size(), 1u);
  EXPECT_THAT(got.errors[0], HasSubstr(":1: larger than 1 MiB"));
}

TEST_F(ReaderTest, TextOverTheLimitIsAnError) {
  const auto path = write("a.txt", std::string(3 << 20, 'x'));
  const auto got = read({path}, {.max_article_bytes = 1 << 20});
  EXPECT_TRUE(got.articles.empty());
  ASSERT_EQ(got.errors.size(), 1u);
  EXPECT_THAT(got.errors[0], HasSubstr("larger than 1 MiB"));
}

TEST_F(ReaderTest, NestedJsonOfAnyDepthDoesNotCrash) {
  const auto path = write("a.jsonl", "{\"text\": \"Eins.\", \"x\": " + std::string(200000, '[') +
                                         "\n{\"text\": \"Zwei.\"}\n");
  const auto got = read({path});
  EXPECT_EQ(got.articles.size(), 1u);
  EXPECT_EQ(got.errors.size(), 1u);
}

TEST_F(ReaderTest, FolderIsReadRecursivelyInOrderWithoutHiddenFiles) {
  write("b.txt", "Zwei.");
  write("a/c.txt", "Eins.");
  write(".hidden", "Nein.");
  write(".git/x.txt", "Nein.");
  const auto got = read({folder_.string()});
  std::vector<std::string> texts;
  for (const auto& article : got.articles) texts.push_back(article.bytes);
  EXPECT_THAT(texts, ElementsAre("Eins.", "Zwei."));
}

TEST_F(ReaderTest, GlobIsExpanded) {
  write("a1.txt", "Eins.");
  write("a2.txt", "Zwei.");
  write("b1.txt", "Drei.");
  EXPECT_EQ(read({(folder_ / "a*.txt").string()}).articles.size(), 2u);
  EXPECT_THAT(read({(folder_ / "z*.txt").string()}).errors,
              ElementsAre(HasSubstr("no file matches")));
}

TEST_F(ReaderTest, GzippedInputsAreOpened) {
  const auto got = read({write_gz("a.jsonl.gz", "{\"text\": \"Eins.\"}\n{\"text\": \"Zwei.\"}\n")});
  EXPECT_EQ(got.articles.size(), 2u);
}

TEST_F(ReaderTest, CutGzipIsReported) {
  std::string filler;
  for (int i = 0; i < 20000; ++i) filler += std::to_string(i * 7919) + " ";
  const auto path = write_gz("a.txt.gz", filler);
  fs::resize_file(path, fs::file_size(path) / 2);
  const auto got = read({path});
  EXPECT_TRUE(got.articles.empty());
  EXPECT_EQ(got.errors.size(), 1u);
}

TEST_F(ReaderTest, BadInputsAreOneErrorEachAndReadingGoesOn) {
  const auto empty = write("empty.txt", "");
  const auto blank = write("blank.txt", " \n\t\n");
  const auto pdf = write("a.pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj");
  const auto noise =
      write("noise.bin", std::string("\x01\x02\x00\x03\x04\x05\x00\x06 text \x07\x08", 18));
  fs::create_directories(folder_ / "none");
  const auto good = write("good.txt", "Gut.");
  const auto got =
      read({"/no/such/file", empty, blank, pdf, noise, (folder_ / "none").string(), good});
  ASSERT_EQ(got.articles.size(), 1u);
  EXPECT_THAT(got.errors, ElementsAre(HasSubstr("/no/such/file: "), HasSubstr("the file is empty"),
                                      HasSubstr("white space"), HasSubstr("a PDF document"),
                                      HasSubstr("binary data"), HasSubstr("holds no file")));
}

TEST_F(ReaderTest, BytesThatAreNoUtf8InJsonAreRepaired) {
  const auto path = write("a.jsonl",
                          "{\"text\": \"Gr\xFC\xDF"
                          "e aus K\xF6ln.\"}\n");
  const auto got = read({path});
  ASSERT_EQ(got.articles.size(), 1u);
  EXPECT_EQ(got.articles[0].bytes, "Grüße aus Köln.");
}

TEST_F(ReaderTest, Utf16TextAndJsonLinesAreRead) {
  std::string wide = "\xFF\xFE";
  for (const char c : "{\"text\": \"Eins.\"}\n{\"text\": \"Zwei.\"}\n"s) wide += {c, '\0'};
  const auto got = read({write("wide.jsonl", wide)});
  EXPECT_EQ(got.articles.size(), 2u);
}

TEST_F(ReaderTest, ConlluIsSplitAtDocumentsWhenAskedFor) {
  const auto path = write("a.conllu",
                          "# newdoc id = one\n1\tEins\teins\tNUM\t_\t_\t0\troot\t_\t_\n\n"
                          "# newdoc id = two\n1\tZwei\tzwei\tNUM\t_\t_\t0\troot\t_\t_\n\n");
  const auto got = read({path}, {.kind = InputKind::kConllu});
  ASSERT_EQ(got.articles.size(), 2u);
  EXPECT_EQ(got.articles[1].type, ContentType::kConllu);
  EXPECT_THAT(got.articles[1].bytes, HasSubstr("Zwei"));
  EXPECT_EQ(got.articles[1].name, path + ":4");
}

TEST_F(ReaderTest, FeedGivesAnArticleAnItem) {
  const auto path = write("feed.xml", R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Hafenbote</title><language>de-DE</language>
<item><title>Streik</title><link>https://example.org/1</link><pubDate>Thu, 25 Apr 2024 10:00:00 +0200</pubDate>
<description>Kurz.</description><content:encoded><![CDATA[<p>Die Lotsen streiken seit Montag.</p>]]></content:encoded></item>
<item><title>Ohne Text</title></item>
<item><title>Zwei</title><description>Der Hafen ist wieder offen.</description></item></channel></rss>)");
  const auto got = read({path});
  ASSERT_EQ(got.articles.size(), 2u);
  EXPECT_EQ(got.articles[0].title, "Streik");
  EXPECT_EQ(got.articles[0].url, "https://example.org/1");
  EXPECT_EQ(got.articles[0].source, "Hafenbote");
  EXPECT_EQ(got.articles[0].lang, "de");
  EXPECT_EQ(got.articles[0].type, ContentType::kHtml);
  EXPECT_THAT(got.articles[0].bytes, HasSubstr("Lotsen"));
  EXPECT_EQ(got.articles[1].type, ContentType::kText);
}

TEST_F(ReaderTest, BadFeedsAreErrors) {
  const auto none =
      write("none.xml", "<rss version=\"2.0\"><channel><title>Leer</title></channel></rss>");
  const auto cut = write("cut.xml", "<rss");
  const auto atom =
      write("atom.xml",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>x</title></entry></feed>");
  const auto got = read({none, cut, atom});
  EXPECT_TRUE(got.articles.empty());
  EXPECT_EQ(got.errors.size(), 3u);
}

std::string warc_record(const std::string& type, const std::string& url, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

TEST_F(ReaderTest, WarcGivesAnArticleForEachPage) {
  const std::string page =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "1B\r\n<html><body><p>Ein Satz.</p\r\n11\r\n></body></html> \n\r\n0\r\n\r\n";
  const std::string bytes =
      warc_record("warcinfo", "", "software: none\r\n") +
      warc_record("request", "https://example.org/a", "GET / HTTP/1.1\r\n\r\n") +
      warc_record("response", "https://example.org/a", page) +
      warc_record("response", "https://example.org/b", "HTTP/1.1 404 Not Found\r\n\r\nno") +
      warc_record("response", "https://example.org/c",
                  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx");
  for (const auto& path : {write("a.warc", bytes), write_gz("a.warc.gz", bytes)}) {
    const auto got = read({path});
    ASSERT_EQ(got.articles.size(), 1u);
    EXPECT_EQ(got.articles[0].url, "https://example.org/a");
    EXPECT_EQ(got.articles[0].charset, "iso-8859-1");
    EXPECT_THAT(got.articles[0].bytes, HasSubstr("<p>Ein Satz.</p></body>"));
    EXPECT_TRUE(got.errors.empty());
  }
}

TEST_F(ReaderTest, BadWarcsAreErrors) {
  const auto no_length = write("a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\nx");
  const auto cut =
      write("b.warc",
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 200 OK\r\n");
  const auto noise = write("c.warc", warc_record("metadata", "", "x") + "no record\r\n");
  const auto got = read({no_length, cut, noise});
  EXPECT_TRUE(got.articles.empty());
  ASSERT_EQ(got.errors.size(), 3u);
  EXPECT_THAT(got.errors[0], HasSubstr("Content-Length"));
  EXPECT_THAT(got.errors[1], HasSubstr("the record ends after"));
  EXPECT_THAT(got.errors[2], HasSubstr("expected 'WARC/'"));
}

}  // namespace
}  // namespace diurna
