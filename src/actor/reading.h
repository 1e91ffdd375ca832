// One article being read for its actors: scratch of a call of annotate().
//
// The order of work: names, weight of the countries, then every noun from left to right, then
// pronouns. What a noun phrase stands for is found by what it says of itself (adjective, first
// part, possessor, place), then by what was said before, then by the country that the article is
// mostly about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actor/names.h"
#include "actor/role_words.h"
#include "actor/tree.h"
#include "actor/world.h"

namespace diurna {

class Reading {
 public:
  Reading(Article& article, const World& world, const RoleWords& words);
  void read();  // appends to article.entities and article.references

 private:
  // A noun of office or group, perhaps of several words, perhaps the end of a compound.
  struct RoleSpot {
    TokenSpan tokens;
    TokenId head = kNone;
    const RoleNoun* role = nullptr;
    std::string key;         // the noun in lower case: "verteidigungsminister"
    std::string first_part;  // "US", "SPÖ", "Militär": as in the text where a hyphen parts it
    bool plural = false;
  };
  // What a word says of a party: its country, its sectors, the party it belongs to.
  struct Belonging {
    Code country;
    SectorList sectors;
    EntityId owner = kNone;
    bool former = false;
    float score = 1;
  };
  struct Mark {  // a country spoken of
    TokenId token = kNone;
    Code country;
    bool place = false;  // by its own name or that of a place in it
  };
  struct Seen {  // a reference, for pronouns and for what was said before
    TokenId token = kNone;
    EntityId entity = kNone;
    bool subject = false, plural = false, adjective = false;
    char gender = '?';
  };
  struct Draft {  // an entity before it goes into the article
    std::string key, id, name;
    Code country;
    SectorList sectors;
    EntityKind kind = EntityKind::kOther;
    bool generic = false;
    char gender = '?';
    std::string role;    // lower-case noun by which a person was introduced
    std::string office;  // key of offices.tsv, of the office or body that the entity is
    uint32_t times = 0;  // references so far
    uint32_t party = kNone;
  };

  // reading.cc
  void find_roles();
  void weigh_countries();
  void link_names();
  void link_nouns();
  void write();
  bool spoken_of(Code body) const;
  void mark(TokenId t, Code country, float weight, bool place);
  Code actor_code(Code country) const;
  uint32_t choose(const Name& name, bool final) const;
  EntityId link(Name& name);
  EntityId link_person(Name& name);
  EntityId link_unknown(Name& name);
  void person_terms(Draft& draft, uint32_t party) const;
  void party_terms(Draft& draft, uint32_t party) const;

  // roles.cc
  EntityId resolve(TokenId t);
  EntityId resolve_role(uint32_t spot);
  Belonging belonging(TokenId head, TokenSpan words, const RoleNoun* role,
                      std::string_view first_part);
  void belong_by_part(std::string_view part, Belonging& out);
  EntityId office_entity(Code country, const RoleNoun& role);
  EntityId body_before(TokenId t) const;
  EntityId same_office(const RoleSpot& spot) const;
  EntityId body_of_kind(const RoleSpot& spot) const;
  bool definite(TokenId t) const;
  bool epithet(std::string_view form) const;
  EntityId person_before(TokenId t) const;
  uint32_t title_of(const Name& name) const;
  EntityId named_by_role(const RoleSpot& spot, Code country) const;
  Code context_country(TokenId t, float* score) const;
  Code nearest_place(TokenId t) const;
  Code place_behind(TokenId from) const;
  Code country_meant(TokenId t) const;
  EntityId part_entity(std::string_view part);

  // pronouns.cc
  void link_pronouns();
  EntityId resolve_pronoun(TokenId t, float* score);
  EntityId speaker(TokenId t) const;
  void link_pairs();

  EntityId entity(Draft draft);  // the one with that key, made where there is none
  EntityId country_entity(Code country);
  EntityId government_entity(Code country);
  void refer(TokenSpan tokens, TokenId head, EntityId entity, ReferenceKind kind, float score);
  std::string low(TokenId t) const;  // lower-case lemma
  bool plural(TokenId t) const;

  Article& article_;
  const World& world_;
  const RoleWords& words_;
  Tree tree_;
  Day day_{};
  bool dated_ = false;
  std::vector<Name> names_;
  std::vector<uint32_t> name_at_;  // row of names_ by token
  std::vector<EntityId> name_entity_;
  std::vector<RoleSpot> spots_;
  std::vector<uint32_t> spot_at_;     // row of spots_ by head token
  std::vector<EntityId> done_;        // entity by token; kNone where none
  std::vector<uint8_t> state_;        // 0 not asked, 1 being resolved, 2 done
  std::vector<float> score_;          // of done_
  std::vector<Mark> marks_;           // by token
  std::vector<uint32_t> first_mark_;  // row of marks_ by sentence
  struct Weight {
    Code country;
    float weight = 0;
  };
  std::vector<Weight> weights_;
  float total_weight_ = 0;
  std::vector<Code> bodies_;  // UNO, EUR ... spoken of
  std::vector<Draft> drafts_;
  StringMap<EntityId> by_key_;
  StringMap<EntityId> by_surname_;
  std::vector<Reference> references_;
  std::vector<Seen> seen_;
};

}  // namespace diurna
