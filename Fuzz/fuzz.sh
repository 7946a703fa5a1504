#!/bin/bash
# usage: fuzz.sh SECONDS [NAME …]   Builds and runs the fuzz targets of this folder; all of them where none is named.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1
shift
names=("$@")
[ ${#names[@]} -gt 0 ] || for file in Fuzz/*.swift; do names+=("$(basename "$file" .swift)"); done

features=(-swift-version 6 -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -package-name figured)

# The words behind "// KEY:" at the head of a target.
head_of() { sed -n "s|^// $2: *||p" "Fuzz/$1.swift"; }

build() {
    local name=$1 out=.build-fuzz/$1 objects=() flags=()
    mkdir -p "$out"
    for library in $(head_of "$name" libraries); do
        for flag in $(pkg-config --cflags "$library"); do flags+=(-Xcc "$flag"); done
    done
    flags+=(-O -parse-as-library -sanitize=fuzzer,address -I "$out" "${features[@]}")
    for target in $(head_of "$name" uses); do
        if [ -f "Sources/$target/module.modulemap" ]; then
            flags+=(-I "Sources/$target")
            continue
        fi
        mapfile -t files < <(find "Sources/$target" -name '*.swift' | sort)
        ${SWIFTC:-swiftc} "${flags[@]}" -whole-module-optimization -module-name "$target" -emit-module \
            -emit-module-path "$out/$target.swiftmodule" -emit-object -o "$out/$target.o" "${files[@]}"
        objects+=("$out/$target.o")
    done
    ${SWIFTC:-swiftc} "${flags[@]}" -use-ld=lld -module-name "Fuzz_$name" -o "$out/fuzz" "Fuzz/$name.swift" "${objects[@]}"
}

run() {
    local name=$1 out=.build-fuzz/$1
    mkdir -p "$out/inputs" "$out/crashes"
    [ ! -f "Fuzz/$name.seeds" ] || bash "Fuzz/$name.seeds" "$out/inputs"
    echo "fuzzing $name for $seconds s"
    ASAN_OPTIONS=detect_leaks=0 "$out/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -len_control=0 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$out/crashes/" "$out/inputs"
}

for name in "${names[@]}"; do
    [ -f "Fuzz/$name.swift" ] || { echo "there is no Fuzz/$name.swift" >&2; exit 1; }
    build "$name"
    run "$name"
done
