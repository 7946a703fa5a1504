import Glibc

/// An IPv4 or IPv6 address, and whether it is one of those that no outlet publishes from.
struct IPAddress: Hashable, Sendable {
    /// In network order: 4 or 16.
    let bytes: [UInt8]

    /// From 4 or 16 bytes in network order.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// From its usual text: "192.0.2.1", "2001:db8::1", and with brackets.
    init?(_ text: String) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET6, bare, &bytes) == 1 {
            self.bytes = bytes
        } else if inet_pton(AF_INET, bare, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else {
            return nil
        }
    }
}

extension IPAddress: CustomStringConvertible {
    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension IPAddress {
    /// Whether the address is private, loopback, link-local, multicast, reserved, for documentation, or carries such an IPv4 address.
    ///
    ///     127.0.0.1  10.1.2.3  100.64.0.1  ::1  fe80::1  ::ffff:10.0.0.1  64:ff9b::a00:1  2002:a00:1::    true
    ///     151.101.1.1  2606:4700::1111  ::ffff:151.101.1.1                                                 false
    ///
    /// After the IANA registries of special-purpose addresses (RFC 6890 and its updates). IPv6 is judged the other way round: only
    /// global unicast (2000::/3) is let through, less what is set apart in it, and transition addresses are judged by what they carry.
    var isSpecial: Bool {
        bytes.count == 4 ? isSpecialIPv4(word(at: 0)) : isSpecialIPv6
    }

    private var isSpecialIPv6: Bool {
        if starts(with: Self.mapped) || starts(with: Self.translated) { return isSpecialIPv4(word(at: 12)) }
        if starts(with: [0x20, 0x02]) { return isSpecialIPv4(word(at: 2)) }
        if bytes[0] & 0xE0 != 0x20 { return true }
        // 2001::/23, protocol assignments with Teredo; 2001:db8::/32 and 3fff::/20, documentation.
        return starts(with: [0x20, 0x01]) && bytes[2] < 2 || starts(with: [0x20, 0x01, 0x0D, 0xB8])
            || starts(with: [0x3F, 0xFF]) && bytes[2] < 0x10
    }

    private func isSpecialIPv4(_ address: UInt32) -> Bool {
        Self.specialIPv4.contains { (address ^ $0.base) >> (32 - $0.length) == 0 }
    }

    private func word(at index: Int) -> UInt32 {
        bytes[index..<(index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private func starts(with prefix: [UInt8]) -> Bool {
        bytes.starts(with: prefix)
    }

    /// ::ffff:0:0/96 (RFC 4291 §2.5.5.2)
    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    /// 64:ff9b::/96 (RFC 6052 §2.1)
    private static let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]

    private static let specialIPv4: [(base: UInt32, length: UInt32)] = [
        (0x0000_0000, 8),  // 0.0.0.0/8, this network
        (0x0A00_0000, 8),  // 10.0.0.0/8, private
        (0x6440_0000, 10),  // 100.64.0.0/10, shared by carriers
        (0x7F00_0000, 8),  // 127.0.0.0/8, loopback
        (0xA9FE_0000, 16),  // 169.254.0.0/16, link-local
        (0xAC10_0000, 12),  // 172.16.0.0/12, private
        (0xC000_0000, 24),  // 192.0.0.0/24, protocol assignments
        (0xC000_0200, 24),  // 192.0.2.0/24, documentation
        (0xC058_6300, 24),  // 192.88.99.0/24, relays of 6to4
        (0xC0A8_0000, 16),  // 192.168.0.0/16, private
        (0xC612_0000, 15),  // 198.18.0.0/15, benchmarks
        (0xC633_6400, 24),  // 198.51.100.0/24, documentation
        (0xCB00_7100, 24),  // 203.0.113.0/24, documentation
        (0xE000_0000, 4),  // 224.0.0.0/4, multicast
        (0xF000_0000, 4),  // 240.0.0.0/4, reserved, and broadcast
    ]
}
