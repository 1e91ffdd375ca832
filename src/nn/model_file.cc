#include "nn/model_file.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace diurna {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kMagic = "DNMODEL1";
constexpr size_t kAlignment = 64;
constexpr size_t kMaxSide = 1u << 26;  // no row or column count is sensible above this

const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::optional<uint64_t> natural(const Json* value) {
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  if (value->is_number_unsigned()) return value->get<uint64_t>();
  const auto number = value->get<int64_t>();
  if (number < 0) return std::nullopt;
  return static_cast<uint64_t>(number);
}

std::string text_of(const Json* value) {
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

bool all_finite(const char* data, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    float value = 0;
    std::memcpy(&value, data + i * sizeof(float), sizeof(float));
    if (!std::isfinite(value)) return false;
  }
  return true;
}

std::string shape_text(uint32_t rows, uint32_t columns) {
  return "[" + std::to_string(rows) + ", " + std::to_string(columns) + "]";
}

}  // namespace

Result<ModelFile> ModelFile::open(const std::string& path) {
  auto mapped = MappedFile::open(path);
  if (!mapped.ok()) return mapped.error();
  ModelFile model;
  model.path_ = path;
  model.file_ = mapped.take();
  const auto outcome = model.read_header(model.file_.bytes());
  if (!outcome.ok()) return outcome.error();
  return model;
}

Outcome ModelFile::read_header(std::string_view bytes) {
  const size_t prefix = kMagic.size() + sizeof(uint32_t);
  if (bytes.size() < prefix || bytes.substr(0, kMagic.size()) != kMagic)
    return fault("no model file; it should start with " + std::string(kMagic));
  uint32_t length = 0;
  for (size_t i = 0; i < sizeof(uint32_t); ++i)
    length |= static_cast<uint32_t>(static_cast<uint8_t>(bytes[kMagic.size() + i])) << (8 * i);
  if (length > bytes.size() - prefix)
    return fault("header of " + std::to_string(length) + " bytes is cut off");
  const auto header =
      Json::parse(bytes.substr(prefix, length), nullptr, /*allow_exceptions=*/false);
  if (!header.is_object()) return fault("header is not a JSON object");
  if (natural(member(header, "format")) != 1u) return fault("header key 'format' is not 1");
  lang_ = text_of(member(header, "lang"));
  name_ = text_of(member(header, "name"));
  if (lang_.empty()) return fault("header has no 'lang'");

  const size_t start =
      std::min(bytes.size(), (prefix + length + kAlignment - 1) / kAlignment * kAlignment);
  const std::string_view body = bytes.substr(start);

  const Json* tensors = member(header, "tensors");
  if (tensors == nullptr || !tensors->is_object()) return fault("header has no object 'tensors'");
  for (const auto& [key, value] : tensors->items()) {
    const std::string where = "tensor '" + key + "': ";
    const std::string type = text_of(member(value, "dtype"));
    if (type != "i8" && type != "f32") return fault(where + "dtype is neither i8 nor f32");
    const Json* shape = member(value, "shape");
    const auto offset = natural(member(value, "offset"));
    if (shape == nullptr || !shape->is_array() || shape->empty() || shape->size() > 2 || !offset)
      return fault(where + "needs a shape of one or two sizes and an offset");
    const auto rows = natural(&(*shape)[0]);
    const auto columns = shape->size() == 2 ? natural(&(*shape)[1]) : std::optional<uint64_t>(1);
    if (!rows || !columns || *rows == 0 || *columns == 0 || *rows > kMaxSide || *columns > kMaxSide)
      return fault(where + "sizes are not within 1 and " + std::to_string(kMaxSide));
    const uint64_t count = *rows * *columns;
    const uint64_t size = count * (type == "i8" ? 1 : sizeof(float));
    if (*offset % kAlignment != 0) return fault(where + "offset is not a multiple of 64");
    if (*offset > body.size() || size > body.size() - *offset)
      return fault(where + "ends behind the end of the file");
    const char* data = body.data() + *offset;
    if (type == "f32" && !all_finite(data, count))
      return fault(where + "holds a value that is not finite");
    tensors_[key] =
        Tensor{data, static_cast<uint32_t>(*rows), static_cast<uint32_t>(*columns), type == "i8"};
  }

  if (const Json* strings = member(header, "strings")) {
    if (!strings->is_object()) return fault("'strings' is not an object");
    for (const auto& [key, value] : strings->items()) {
      const auto offset = natural(member(value, "offset"));
      const auto size = natural(member(value, "length"));
      if (!offset || !size || *offset > body.size() || *size > body.size() - *offset)
        return fault("strings '" + key + "': ends behind the end of the file");
      strings_[key] = body.substr(*offset, *size);
    }
  }

  if (const Json* labels = member(header, "labels")) {
    if (!labels->is_object()) return fault("'labels' is not an object");
    for (const auto& [key, value] : labels->items()) {
      if (!value.is_array()) return fault("labels '" + key + "' is not a list");
      auto& list = labels_[key];
      for (const auto& item : value) {
        if (!item.is_string())
          return fault("labels '" + key + "' has an entry that is not a string");
        list.push_back(item.get<std::string>());
      }
    }
  }

  if (const Json* config = member(header, "config")) {
    const auto add = [&](const std::string& key, const Json& value) {
      const auto number = natural(&value);
      if (number && *number <= std::numeric_limits<uint32_t>::max())
        sizes_[key] = static_cast<uint32_t>(*number);
    };
    if (!config->is_object()) return fault("'config' is not an object");
    for (const auto& [key, value] : config->items()) {
      if (!value.is_object()) {
        add(key, value);
        continue;
      }
      for (const auto& [inner, number] : value.items()) add(key + "." + inner, number);
    }
  }
  return Unit{};
}

