#!/bin/sh
# Installs what building and testing need, by the names of Debian's packages. A second run finds everything and is quick.
set -eu

packages="g++ cmake ninja-build ccache make git python3 pkg-config
  libgtest-dev libgmock-dev libbenchmark-dev nlohmann-json3-dev libcli11-dev
  libutf8proc-dev libre2-dev libxml2-dev zlib1g-dev"

missing=""
for package in $packages; do
  if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
    missing="$missing $package"
  fi
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing"
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086  # a list of names
$sudo apt-get install -y -qq --no-install-recommends $missing
