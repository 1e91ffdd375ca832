// The keys under which names of places are looked up.
#pragma once

#include <string>
#include <string_view>

namespace diurna {

// Folds case and diacritics away, drops points and apostrophes, and makes every other run of signs
// one space: "St. Gallen", "ST GALLEN" -> "st gallen"; "Washington, D.C." -> "washington dc";
// "Île-de-France" -> "ile de france".
std::string place_key(std::string_view name);

// A coarser key under which the usual transliterations of one name agree: "Tschernihiw" and
// "Chernihiv", "Masar-i-Scharif" and "Mazar-e Sharif". `key` is a place_key. Different names agree,
// too: a last resort.
std::string coarse_key(std::string_view key);

// Tells names with the same key apart: equal for names that differ in case only ("Münster",
// "MÜNSTER").
uint16_t exact_mark(std::string_view name);

}  // namespace diurna