Result<I8Matrix> ModelFile::i8(std::string_view name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end() || !found->second.is_i8)
    return fault("no int8 tensor '" + std::string(name) + "'");
  const auto& tensor = found->second;
  const auto scales = f32(std::string(name) + ".scale", tensor.rows, 1);
  if (!scales.ok()) return scales.error();
  return I8Matrix{reinterpret_cast<const int8_t*>(tensor.data), scales.value().values, tensor.rows,
                  tensor.columns};
}

Result<I8Matrix> ModelFile::i8(std::string_view name, uint32_t rows, uint32_t columns) const {
  auto matrix = i8(name);
  if (matrix.ok() && (matrix.value().rows != rows || matrix.value().columns != columns))
    return fault("tensor '" + std::string(name) + "' has shape " +
                 shape_text(matrix.value().rows, matrix.value().columns) + "; expected " +
                 shape_text(rows, columns));
  return matrix;
}

Result<F32Matrix> ModelFile::f32(std::string_view name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end() || found->second.is_i8)
    return fault("no float tensor '" + std::string(name) + "'");
  const auto& tensor = found->second;
  return F32Matrix{reinterpret_cast<const float*>(tensor.data), tensor.rows, tensor.columns};
}

Result<F32Matrix> ModelFile::f32(std::string_view name, uint32_t rows, uint32_t columns) const {
  auto matrix = f32(name);
  if (!matrix.ok()) return matrix;
  // A vector may be written as a row or as a column.
  const bool same_vector =
      columns == 1 && matrix.value().rows == 1 && matrix.value().columns == rows;
  if (!same_vector && (matrix.value().rows != rows || matrix.value().columns != columns))
    return fault("tensor '" + std::string(name) + "' has shape " +
                 shape_text(matrix.value().rows, matrix.value().columns) + "; expected " +
                 shape_text(rows, columns));
  return F32Matrix{matrix.value().values, rows, columns};
}

std::string_view ModelFile::string(std::string_view name) const {
  const auto found = strings_.find(name);
  return found == strings_.end() ? std::string_view() : found->second;
}

Result<std::vector<std::string>> ModelFile::labels(std::string_view name) const {
  const auto found = labels_.find(name);
  if (found == labels_.end() || found->second.empty())
    return fault("no labels '" + std::string(name) + "'");
  return found->second;
}

Result<uint32_t> ModelFile::size(std::string_view key, uint32_t limit) const {
  const auto found = sizes_.find(key);
  if (found == sizes_.end())
    return fault("no size '" + std::string(key) + "' in the header's config");
  if (found->second == 0 || found->second > limit)
    return fault("size '" + std::string(key) + "' is " + std::to_string(found->second) +
                 "; expected 1 to " + std::to_string(limit));
  return found->second;
}

}  // namespace diurna
