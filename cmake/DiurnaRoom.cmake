# A room of the house: a static library made of all its sources, with the rooms it may include, its doors (the headers
# that higher rooms may include), and its tests (x_test.cc beside x.cc) in one test program.
#
#   diurna_room(event DEPENDS doc text base DOOR event_coder.h LIBRARIES nlohmann_json::nlohmann_json)
#
# tools/check_layers.py reads these lines and compares them with the #includes.
function(diurna_room NAME)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;DOOR;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cc")
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  add_library(diurna_${NAME} STATIC ${sources})
  list(TRANSFORM ROOM_DEPENDS PREPEND diurna_ OUTPUT_VARIABLE rooms)
  target_link_libraries(diurna_${NAME} PUBLIC ${rooms} ${ROOM_LIBRARIES} PRIVATE diurna_warnings)
  target_include_directories(diurna_${NAME} PUBLIC "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
  if(DIURNA_TESTS AND tests)
    add_executable(${NAME}_test ${tests})
    target_link_libraries(${NAME}_test PRIVATE diurna_${NAME} diurna_doc diurna_warnings GTest::gmock GTest::gtest_main)
    target_compile_definitions(${NAME}_test PRIVATE DIURNA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    # The tests of a room share its folder for temporary files, so they run one after the other.
    file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/tmp")
    gtest_discover_tests(${NAME}_test TEST_PREFIX "${NAME}." DISCOVERY_TIMEOUT 60
      PROPERTIES RESOURCE_LOCK ${NAME} ENVIRONMENT "TEST_TMPDIR=${CMAKE_CURRENT_BINARY_DIR}/tmp")
  endif()
endfunction()
