import Foundation

/// The password of Basic credentials; nothing where they hold none (RFC 7617 §2).
///
///     "ZGVzazp0b2tlbg==" → the bytes of "token"
func password(inBasic credentials: String) -> [UInt8] {
    guard let bytes = Data(base64Encoded: credentials), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return [] }
    return Array(bytes[(colon + 1)...])
}
