# Two commands do everything: `make demo` and `make test`. Both install what they need first (Debian packages, by name).
BUILD := build/release
DEV := build/dev
JOBS ?= $(shell nproc)

.PHONY: demo test setup build bench asan fuzz format lint clean

demo: build
	@echo "== Coding the example articles (examples/*.txt)"
	$(BUILD)/src/cli/diurna code --format table examples/*.txt
	@echo "== Try: $(BUILD)/src/cli/diurna code YOUR_ARTICLE.txt"

test: setup
	cmake --preset dev
	cmake --build $(DEV) -j $(JOBS)
	python3 tools/check_layers.py
	ctest --test-dir $(DEV) --output-on-failure -j $(JOBS)

setup:
	@sh tools/setup.sh

build: setup
	cmake --preset release -DDIURNA_TESTS=OFF
	cmake --build $(BUILD) -j $(JOBS)

bench: setup
	cmake --preset bench
	cmake --build build/bench -j $(JOBS)
	for program in build/bench/bench/*_bench; do $$program; done

asan: setup
	cmake --preset asan
	cmake --build build/asan -j $(JOBS)
	ctest --test-dir build/asan --output-on-failure -j $(JOBS)

fuzz: setup
	cmake --preset fuzz
	cmake --build build/fuzz -j $(JOBS)

format:
	git ls-files '*.cc' '*.h' | xargs clang-format -i

lint: test
	git ls-files 'src/*.cc' | grep -v _test.cc | xargs clang-tidy -p $(DEV) --quiet

clean:
	rm -rf build
