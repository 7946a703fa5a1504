// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order in which news flows; a target uses only targets above it.
// Build with `--explicit-target-dependency-import-check error` (the Makefile does), which makes the arrows binding.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func stage(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: settings)
}

func tests(of name: String, uses: [Target.Dependency] = [], besides pages: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "Support"] + (name == "Figures" ? [] : ["Figures"]) + uses,
        exclude: pages, swiftSettings: settings)
}

let package = Package(
    name: "figured",
    products: [.executable(name: "figured", targets: ["figured"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        stage("Figures"),

        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        stage("Fetching", uses: ["Figures", "CCurl"]),

        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        stage("Reading", uses: ["Figures", "CXML", "CUchardet", "CZlib"]),

        stage("Lexicons", uses: ["Figures"]),
        stage("Places", uses: ["Figures"]),
        stage("Extraction", uses: ["Figures", "Lexicons", "Places"]),
        stage("Matching", uses: ["Figures", "Places"]),
        stage("Storage", uses: ["Figures", .product(name: "GRDB", package: "GRDB.swift")]),
        stage("Comparison", uses: ["Figures"]),
        stage("Evaluation", uses: ["Figures"]),

        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        stage("Alerting", uses: ["Figures", "CSystemd", "CCrypto"]),
        stage("Config", uses: ["Figures", "Yams"]),
        stage("Queries", uses: ["Figures", "Storage", .product(name: "GRDB", package: "GRDB.swift")]),
        stage(
            "Daemon",
            uses: [
                "Figures", "Fetching", "Reading", "Lexicons", "Places", "Extraction", "Matching", "Storage", "Comparison",
                "Alerting", "Config", "CSystemd",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        stage(
            "Web",
            uses: ["Figures", "Queries", "CZlib", .product(name: "Hummingbird", package: "hummingbird")]),
        .executableTarget(
            name: "figured",
            dependencies: [
                "Figures", "Fetching", "Reading", "Lexicons", "Places", "Extraction", "Matching", "Storage", "Comparison",
                "Evaluation", "Alerting", "Config", "Queries", "Daemon", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),

        // The sample newsroom: three invented outlets on loopback, for the demonstration (`demo`) and the tests.
        .target(
            name: "Newsroom", dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
            resources: [.copy("Outlets")], swiftSettings: settings),
        .executableTarget(
            name: "demo",
            dependencies: ["Newsroom", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings),

        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Figures", "Fetching", "Reading", "Lexicons", "Places", "Extraction", "Matching", "Storage", "Comparison",
                "Queries", "Alerting", "Daemon", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),

        .target(name: "Support", dependencies: ["Figures", "Queries", "Storage"], path: "Tests/Support", swiftSettings: settings),
        tests(of: "Figures"),
        tests(of: "Fetching"),
        tests(of: "Reading", besides: ["Pages"]),
        tests(of: "Lexicons"),
        tests(of: "Places"),
        tests(of: "Extraction", uses: ["Lexicons", "Places"]),
        tests(of: "Matching", uses: ["Places"]),
        tests(of: "Storage", uses: ["Comparison", .product(name: "GRDB", package: "GRDB.swift")], besides: ["OldFiles"]),
        tests(of: "Comparison"),
        tests(of: "Evaluation", uses: ["Lexicons", "Places", "Extraction"]),
        tests(of: "Alerting"),
        tests(of: "Config"),
        tests(of: "Queries", uses: ["Comparison", "Storage", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            of: "Daemon",
            uses: [
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"), "Newsroom", "Fetching",
                "Lexicons", "Places", "Extraction", "Matching", "Storage", "Comparison", "Alerting", "Queries",
            ]),
        tests(of: "Web", uses: ["Storage", "Queries"]),
        tests(of: "figured"),
    ]
)
